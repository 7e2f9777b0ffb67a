"""
What becomes of a session that two requests change at once: neither undoes what the other did, and what was closed in
it stays closed, whichever of the two is written down last.
"""

from collections.abc import Mapping
from typing import Any

# What lies open (learning.accounts.opened), and how often something was closed.
OPENED_KEY, CLOSINGS_KEY = "opened", "closings"

Content = Mapping[str, Any]


def both(before: Content, mine: Content, theirs: Content) -> dict[str, Any]:
    """`before`: as this request read it; `mine`: as it leaves it; `theirs`: as others wrote it down since."""
    changed = {key for key in {*before, *mine} if _differ(before, mine, key)}
    if _differ(before, theirs, CLOSINGS_KEY):
        changed.discard(OPENED_KEY)
    elif _differ(before, mine, CLOSINGS_KEY):
        changed.add(OPENED_KEY)
    left = {key: value for key, value in theirs.items() if key not in changed}
    return left | {key: value for key, value in mine.items() if key in changed}


def _differ(one: Content, other: Content, key: str) -> bool:
    return (key in one) != (key in other) or one.get(key) != other.get(key)

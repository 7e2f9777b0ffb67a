"""
What becomes of a session that two requests change at once: neither undoes what the other did, and what was closed in
it stays closed, whichever of the two is written down last.
"""

import json
from collections.abc import Mapping
from typing import Any

# What lies open (learning.accounts.opened), and how often something was closed.
OPENED_KEY, CLOSINGS_KEY = "opened", "closings"
# What waits one beside the other: words of hers (learning.accounts.kept), and what is said to her, which Django keeps
# as the text of a list.
KEPT_KEY, SAID_KEY = "kept_words", "_messages"

Content = Mapping[str, Any]


def both(before: Content, mine: Content, theirs: Content) -> dict[str, Any]:
    """`before`: as this request read it; `mine`: as it leaves it; `theirs`: as others wrote it down since."""
    changed = {key for key in {*before, *mine} if _differ(before, mine, key)}
    if _differ(before, theirs, CLOSINGS_KEY):
        changed.discard(OPENED_KEY)
    elif _differ(before, mine, CLOSINGS_KEY):
        changed.add(OPENED_KEY)
    left = {key: value for key, value in theirs.items() if key not in changed}
    found = left | {key: value for key, value in mine.items() if key in changed}
    for key in changed & {KEPT_KEY, SAID_KEY}:
        found[key] = _one_beside_the_other(*(_listed(each, key) for each in (before, mine, theirs)))
        if not found[key]:
            del found[key]
        elif key == SAID_KEY:
            found[key] = json.dumps(found[key])
    return found


def _differ(one: Content, other: Content, key: str) -> bool:
    return (key in one) != (key in other) or one.get(key) != other.get(key)


def _listed(content: Content, key: str) -> list[Any]:
    value = content.get(key) or []
    return list(json.loads(value) if isinstance(value, str) else value)


def _one_beside_the_other(before: list[Any], mine: list[Any], theirs: list[Any]) -> list[Any]:
    """What they left there and I did not take, and after it what I added."""
    taken = [each for each in before if each not in mine]
    return [each for each in theirs if each not in taken] + [each for each in mine if each not in before]

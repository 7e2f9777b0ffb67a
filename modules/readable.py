"""Signs that no text has: PostgreSQL keeps none of them, and half of a sign can not be sent to anybody."""

import re
from collections.abc import Mapping
from typing import Any

UNREADABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def is_readable(value: Any) -> bool:
    """Whether every text in this value, as a file tells it, can be kept."""
    if isinstance(value, str):
        return UNREADABLE.search(value) is None
    if isinstance(value, Mapping):
        return all(is_readable(each) for pair in value.items() for each in pair)
    return not isinstance(value, list) or all(map(is_readable, value))

"""What must be right before the site starts."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register

from .crypto import KEY_BYTES


@register
def column_keys(**kwargs: Any) -> list[CheckMessage]:
    """The ring of keys: at least one, numbered 1 to 255, 32 bytes each."""
    ring = getattr(settings, "COLUMN_KEYS", None)
    if isinstance(ring, Mapping) and ring and all(_is_key(version, key) for version, key in ring.items()):
        return []
    hint = 'Make one: python -c "import secrets; print(secrets.token_hex(32))"'
    return [
        Error(f"COLUMN_KEYS must map versions (1 to 255) to {KEY_BYTES} bytes.", hint=hint, id="core.E001")
    ]


def _is_key(version: object, key: object) -> bool:
    return isinstance(version, int) and 0 < version < 256 and isinstance(key, bytes) and len(key) == KEY_BYTES

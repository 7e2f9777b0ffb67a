"""What must be right before the site starts, and what it can do without."""

import ctypes
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register

from .crypto import KEY_BYTES

_PAPER_LIBRARIES = ("libpangoft2-1.0.so.0", "libharfbuzz-subset.so.0")


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


@register
def paper(**kwargs: Any) -> list[CheckMessage]:
    """What WeasyPrint needs of the system; the site runs without certificates until then."""
    missing = [name for name in _PAPER_LIBRARIES if not _loads(name)]
    if not missing:
        return []
    hint = "On Debian: apt-get install libpangoft2-1.0-0 libharfbuzz-subset0 fonts-sil-andika"
    return [
        Warning(f"No certificate can be printed: {', '.join(missing)} missing.", hint=hint, id="core.W001")
    ]


def _is_key(version: object, key: object) -> bool:
    return isinstance(version, int) and 0 < version < 256 and isinstance(key, bytes) and len(key) == KEY_BYTES


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True

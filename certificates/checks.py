"""What certificates need of the system; the site runs without them until it is there."""

import ctypes
from typing import Any

from django.core.checks import CheckMessage, Warning, register

from learning.core import fonts

_LIBRARIES = ("libpangoft2-1.0.so.0", "libharfbuzz-subset.so.0")


@register
def paper(**kwargs: Any) -> list[CheckMessage]:
    """The libraries that set the page, and the letters it is set in."""
    missing = [name for name in _LIBRARIES if not _loads(name)]
    if fonts.folder() is None:
        missing.append("Andika")
    if not missing:
        return []
    said = f"No certificate can be printed: {', '.join(missing)} missing."
    return [Warning(said, hint=f"On Debian: {fonts.INSTALL}", id="certificates.W001")]


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True

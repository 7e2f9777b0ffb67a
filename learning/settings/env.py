"""What the environment says. A wrong or missing value stops the start with a sentence."""

import base64
import os
from collections.abc import Mapping
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured


def text(name: str, default: str | None = None) -> str:
    """The value of `name`; without a default it must be there."""
    value = os.environ.get(name, default)
    if value is None or value == "":
        if default is not None:
            return default
        raise ImproperlyConfigured(
            f"{name} is missing. docs/operating.md says what it holds and how to make one."
        )
    return value


def number(name: str, default: int) -> int:
    raw = os.environ.get(name, str(default))
    if not raw.isdigit():
        raise ImproperlyConfigured(f"{name} is {raw!r}; it must be a whole number, such as {default}.")
    return int(raw)


def switch(name: str, default: bool) -> bool:
    raw = os.environ.get(name, "on" if default else "off").lower()
    if raw not in {"on", "off"}:
        raise ImproperlyConfigured(f"{name} is {raw!r}; it must be on or off.")
    return raw == "on"


def folder(name: str, default: Path) -> Path:
    """A folder that can be written, made when it is not there yet."""
    path = Path(os.environ.get(name, default))
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ImproperlyConfigured(f"{name} is {path}, which cannot be made: {error.strerror}.") from error
    if not os.access(path, os.W_OK):
        raise ImproperlyConfigured(f"{name} is {path}, which cannot be written.")
    return path


def names(name: str, default: str | None = None) -> list[str]:
    """Comma-separated names."""
    return [part.strip() for part in text(name, default).split(",") if part.strip()]


def keys(name: str, default: str | None = None) -> Mapping[int, bytes]:
    """Column keys as `1:base64,2:base64`; the highest number seals, all of them open. 32 bytes each."""
    ring: dict[int, bytes] = {}
    for part in names(name, default):
        version, _, encoded = part.partition(":")
        try:
            ring[int(version)] = base64.b64decode(encoded, validate=True)
        except ValueError as error:
            raise ImproperlyConfigured(f"{name} must look like 1:base64,2:base64.") from error
    if not ring or any(len(key) != 32 or not 0 < version < 256 for version, key in ring.items()):
        raise ImproperlyConfigured(f"{name} needs at least one key of 32 bytes, numbered from 1 to 255.")
    return ring

"""What the environment says. A wrong or missing value stops the start with a sentence."""

import base64
import os
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

# What Django asks of a key before it trusts what the key has signed.
SECRET_LENGTH, SECRET_VARIETY = 50, 5


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


def secret(name: str) -> str:
    """What signs: long and varied enough not to be guessed. A refusal never repeats it."""
    value = text(name)
    if len(value) < SECRET_LENGTH or len(set(value)) < SECRET_VARIETY:
        raise ImproperlyConfigured(
            f"{name} is too short or too even; it needs {SECRET_LENGTH} random characters. "
            "docs/operating.md says how to make one."
        )
    return value


def number(name: str, default: int | None = None) -> int:
    raw = text(name, None if default is None else str(default))
    if not (raw.isascii() and raw.isdigit()):
        raise ImproperlyConfigured(f"{name} is {raw!r}; it must be a whole number, such as {default or 1}.")
    return int(raw)


def address(name: str, default: str) -> str:
    """A whole web address, with http or https and a host."""
    value = text(name, default)
    try:
        parts = urlsplit(value)
        whole = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        whole = False
    if not whole or any(letter.isspace() for letter in value):
        raise ImproperlyConfigured(f"{name} is {value!r}; it must be a whole address, such as {default}.")
    return value


def database(name: str, default: str) -> dict[str, object]:
    """Where the data are, as Django wants it. A refusal never repeats the address: it may hold a passphrase."""
    try:
        found = dict(dj_database_url.parse(text(name, default)))
    except ValueError:
        found = {}
    if not found.get("ENGINE"):
        raise ImproperlyConfigured(
            f"{name} is not the address of a database; it looks like postgres://user@host/name."
        )
    return found


def switch(name: str, default: bool) -> bool:
    raw = os.environ.get(name, "on" if default else "off").lower()
    if raw not in {"on", "off"}:
        raise ImproperlyConfigured(f"{name} is {raw!r}; it must be on or off.")
    return raw == "on"


def folder(name: str, default: Path) -> Path:
    """A folder that can be written, made when it is not there yet."""
    path = Path(text(name, str(default)))
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ImproperlyConfigured(f"{name} is {path}, which cannot be made: {error.strerror}.") from error
    if not os.access(path, os.W_OK):
        raise ImproperlyConfigured(f"{name} is {path}, which cannot be written.")
    return path


def names(name: str, default: str | None = None) -> list[str]:
    """Comma-separated names, one at least."""
    found = [part.strip() for part in text(name, default).split(",") if part.strip()]
    if not found:
        raise ImproperlyConfigured(f"{name} names nothing; it must hold one name or more, between commas.")
    return found


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

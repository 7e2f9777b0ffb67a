"""What the environment says. A wrong or missing value stops the start with a sentence."""

import base64
import os
import re
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

from learning.settings import files

# What Django asks of a key before it trusts what the key has signed.
SECRET_LENGTH, SECRET_VARIETY = 50, 5
# Different bytes in a column key; 32 random ones have some thirty.
KEY_VARIETY = 12
LABEL = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?"
HOST = re.compile(rf"(?!.{{254}}){LABEL}(\.{LABEL})*|\[[0-9a-f:.]+\]", re.IGNORECASE)


def text(name: str, default: str | None = None) -> str:
    """The value of `name` without the blanks around it; without a default it must be there."""
    value = os.environ.get(name, "").strip() or default
    if value is None:
        raise ImproperlyConfigured(
            f"{name} is missing. docs/operating.md says what it holds and how to make one."
        )
    if not value.isprintable():
        raise ImproperlyConfigured(f"{name} holds signs that cannot be printed; write it in one plain line.")
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


def number(name: str, default: int | None = None, *, most: int = 9) -> int:
    raw = text(name, None if default is None else str(default))
    if not (raw.isascii() and raw.isdigit() and len(raw) < 10 and int(raw) <= most):
        raise ImproperlyConfigured(
            f"{name} is {raw!r}; it must be a whole number from 0 to {most}, such as {default or 1}."
        )
    return int(raw)


def address(name: str, default: str) -> str:
    """A whole web address, with http or https and a host. A refusal never repeats it: it may hold a passphrase."""
    value = text(name, default)
    try:
        parts = urlsplit(value)
        host = parts.hostname or ""
        whole = parts.scheme in {"http", "https"} and parts.port != 0 and "@" not in parts.netloc
    except ValueError:
        whole = False
    if not whole or not value.isascii() or " " in value or not _is_host(f"[{host}]" if ":" in host else host):
        raise ImproperlyConfigured(f"{name} must be a whole address, such as {default}.")
    return value


def origin(name: str, default: str) -> str:
    """The address of a whole site, to which paths are added."""
    value = address(name, default).rstrip("/")
    if value != f"{urlsplit(value).scheme}://{urlsplit(value).netloc}":
        raise ImproperlyConfigured(
            f"{name} must be the address of the site without a path, such as {default}."
        )
    return value


def hosts(name: str) -> list[str]:
    """The names under which the site is asked for; a dot before one lets in all names below it."""
    found = names(name)
    for each in found:
        if not _is_host(each.removeprefix(".")):
            raise ImproperlyConfigured(
                f"{name} holds {each!r}; write the name alone, such as aula.example: no https://, no port, no path."
            )
    return found


def database(name: str, default: str) -> dict[str, object]:
    """Where the data are, as Django wants it. A refusal never repeats the address: it may hold a passphrase."""
    value = text(name, default)
    try:
        found = dict(dj_database_url.parse(value))
    except ValueError:
        found = {}
    if value.partition(":")[0] not in {"postgres", "postgresql", "sqlite"} or not found.get("NAME"):
        raise ImproperlyConfigured(
            f"{name} is not the address of a database; two are possible, PostgreSQL (postgres://user@host/name) "
            "and SQLite (sqlite:////folder/file)."
        )
    file = Path(str(found["NAME"]))
    if value.startswith("sqlite") and not (
        file.is_absolute() and _is_writable(file.parent) and not file.is_dir()
    ):
        raise ImproperlyConfigured(
            f"{name} must name a file of SQLite from / on (sqlite:////folder/file), in a folder that is there and "
            "can be written."
        )
    return found


def folder(name: str, default: Path) -> Path:
    """A folder that can be written, made when it is not there yet; one that is there keeps its rights."""
    path = Path(text(name, str(default)))
    if not path.is_absolute():
        raise ImproperlyConfigured(f"{name} is {path}; it must be a whole path, such as /srv/aula.")
    try:
        path.mkdir(mode=files.FOLDER, parents=True, exist_ok=True)
    except OSError as error:
        raise ImproperlyConfigured(f"{name} is {path}, which cannot be made: {error.strerror}.") from error
    if not _is_writable(path):
        raise ImproperlyConfigured(f"{name} is {path}, which cannot be written.")
    return path


def names(name: str, default: str | None = None) -> list[str]:
    """Comma-separated, one at least."""
    found = [part.strip() for part in text(name, default).split(",")]
    if not all(found):
        raise ImproperlyConfigured(
            f"{name} has nothing beside a comma; it must hold one or more, a comma between."
        )
    return found


def keys(name: str, default: str | None = None) -> Mapping[int, bytes]:
    """Column keys as `1:base64,2:base64`; the highest number seals, all of them open. 32 bytes each."""
    ring: dict[int, bytes] = {}
    for part in names(name, default):
        version, _, encoded = part.partition(":")
        try:
            key = base64.b64decode(encoded, validate=True)
        except ValueError as error:
            raise ImproperlyConfigured(f"{name} must look like 1:base64,2:base64.") from error
        if not re.fullmatch("[1-9][0-9]{0,2}", version) or int(version) > 255 or int(version) in ring:
            raise ImproperlyConfigured(f"{name} must number its keys from 1 to 255, each number once.")
        if len(key) != 32 or len(set(key)) < KEY_VARIETY:
            raise ImproperlyConfigured(
                f"{name} needs keys of 32 random bytes. docs/operating.md says how to make one."
            )
        ring[int(version)] = key
    return ring


def _is_host(text: str) -> bool:
    return bool(HOST.fullmatch(text))


def _is_writable(path: Path) -> bool:
    return path.is_dir() and os.access(path, os.W_OK | os.X_OK)

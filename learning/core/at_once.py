"""
What has to be there before anything is drawn, written into the page itself: on a slow line a file costs a second way
there and back, and while a line gives no sign nothing would be drawn at all. The policy names each text by its hash, so
nothing else inline is let through.
"""

import re
from base64 import b64encode
from functools import cache, lru_cache
from hashlib import sha256
from pathlib import Path

from django.contrib.staticfiles import finders
from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe

SCRIPT, STYLE = "js/back.js", "css/site.css"
_NOTES = re.compile(r"/\*.*?\*/", re.S)
_INDENT = re.compile(r"\s*\n\s*")


def text_of(name: str) -> SafeString:
    """The file without what is said to its readers."""
    return _read(*_found(name))[0]


def digest_of(name: str) -> str:
    """As a policy names it."""
    return _read(*_found(name))[1]


def arrives(request: HttpRequest | None) -> bool:
    """
    Whether she comes from elsewhere, so that nothing of the site may lie on her phone yet. Who follows a link has what
    the page before has fetched. A browser that does not tell gets files.
    """
    headers = request.headers if request else {}
    from_us = headers.get("Sec-Fetch-Site", "same-origin") == "same-origin"
    return not from_us and headers.get("Sec-Fetch-Dest") == "document"


def _found(name: str) -> tuple[Path, int]:
    path = _path(name)
    return path, path.stat().st_mtime_ns


@cache
def _path(name: str) -> Path:
    found = finders.find(name)
    if not isinstance(found, str):
        raise FileNotFoundError(name)
    return Path(found)


@lru_cache(maxsize=8)
def _read(path: Path, changed: int) -> tuple[SafeString, str]:
    """`changed`: so that whoever works on it sees her changes."""
    text = _INDENT.sub("\n", _NOTES.sub("", path.read_text())).strip()
    if "</" in text:
        raise ValueError(f"{path} would end before its end.")
    digest = b64encode(sha256(text.encode()).digest()).decode()
    return mark_safe(text), f"'sha256-{digest}'"  # noqa: S308 (files of ours)

"""
The languages of the site are the folders that hold its words, `<folder>/<language>/LC_MESSAGES/django.po`: a language
more is a folder more. What Django does not know of it, the head of that file says:

    "X-Name: K'iche'\n"          as those who speak it call it
    "X-Direction: rtl\n"         only where it is written from right to left

A folder with an `x` in its name, `es_X-vos`, is no language but a manner of addressing her in one.
"""

import re
from collections.abc import Sequence
from itertools import takewhile
from pathlib import Path
from typing import Any

from django.conf.locale import LANG_INFO
from django.utils.translation import gettext_lazy, to_language

# As the column of her account holds it.
CODE = re.compile("[a-z]{2,3}(-[a-z0-9]{2,6})?")
MANNER = re.compile("[a-z]{2,3}-x-[a-z]{2,8}")
SAID = re.compile(r'^"X-(Name|Direction): *(.+?) *\\n"$', re.MULTILINE)


def languages(folders: Sequence[Path], first: str) -> list[tuple[str, Any]]:
    """Code and name of each, `first` and then by code; Django learns of those that it does not know."""
    found = {code: file for code, file in _catalogues(folders).items() if CODE.fullmatch(code)}
    for code, file in found.items():
        if code not in LANG_INFO:
            said = dict(SAID.findall(_head(file)))
            name, bidi = said.get("Name", code), said.get("Direction") == "rtl"
            LANG_INFO[code] = {"code": code, "name": name, "name_local": name, "bidi": bidi}
    return [
        (code, gettext_lazy(LANG_INFO[code]["name"]))
        for code in sorted(found, key=lambda code: (code != first, code))
    ]


def written_right_to_left() -> list[str]:
    """Codes of those that Django knows by now."""
    return [code for code, known in LANG_INFO.items() if known.get("bidi")]


def manners(folders: Sequence[Path]) -> dict[str, str]:
    """Code to name of the manners of addressing her: {"es-x-vos": "Vos"}."""
    found = {code: file for code, file in _catalogues(folders).items() if MANNER.fullmatch(code)}
    return {code: dict(SAID.findall(_head(file))).get("Name", code) for code, file in sorted(found.items())}


def _catalogues(folders: Sequence[Path]) -> dict[str, Path]:
    """Of a language that has several, that of the first folder."""
    files = [file for folder in reversed(folders) for file in folder.glob("*/LC_MESSAGES/django.po")]
    return {to_language(file.parents[1].name): file for file in files}


def _head(file: Path) -> str:
    """What stands before the first text."""
    with file.open(encoding="utf-8", errors="replace") as lines:
        return "".join(takewhile(str.strip, lines))

"""
Languages that nobody speaks, made of the site's own words: one in which each word is longer by two fifths, as many
languages are beside Spanish, and one written from right to left.
"""

import re
from pathlib import Path

import polib

# What is filled in, tags and signs of HTML stay as they are.
FIXED = re.compile(r"(%\(\w+\)[sd]|%%|%[sd]|\{\w*\}|<[^>]+>|&\w+;|\n)")
WORD = re.compile(r"[^\W\d_]+")
HEBREW = "אבגדהוזחטיכלמנסעפצקרשת"


def longer(word: str) -> str:
    return word + word[-1] * -(-len(word) * 2 // 5)


def turned(word: str) -> str:
    return "".join(HEBREW[ord(sign) % len(HEBREW)] for sign in word)


LANGUAGES = {"qa": longer, "qb": turned}


def write(source: Path, folder: Path) -> None:
    """The catalogue of each of them below `folder`, from the messages of the Spanish one."""
    for code, change in LANGUAGES.items():
        said = polib.pofile(str(source))
        for entry in said:
            entry.flags = [flag for flag in entry.flags if flag != "fuzzy"]
            if entry.msgid_plural:
                entry.msgstr_plural = {0: _said(entry.msgid, change), 1: _said(entry.msgid_plural, change)}
            else:
                entry.msgstr = _said(entry.msgid, change)
        there = folder / code / "LC_MESSAGES"
        there.mkdir(parents=True)
        said.save_as_mofile(str(there / "django.mo"))


def _said(words: str, change) -> str:
    parts = FIXED.split(words)
    return "".join(
        part if n % 2 else WORD.sub(lambda found: change(found[0]), part) for n, part in enumerate(parts)
    )

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
    return "".join(HEBREW[ord(sign) % len(HEBREW)] for sign in longer(word))


# Code: how its words are changed, and how it is written.
LANGUAGES = {"qa": (longer, "ltr"), "qb": (turned, "rtl")}
SPANISH = Path(__file__).parents[1] / "locale" / "es" / "LC_MESSAGES" / "django.po"


def write(
    folder: Path, code: str, name: str, *, change=longer, direction: str = "ltr", least: int = 0
) -> Path:
    """The words of a language as its translators send them, short texts still missing: a file below `folder`."""
    words = polib.pofile(str(SPANISH))
    words.metadata |= {"Language": code, "X-Name": name, "X-Direction": direction}
    for entry in (each for each in words if len(each.msgid) >= least):
        entry.flags = [flag for flag in entry.flags if flag != "fuzzy"]
        if entry.msgid_plural:
            entry.msgstr_plural = {0: said(entry.msgid, change), 1: said(entry.msgid_plural, change)}
        else:
            entry.msgstr = said(entry.msgid, change)
    file = folder / code / "LC_MESSAGES" / "django.po"
    file.parent.mkdir(parents=True)
    words.save(str(file))
    return file


def said(words: str, change) -> str:
    parts = FIXED.split(words)
    return "".join(
        part if n % 2 else WORD.sub(lambda found: change(found[0]), part) for n, part in enumerate(parts)
    )

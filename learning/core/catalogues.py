"""
The words of a language as its translators wrote them, made ready for the site. They write for pages with a closed
policy, but may forget a name that is filled in or a sign of HTML: such a text is left out, and stays in Spanish.
"""

import re
from pathlib import Path

import polib

# What a text has to keep: what is filled in, and tags, whole or begun; a quotation mark would end an attribute.
KEPT = re.compile(r"%\(\w+\)[sd]|%[sd%]?|\{\w*\}|[{}]|<[/!?\w][^>]*>?|\"")


def compile_words(file: Path) -> tuple[int, list[str]]:
    """Write `django.mo` beside this `django.po`: how many texts it has, and those left out. OSError if it is no PO."""
    words = polib.pofile(str(file))
    broken = {each.msgid for each in words.translated_entries() if not _fits(each)}
    words[:] = [each for each in words if each.msgid not in broken]
    words.save_as_mofile(str(file.with_suffix(".mo")))
    return len(words.translated_entries()), sorted(broken)


def _fits(entry: polib.POEntry) -> bool:
    """Whether each form fills in and marks up what one of its originals does."""
    wanted = [_kept(entry.msgid), _kept(entry.msgid_plural or entry.msgid)]
    return all(_kept(said) in wanted for said in entry.msgstr_plural.values() or [entry.msgstr])


def _kept(text: str) -> list[str]:
    return sorted(KEPT.findall(text))

"""
What a manner of address lacks: `check_manners.py locale/es_X-vos/LC_MESSAGES/django.po …` prints the texts that address
her otherwise, by the words that this manner changes elsewhere, and those that are left over; with --prune it takes
the latter out.

A text with such a word that needs no change stands in the catalogue unchanged: somebody looked.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import polib

FILLED = re.compile(r"%\(\w+\)[sd]|\{\w*\}|<[^>]+>")
WORD = re.compile(r"[^\W\d_]+")
BEGINS = re.compile(r"(^|[.:;!?»…]\s+|[¿¡«(]\s*)$")
# These address her wherever they stand; of other verbs, 'escribe', only what begins a sentence does.
ALONE = re.compile(r"t[úi]|\w*s|\w*[áéíóú]\w*")


def telling(text: str) -> Iterator[str]:
    text = FILLED.sub("", text)
    for found in WORD.finditer(text):
        word = found[0].lower()
        if ALONE.fullmatch(word) or BEGINS.search(text[: found.start()]):
            yield word


def changed(entry: polib.POEntry, said: str) -> set[str]:
    return set(telling(said)) - {word.lower() for word in WORD.findall(words_of(entry))}


def words_of(entry: polib.POEntry) -> str:
    return " ".join([entry.msgstr, *entry.msgstr_plural.values()])


def read(file: Path) -> dict[tuple[str, str], polib.POEntry]:
    return {(each.msgctxt or "", each.msgid): each for each in polib.pofile(str(file))}


def spanish(entry: polib.POEntry) -> str:
    return words_of(entry).strip() or f"{entry.msgid} {entry.msgid_plural}"


def prune(file: Path, theirs: dict[tuple[str, str], polib.POEntry]) -> None:
    words = polib.pofile(str(file))
    words[:] = [each for each in words if (each.msgctxt or "", each.msgid) in theirs]
    words.save()


files = [Path(each) for each in sys.argv[1:] if each != "--prune"]
bases = [read(Path(str(file).split("_X-")[0], *file.parts[-2:])) for file in files]
if "--prune" in sys.argv:
    for file, base in zip(files, bases, strict=True):
        prune(file, base)
    sys.exit()
manners = list(zip(map(read, files), bases, strict=True))
known = {
    word
    for mine, theirs in manners
    for key in mine.keys() & theirs
    for word in changed(mine[key], spanish(theirs[key]))
}
wrong = [f"left over: {key[1]}" for mine, theirs in manners for key in mine.keys() - theirs]
for mine, theirs in manners:
    for key in theirs.keys() - mine:
        if found := known.intersection(telling(spanish(theirs[key]))):
            wrong.append(f"lacks ({', '.join(sorted(found))}): {spanish(theirs[key])}")
print(*wrong, sep="\n", end="\n" if wrong else "")
sys.exit(bool(wrong))

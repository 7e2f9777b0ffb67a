"""
What a manner of address lacks: `check_manners.py locale/es_X-vos/LC_MESSAGES/django.po …` prints the texts that address
her otherwise, by the words that this manner changes elsewhere, and those that are left over; with --prune it takes
the latter out.

A text with such a word that needs no change stands in the catalogue unchanged: somebody looked. So does one with a verb
that nobody has met yet: a word that may address her, by its ending, and is not among those of script/said_alike.txt.
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
# What may be said to her in another way: 'guardas' wherever it stands, 'guarda' and 'guárdalo' where a sentence begins.
# The past is the same in all manners: 'guardabas', 'guardaste'.
ADDRESSES = re.compile(r"(?!\w*(ab|í)as$)\w+[aei]s")
COMMANDS = re.compile(r"(?!\w*([ai]ste|r(me|te|l[aeo]s?|nos))$)\w+[aei]|\w*[áéíóú]\w*(me|te|l[aeo]s?|nos)")
ALIKE = frozenset(Path(__file__).with_name("said_alike.txt").read_text(encoding="utf-8").split())


def words_in(text: str) -> Iterator[tuple[str, bool]]:
    """Each word, and whether a sentence begins with it."""
    text = FILLED.sub("", text)
    for found in WORD.finditer(text):
        yield found[0].lower(), BEGINS.search(text[: found.start()]) is not None


def telling(text: str) -> Iterator[str]:
    for word, begins in words_in(text):
        if begins or ALONE.fullmatch(word):
            yield word


def new_in(text: str) -> set[str]:
    """Words that may address her and that nobody has met yet."""
    found = {
        word
        for word, begins in words_in(text)
        if ADDRESSES.fullmatch(word) or (begins and COMMANDS.fullmatch(word))
    }
    return found - ALIKE


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
    for key in sorted(theirs.keys() - mine):
        said = spanish(theirs[key])
        if found := known.intersection(telling(said)) or new_in(said):
            wrong.append(f"lacks ({', '.join(sorted(found))}): {said}")
print(*wrong, sep="\n", end="\n" if wrong else "")
sys.exit(bool(wrong))

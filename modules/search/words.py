"""
What is the same in a word that she looks for and one that stands in a text: no accents, capitals or apostrophes, one
for one and for many. Pure; the same on every database, which compares what comes out of here and nothing else.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from django.conf import settings

from learning.core.letters import APOSTROPHES

LONGEST = 40
MOST_WORDS = 8
_SIGNS = "".join(map(re.escape, map(chr, APOSTROPHES)))
# Apostrophes inside a word are a part of it: k'iche' is one word, whichever of them it is written with.
TOKEN = re.compile(rf"[^\W_](?:[^\W_]|[\u0300-\u036f]|[{_SIGNS}](?=[^\W_]))*")

# Words that stand in every text say nothing of any.
_SILENT = {
    "es": """a al como con cual cuando de del desde donde e el ella ellas ellos en entre es esa ese eso esta estas este
        esto estos ha han hasta hay la las le les lo los me mi mis muy ni nos o para pero por porque que quien se ser si
        sin sobre son su sus tambien te tu tus u un una unas uno unos y ya yo""",
    "en": """a an and are as at be but by can do does for from has have he her his how i if in is it its my not of on or
        our she so that the their them there they this to was we what when where which who will with you your""",
}
# What one and many end in, and other letters for it. The first that leaves a root comes off, until none does: whether
# `interes` is one or many can not be seen, so it meets `intereses` below both.
_ENDS = {
    "es": (("es", ""), ("s", ""), ("e", ""), ("z", "c")),
    "en": (("ies", "y"), ("ie", "y"), ("es", ""), ("s", ""), ("e", "")),
}
# Where one and many differ inside (of the exceptions of WordNet, those that such courses say).
_ODD_ENGLISH = """women woman men man policemen policeman people person peoples person children child lives life wives
    wife knives knife selves self halves half thieves thief shelves shelf feet foot teeth tooth crises crisis analyses
    analysis diagnoses diagnosis hypotheses hypothesis criteria criterion"""
_ODD = {"en": dict(zip(*[iter(_ODD_ENGLISH.split())] * 2, strict=True))}
_ROOT = 3
SILENT = {language: frozenset(words.split()) for language, words in _SILENT.items()}
_SILENT_ANYWHERE = frozenset().union(*SILENT.values())


def fold(word: str) -> str:
    """A word without what may be left out in writing it; cut where no word is longer."""
    letters = unicodedata.normalize("NFKD", word.translate(APOSTROPHES).casefold())
    return "".join(sign for sign in letters if sign != "'" and not unicodedata.combining(sign))[:LONGEST]


def key_of(word: str, language: str) -> str:
    """What is compared of a word of a text in this language; empty where it says nothing."""
    folded = fold(word)
    return "" if folded in SILENT.get(language, ()) else _root(folded, language)


def _root(word: str, language: str) -> str:
    """What a folded word has in common for one and for many."""
    word = _ODD.get(language, {}).get(word, word)
    for end, other in _ENDS.get(language, ()):
        if word.endswith(end) and len(word) - len(end) + len(other) >= _ROOT:
            return _root(word.removesuffix(end) + other, language)
    return word


def keys_in(text: str, language: str) -> Iterator[str]:
    """The same of each word of a text."""
    return (key for token in TOKEN.finditer(text) if (key := key_of(token[0], language)))


@dataclass(frozen=True)
class Asked:
    """What she looks for, cleaned."""

    text: str

    @cached_property
    def words(self) -> tuple[frozenset[str], ...]:
        """Of each of her words, in her order, what a text in any language may have for it; MOST_WORDS of them."""
        folded = list(dict.fromkeys(fold(token[0]) for token in TOKEN.finditer(self.text)))
        telling = [word for word in folded if word not in _SILENT_ANYWHERE] or folded
        languages = ["", *dict(settings.LANGUAGES)]
        keys = (frozenset(filter(None, (key_of(word, each) for each in languages))) for word in telling)
        return tuple(filter(None, dict.fromkeys(keys)))[:MOST_WORDS]

    @property
    def keys(self) -> frozenset[str]:
        """All of them together."""
        return frozenset().union(*self.words)

"""The glossary as a page shows it: in one language, by letter."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any
from uuid import UUID

from django.conf import settings

from modules.models import GlossaryTerm
from modules.questions import fold
from modules.search.words import TOKEN, key_of, keys_in


@dataclass(frozen=True)
class Listed:
    """A term as it stands in the list: its words and senses in `language`, and its first word in the others."""

    key: UUID
    language: str
    words: list[str]
    senses: list[Mapping[str, Any]]
    others: list[tuple[str, str]]

    @property
    def sorts_as(self) -> str:
        return fold(self.words[0])

    @property
    def letter(self) -> str:
        return self.sorts_as[:1].upper()


def by_letter(language: str, asked: str = "") -> list[tuple[str, list[Listed]]]:
    """
    Letter to the terms that begin with it, in this language, else in the one the courses are written in, else in any.
    `asked`: only those in whose words or senses, in any language, each of these words stands. One query.
    """
    spoken = [(term.key, term.said()) for term in GlossaryTerm.objects.all()]
    listed = [_listed(key, said, language) for key, said in spoken if not asked or _says(said, asked)]
    listed.sort(key=lambda each: each.sorts_as)
    return [(letter, list(each)) for letter, each in groupby(listed, key=lambda each: each.letter)]


def _listed(key: UUID, said: Mapping[str, Mapping[str, Any]], language: str) -> Listed:
    shown = next(each for each in (language, settings.LANGUAGE_CODE, *said) if each in said)
    spoken = dict(settings.LANGUAGES)  # A language can be taken away, and come back.
    others = [(code, entry["words"][0]) for code, entry in said.items() if code != shown and code in spoken]
    return Listed(key, shown, said[shown]["words"], said[shown]["senses"], others)


def _says(said: Mapping[str, Mapping[str, Any]], asked: str) -> bool:
    """Whether each of these words stands in it, whole, for one or for many, or as a part of a word."""
    texts = [
        (code, text)
        for code, entry in said.items()
        for text in (*entry["words"], *(sense["says"] for sense in entry["senses"]))
    ]
    parts = fold("\n".join(text for _code, text in texts))
    whole = {(code, key) for code, text in texts for key in keys_in(text, code)}
    words = [token[0] for token in TOKEN.finditer(asked)]
    return bool(words) and all(
        fold(word) in parts or any((code, key_of(word, code)) in whole for code in said) for word in words
    )

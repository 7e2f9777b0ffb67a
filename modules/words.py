"""The glossary as a page shows it: in one language, by letter."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any
from uuid import UUID

from django.conf import settings

from modules.models import GlossaryTerm
from modules.questions import fold


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
    Letter to the terms that begin with it, in this language or else in the one the courses are written in. `asked`:
    only those in whose words or senses, in any language, this stands, whatever the accents. One query.
    """
    spoken = [(term.key, term.said()) for term in GlossaryTerm.objects.all()]
    found = [(key, said) for key, said in spoken if fold(asked) in _all_of(said)]
    listed = [each for key, said in found if (each := _listed(key, said, language))]
    listed.sort(key=lambda each: each.sorts_as)
    return [(letter, list(each)) for letter, each in groupby(listed, key=lambda each: each.letter)]


def _listed(key: UUID, said: Mapping[str, Mapping[str, Any]], language: str) -> Listed | None:
    shown = language if language in said else settings.LANGUAGE_CODE
    if shown not in said:
        return None
    others = [(code, entry["words"][0]) for code, entry in said.items() if code != shown]
    return Listed(key, shown, said[shown]["words"], said[shown]["senses"], others)


def _all_of(said: Mapping[str, Mapping[str, Any]]) -> str:
    told = [
        text
        for entry in said.values()
        for text in (*entry["words"], *(sense["says"] for sense in entry["senses"]))
    ]
    return fold("\n".join(told))

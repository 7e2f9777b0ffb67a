"""
Words of the glossary, found in the text of a lesson: pure functions, no database.

A word is explained where it stands first in a lesson, and wherever somebody marked it (`<abbr>`). It is matched whole,
in any case, in singular and plural, the longest first; never inside a link, a heading or what somebody took out of it
(`<acronym>`). These two are what the editor stores, since the translation of a lesson keeps no other elements.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from html import unescape
from typing import Any

from django.template.loader import render_to_string

from modules.stems import stem

TAG = re.compile(r"""(<(?:"[^"]*"|'[^']*'|[^'">])*>)""")
NAME = re.compile(r"</?([a-z0-9]+)")
TOKEN = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
BETWEEN = re.compile(r",?\s+")
MARKS = re.compile(r"</?(?:abbr|acronym)>")
CLOSED = frozenset({"a", "h2", "h3", "h4", "acronym"})

Stems = tuple[str, ...]


@dataclass(frozen=True)
class Term:
    """What is shown when it is opened: its first word, and its senses with `says` and `countries`."""

    word: str
    senses: Sequence[Mapping[str, Any]]


class Glossary:
    """The words of one language, to look for."""

    def __init__(self, entries: Iterable[Mapping[str, Any]], language: str) -> None:
        """`entries`: words, senses, find (see `GlossaryTerm.said`)."""
        self.language = language
        self.terms: dict[Stems, list[Term]] = {}
        self.found: dict[str, list[Stems]] = {}
        for entry in entries:
            self._add(entry)

    def _add(self, entry: Mapping[str, Any]) -> None:
        term = Term(entry["words"][0], entry["senses"])
        for word in entry["words"]:
            stems = self.stems(word)
            if stems and term not in self.terms.setdefault(stems, []):
                self.terms[stems].append(term)
            if stems and entry.get("find", True):
                ways = self.found.setdefault(stems[0], [])
                ways.append(stems)
                ways.sort(key=len, reverse=True)

    def stems(self, words: str) -> Stems:
        """What is the same in singular and plural, word by word."""
        return tuple(stem(token[0], self.language) for token in TOKEN.finditer(words))


class Marker:
    """Goes through the texts of one lesson in their order, and remembers what it has explained."""

    def __init__(self, glossary: Glossary) -> None:
        self.glossary = glossary
        self.explained: list[Sequence[Term]] = []

    def mark(self, html: str) -> str:
        """This text with its words explained. It was cleaned when the editor saved it."""
        done: list[str] = []
        closed: list[str] = []
        pieces = iter(TAG.split(html))
        for piece in pieces:
            if not piece.startswith("<"):
                done.append(piece if closed else self._marked(piece))
                continue
            if piece == "<abbr>" and not closed:
                done.append(self._chosen("".join(_inside(pieces, "abbr"))))
                continue
            _follow(piece, closed)
            done.append(MARKS.sub("", piece))
        return "".join(done)

    def beside(self, html: str) -> list[Term]:
        """
        The terms of a text that opens by its address itself, so that no word in it can: they are told beside it. What
        was explained before is left out; what stands here counts as explained nowhere else, since she may not see it.
        """
        apart = Marker(self.glossary)
        apart.explained = list(self.explained)
        apart.mark(html)
        return [term for terms in apart.explained[len(self.explained) :] for term in terms]

    def _marked(self, text: str) -> str:
        done, end = [], 0
        for first, last, terms in self._found(text):
            if first >= end and terms not in self.explained:
                done += [text[end:first], self._explained(text[first:last], terms)]
                end = last
        return "".join([*done, text[end:]])

    def _found(self, text: str) -> Iterator[tuple[int, int, Sequence[Term]]]:
        tokens = list(TOKEN.finditer(text))
        stems = [stem(token[0], self.glossary.language) for token in tokens]
        place = 0
        while place < len(tokens):
            found = self._at(text, tokens, stems, place)
            if found:
                yield tokens[place].start(), tokens[place + len(found) - 1].end(), self.glossary.terms[found]
            place += len(found) or 1

    def _at(self, text: str, tokens: Sequence[re.Match[str]], stems: list[str], place: int) -> Stems:
        """The longest word of the glossary that begins at this token; empty when none does."""
        for way in self.glossary.found.get(stems[place], ()):
            end = place + len(way)
            gaps = zip(tokens[place : end - 1], tokens[place + 1 : end], strict=True)
            if tuple(stems[place:end]) == way and all(
                BETWEEN.fullmatch(text[one.end() : two.start()]) for one, two in gaps
            ):
                return way
        return ()

    def _chosen(self, html: str) -> str:
        """A word that somebody marked, wherever it stands; one that is in no glossary stays as it is."""
        terms = self.glossary.terms.get(self.glossary.stems(unescape(TAG.sub("", html))))
        return self._explained(html, terms) if terms else html

    def _explained(self, html: str, terms: Sequence[Term]) -> str:
        self.explained.append(terms)
        said = {"html": html, "terms": terms, "number": len(self.explained)}
        return render_to_string("modules/_word.html", said).strip()


def words_in(glossary: Glossary, text: str) -> set[str]:
    """The terms that stand in this text, by their first words."""
    return {term.word for _first, _last, terms in Marker(glossary)._found(text) for term in terms}


def _follow(tag: str, closed: list[str]) -> None:
    """Keep count of the elements in which no word is explained."""
    name = NAME.match(tag)
    if name is None:
        return
    if tag.startswith("</"):
        if closed and closed[-1] == name[1]:
            closed.pop()
    elif name[1] in CLOSED:
        closed.append(name[1])


def _inside(pieces: Iterator[str], name: str) -> Iterator[str]:
    """What follows up to the end of this element, which is taken out."""
    for piece in pieces:
        if piece == f"</{name}>":
            return
        yield piece


_marker: ContextVar[Marker | None] = ContextVar("marker", default=None)


@contextmanager
def explaining(glossary: Glossary | None) -> Iterator[None]:
    """Texts that are rendered inside belong to one lesson; without a glossary nothing in them is explained."""
    token = _marker.set(Marker(glossary) if glossary else None)
    try:
        yield
    finally:
        _marker.reset(token)


def explained(html: str) -> str:
    """This text as the lesson around it explains it."""
    marker = _marker.get()
    return marker.mark(html) if marker else MARKS.sub("", html)


def beside(html: str) -> list[Term]:
    """What the lesson around this text tells beside it (`Marker.beside`)."""
    marker = _marker.get()
    return marker.beside(html) if marker else []

"""
Questions of a lesson as plain values. Pure functions: no database, no request.

A question is known by its block id and what can be chosen by ids below it; both survive edits and translation, so
an answer means the same in every language. Where several things are to be placed, one choice is one of them in one
place: its id is `thing:place`.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, NamedTuple, TypeVar

from django.utils.translation import gettext as _

from learning.core.letters import APOSTROPHES

FIELD_PREFIX = "answer-"
ACCEPTED, OTHER = "[accepted]", "[other]"
LONGEST_ANSWER = 200
# Of these kinds one choice is made; of these each part gets its place; what is left may have several right choices.
ONE_OF = frozenset({"single_choice", "true_false", "scenario_choice", "short_text"})
PLACED = frozenset({"matching", "ordering"})
KINDS = ONE_OF | PLACED | {"multiple_choice"}
MARKS = re.compile(r"[^\w\s]|_")


@dataclass(frozen=True, slots=True)
class Choice:
    id: str
    text: str
    correct: bool
    feedback: str

    @property
    def part(self) -> str:
        """What is placed, where this choice is a thing in a place."""
        return self.id.partition(":")[0]


@dataclass(frozen=True, slots=True)
class Part:
    """What is to be placed, or a place."""

    id: str
    text: str


class Thing(NamedTuple):
    """What is to be placed, the id of the place that is right, and why."""

    part: Part
    own: str
    why: str


Placed = TypeVar("Placed", Part, Thing)


@dataclass(frozen=True, slots=True)
class Question:
    """
    `prompt` is the editor's HTML as stored; `kind` is one of KINDS. `parts` and `options`: what is placed, and the
    places, in the order of the page. `accepted`: what may be written, folded (`fold`).
    """

    id: str
    kind: str
    prompt: str
    choices: tuple[Choice, ...]
    parts: tuple[Part, ...] = ()
    options: tuple[Part, ...] = ()
    accepted: frozenset[str] = frozenset()

    @property
    def field(self) -> str:
        """Name of the form fields that carry its answer."""
        return FIELD_PREFIX + self.id

    @property
    def correct_ids(self) -> frozenset[str]:
        return frozenset(choice.id for choice in self.choices if choice.correct)

    def chosen(self, answer: str | Sequence[str]) -> tuple[Choice, ...]:
        """The choices that an answer makes, in the order of the page: by their ids, or by what was written."""
        sent = {answer} if isinstance(answer, str) else set(answer)
        if self.kind == "short_text":
            sent = {self._read(text) for text in sent if text.strip()}
        return tuple(choice for choice in self.choices if choice.id in sent)

    def to_keep(self, answer: Sequence[str]) -> list[str]:
        """Of an answer what can be given back later: known choices, or what was written, in its length."""
        if self.kind == "short_text":
            return [text[:LONGEST_ANSWER] for text in answer[:1]]
        return [choice.id for choice in self.chosen(answer)]

    def in_words(self, kept: Sequence[str]) -> list[str]:
        """What `to_keep` gave, to be read."""
        return list(kept) if self.kind == "short_text" else [choice.text for choice in self.chosen(kept)]

    def _read(self, text: str) -> str:
        if text in (ACCEPTED, OTHER):
            return text
        return ACCEPTED if fold(text[:LONGEST_ANSWER]) in self.accepted else OTHER


def fold(text: str) -> str:
    """
    What was written without what does not count: accents, capitals, signs, spaces. Signs alone count. Of apostrophes
    Unicode calls some letters; here all are signs.
    """
    letters = unicodedata.normalize("NFKD", text.translate(APOSTROPHES).casefold()).translate(APOSTROPHES)
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return " ".join(MARKS.sub("", bare).split()) or text.strip()


def read_question(block_id: str, kind: str, value: Mapping[str, Any]) -> Question:
    """A question out of the value of its block; `kind` is one of KINDS."""
    prompt = value["statement"] if kind == "true_false" else value["prompt"]
    source = str(getattr(prompt, "source", prompt) or "")
    return Question(block_id, kind, source, **READERS[kind](value))


def _choices(value: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "choices": tuple(
            Choice(item.id, item.value["text"], bool(item.value["correct"]), _said(item.value))
            for item in _items(value["choices"])
        )
    }


def _said(value: Mapping[str, Any]) -> str:
    return " ".join(filter(None, (value.get("good"), value["feedback"])))


def _true_false(value: Mapping[str, Any]) -> dict[str, Any]:
    """Two choices whose ids are the words 'true' and 'false'."""
    answer = bool(value["answer"])
    true = Choice("true", _("Verdadero"), answer, value["if_true"])
    return {"choices": (true, Choice("false", _("Falso"), not answer, value["if_false"]))}


def _matching(value: Mapping[str, Any]) -> dict[str, Any]:
    pairs = _items(value["pairs"])
    things = [Thing(Part(each.id, each.value["left"]), each.id, each.value["feedback"]) for each in pairs]
    return _placed(things, _shuffled([Part(each.id, each.value["right"]) for each in pairs]), " → ")


def _ordering(value: Mapping[str, Any]) -> dict[str, Any]:
    written = list(enumerate(_items(value["things"]), 1))
    things = [
        Thing(Part(each.id, each.value["text"]), str(place), each.value["feedback"])
        for place, each in written
    ]
    places = [Part(str(place), str(place)) for place, _each in written]
    return _placed(_shuffled(things), places, ": ")


def _placed(things: Sequence[Thing], options: Sequence[Part], joint: str) -> dict[str, Any]:
    """Every thing in every place, in the order of the page."""
    choices = tuple(
        Choice(f"{part.id}:{option.id}", f"{part.text}{joint}{option.text}", option.id == own, why)
        for part, own, why in things
        for option in options
    )
    return {"choices": choices, "parts": tuple(each.part for each in things), "options": tuple(options)}


def _short_text(value: Mapping[str, Any]) -> dict[str, Any]:
    accepted = list(value["accepted"])
    right = Choice(ACCEPTED, next(iter(accepted), ""), True, value["if_right"])
    other = Choice(OTHER, _("Otra respuesta"), False, value["if_other"])
    return {"choices": (right, other), "accepted": frozenset(map(fold, accepted))}


def _shuffled(listed: list[Placed]) -> list[Placed]:
    """Always the same mixed order, never the one they were written in where there are two or more."""
    mixed: list[Placed] = sorted(listed, key=lambda each: sha256(repr(each).encode()).digest())
    return mixed if mixed != listed else mixed[1:] + mixed[:1]


def _items(listed: Any) -> list[Any]:
    return [item for item in listed.bound_blocks if item.id]


READERS: dict[str, Callable[[Mapping[str, Any]], dict[str, Any]]] = {
    "single_choice": _choices,
    "multiple_choice": _choices,
    "scenario_choice": _choices,
    "true_false": _true_false,
    "matching": _matching,
    "ordering": _ordering,
    "short_text": _short_text,
}

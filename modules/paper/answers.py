"""
What leads back from paper: the code of a lesson, and answers as they are written there. A choice is known by its
letter, of things in places each place by its letter or number, in the order in which they stand on paper.
"""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple
from uuid import UUID

from django.utils.translation import gettext as _

from learning.core.codes import CHECKS, code_of, grouped, normalise, spelt
from learning.core.opaque import VALUES
from modules.models import LessonPage
from modules.questions import ONE_OF, Part, Question
from modules.quizzes import Quiz, read_quiz

BITS, SHEET_BITS = 25, 10
ASKS, MARKS = "lesson on paper", "lesson on paper, to mark"


class Named(NamedTuple):
    """The lesson of a code; `sheet` as in `sheet_of`, empty where the paper asked nothing or its code does not say."""

    lesson: UUID
    asked: bool
    sheet: str = ""


def letter(number: int) -> str:
    """The first is A."""
    return chr(64 + number) if 0 < number <= 26 else str(number)


def lesson_code(page: LessonPage) -> str:
    """
    Short, and in words of this site alone: it opens nothing. Of a lesson that asks for answers it says also which
    letters stand for what (`sheet_of`).
    """
    if page.pass_mark is None:
        return code_of(page.translation_key.hex, MARKS, BITS)
    symbols = _symbols(page.translation_key.hex, ASKS, BITS) + sheet_of(read_quiz(page.body))
    return grouped(spelt([VALUES[each] for each in symbols.lower()]))


def sheet_of(quiz: Quiz) -> str:
    """Two characters: others once a question, or something to choose, came, went or moved."""
    told = [
        (each.id, *(tuple(one.id for one in some) for some in (each.choices, each.parts, each.options)))
        for each in quiz.questions
    ]
    return _symbols(repr(told), "sheet on paper", SHEET_BITS)


def named_by(typed: str, lessons: Iterable[UUID]) -> Named | None:
    """Which of these lessons was meant, whatever case or hyphens."""
    code = normalise(typed) or ""
    length = BITS // 5
    for key in lessons:
        if code == normalise(code_of(key.hex, MARKS, BITS)):
            return Named(key, asked=False)
        if code and code[:length] == _symbols(key.hex, ASKS, BITS):
            return Named(key, asked=True, sheet=code[length:-CHECKS])
    return None


def _symbols(words: str, purpose: str, bits: int) -> str:
    return (normalise(code_of(words, purpose, bits)) or "")[:-CHECKS]


def how_to_write(question: Question) -> str:
    """What belongs in the field of this question."""
    if question.kind == "short_text":
        return _("Tu respuesta")
    if question.kind == "matching":
        return _("Las letras, en orden de arriba abajo")
    if question.kind == "ordering":
        return _("Los números, en orden de arriba abajo")
    return _("La letra") if question.kind in ONE_OF else _("Las letras")


def as_sent(question: Question, typed: str) -> list[str] | None:
    """The answer as a browser would send it; None where what was written is not on the paper."""
    if question.kind == "short_text":
        return [typed.strip()] if typed.strip() else None
    if question.kind == "ordering":
        marks = re.findall(r"\d+", typed)
        places = _numbered(list(marks[0]) if len(marks) == 1 else marks, question.options)
    elif question.kind == "matching":
        places = _lettered(typed, question.options)
    else:
        chosen = _lettered(typed, [Part(each.id, each.text) for each in question.choices])
        one = chosen is not None and (len(chosen) == 1 or question.kind not in ONE_OF)
        return [each.id for each in chosen] if chosen and one else None
    if places is None or len(places) != len(question.parts):
        return None
    return [f"{part.id}:{place.id}" for part, place in zip(question.parts, places, strict=True)]


def _lettered(typed: str, known: Sequence[Part]) -> list[Part] | None:
    by_letter = {letter(number): each for number, each in enumerate(known, 1)}
    return _found(re.findall(r"[^\W\d_]", typed.upper()), by_letter)


def _numbered(marks: Sequence[str], known: Sequence[Part]) -> list[Part] | None:
    return _found(marks, {str(number): each for number, each in enumerate(known, 1)})


def _found(marks: Sequence[str], known: dict[str, Part]) -> list[Part] | None:
    """All of them, at least one; None where one is not there."""
    return [known[mark] for mark in marks] if marks and set(marks) <= set(known) else None

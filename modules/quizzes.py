"""
The questions of a lesson together, and their marks. Pure functions: no database, no request. What comes in with ids
that are not (or no longer) there is ignored.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from modules.questions import FIELD_PREFIX, KINDS, ONE_OF, PLACED, Choice, Question, read_question


@dataclass(frozen=True, slots=True)
class Quiz:
    questions: tuple[Question, ...]

    def question(self, question_id: str) -> Question | None:
        return next((question for question in self.questions if question.id == question_id), None)


@dataclass(frozen=True, slots=True)
class Mark:
    """What came of one question: the choices she made, in the order of the page; `hits` of `parts` are right."""

    question_id: str
    given: tuple[str, ...]
    hits: int
    parts: int
    answered: bool
    feedback: tuple[Choice, ...]

    @property
    def right(self) -> bool:
        return self.answered and self.hits == self.parts


@dataclass(frozen=True, slots=True)
class Result:
    """`right` are wholly right; `percent` counts parts too, rounded down: no pass mark is reached by rounding."""

    marks: Mapping[str, Mark]
    right: int
    total: int
    percent: int


def read_quiz(blocks: Iterable[Any]) -> Quiz:
    """The questions in a lesson's stream value, in their order; other blocks are left out."""
    return Quiz(tuple(read_question(b.id, b.block_type, b.value) for b in _asking(blocks) if b.id))


def _asking(blocks: Any) -> Iterator[Any]:
    """Of a stream value no other block is read: pictures and recordings would each be asked for."""
    stored = getattr(blocks, "raw_data", None)
    if stored is None:
        return (block for block in blocks if block.block_type in KINDS)
    return (blocks[place] for place, raw in enumerate(stored) if raw["type"] in KINDS)


def question_ids(body: Any) -> frozenset[str]:
    """The ids of what a lesson's stream value asks, out of what is stored: no picture is asked for."""
    return frozenset(raw["id"] for raw in body.raw_data if raw["type"] in KINDS and raw.get("id"))


def read_answers(quiz: Quiz, data: Any) -> dict[str, list[str]]:
    """Answers by question id out of posted form data (a QueryDict); questions without one are left out."""
    sent = {
        question.id: [each for each in data.getlist(question.field) if each] for question in quiz.questions
    }
    return {question_id: given for question_id, given in sent.items() if given}


def all_answers(data: Any) -> dict[str, list[str]]:
    """The same of whatever questions it may be (`grade` leaves out what it does not know)."""
    names = [name for name in data if name.startswith(FIELD_PREFIX)]
    return {name.removeprefix(FIELD_PREFIX): [each for each in data.getlist(name) if each] for name in names}


def first_open(quiz: Quiz, answers: Mapping[str, Sequence[str]]) -> Question | None:
    """The first question that still asks for something; None where all have an answer."""
    marks = grade(quiz, answers).marks
    return next((question for question in quiz.questions if not marks[question.id].answered), None)


def grade(quiz: Quiz, answers: Mapping[str, Sequence[str]]) -> Result:
    """
    Mark `answers` (question id to choice ids, or what was written) against `quiz`.

    Part of a question counts as that part: a thing in its place, a right choice among several, where each wrong one
    takes a right one back. Choices sent twice count once, a thing in two places in none; unknown questions and
    choices are ignored; a question without an answer is not right. A quiz without questions asks nothing, so
    nothing is missing: 100 percent.
    """
    marks = {question.id: _mark(question, answers.get(question.id, ())) for question in quiz.questions}
    right, total = sum(mark.right for mark in marks.values()), len(marks)
    reached = sum((Fraction(mark.hits, mark.parts) for mark in marks.values()), Fraction())
    return Result(marks, right, total, int(100 * reached / total) if total else 100)


def _mark(question: Question, answer: str | Sequence[str]) -> Mark:
    chosen = question.chosen(answer)
    hits, parts, answered = _count(question, chosen)
    return Mark(question.id, tuple(choice.id for choice in chosen), hits, parts, answered, chosen)


def _count(question: Question, chosen: Sequence[Choice]) -> tuple[int, int, bool]:
    """How much is right, of how much, and whether all that is asked has an answer."""
    if question.kind in PLACED:
        by_part: dict[str, list[Choice]] = defaultdict(list)
        for choice in chosen:
            by_part[choice.part].append(choice)
        hits = sum(len(each) == 1 and each[0].correct for each in by_part.values())
        return hits, max(len(question.parts), 1), len(by_part) == len(question.parts) > 0
    right = sum(choice.correct for choice in chosen)
    if question.kind in ONE_OF:
        return int(right == len(chosen) == 1), 1, bool(chosen)
    return max(0, 2 * right - len(chosen)), max(len(question.correct_ids), 1), bool(chosen)

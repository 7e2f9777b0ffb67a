"""
Questions of a lesson as plain values, and their marks. Pure functions: no database, no request.

A question is known by its block id and a choice by its child id; both survive edits and translation, so an
answer means the same in every language. What comes in with ids that are not (or no longer) there is ignored.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

KINDS = frozenset({"single_choice", "multiple_choice", "true_false"})
FIELD_PREFIX = "answer-"


@dataclass(frozen=True, slots=True)
class Choice:
    id: str
    text: str
    correct: bool
    feedback: str


@dataclass(frozen=True, slots=True)
class Question:
    """`prompt` is the editor's HTML as stored; `kind` is one of KINDS."""

    id: str
    kind: str
    prompt: str
    choices: tuple[Choice, ...]

    @property
    def field(self) -> str:
        """Name of the form field that carries its answer."""
        return FIELD_PREFIX + self.id

    @property
    def correct_ids(self) -> frozenset[str]:
        return frozenset(choice.id for choice in self.choices if choice.correct)


@dataclass(frozen=True, slots=True)
class Quiz:
    questions: tuple[Question, ...]

    def question(self, question_id: str) -> Question | None:
        return next((question for question in self.questions if question.id == question_id), None)


@dataclass(frozen=True, slots=True)
class Mark:
    """What came of one question: the choices she made, in the order of the page, and if they are right."""

    question_id: str
    given: tuple[str, ...]
    right: bool
    feedback: tuple[Choice, ...]

    @property
    def answered(self) -> bool:
        return bool(self.given)


@dataclass(frozen=True, slots=True)
class Result:
    """`percent` is a whole number rounded down, so that a pass mark is never reached by rounding."""

    marks: Mapping[str, Mark]
    right: int
    total: int
    percent: int


def read_quiz(blocks: Iterable[Any]) -> Quiz:
    """The questions in a lesson's stream value, in their order; other blocks are left out."""
    return Quiz(tuple(_read_question(b) for b in blocks if b.block_type in KINDS and b.id))


def question_ids(body: Any) -> frozenset[str]:
    """The ids of what a lesson's stream value asks, out of what is stored: no picture is asked for."""
    return frozenset(raw["id"] for raw in body.raw_data if raw["type"] in KINDS and raw.get("id"))


def _read_question(block: Any) -> Question:
    value = block.value
    if block.block_type == "true_false":
        return Question(block.id, block.block_type, _source(value["statement"]), true_false_choices(value))
    choices = tuple(
        Choice(item.id, item.value["text"], bool(item.value["correct"]), item.value["feedback"])
        for item in value["choices"].bound_blocks
        if item.id
    )
    return Question(block.id, block.block_type, _source(value["prompt"]), choices)


def true_false_choices(value: Mapping[str, Any]) -> tuple[Choice, Choice]:
    """The two choices of a true/false block; their ids are the words 'true' and 'false'."""
    answer = bool(value["answer"])
    return (
        Choice("true", _("Verdadero"), answer, value["if_true"]),
        Choice("false", _("Falso"), not answer, value["if_false"]),
    )


def _source(rich_text: Any) -> str:
    return str(getattr(rich_text, "source", rich_text) or "")


def read_answers(quiz: Quiz, data: Any) -> dict[str, list[str]]:
    """Answers by question id out of posted form data (a QueryDict); questions without one are left out."""
    sent = {question.id: data.getlist(question.field) for question in quiz.questions}
    return {question_id: given for question_id, given in sent.items() if given}


def grade(quiz: Quiz, answers: Mapping[str, Sequence[str]]) -> Result:
    """
    Mark `answers` (question id to choice ids) against `quiz`.

    A question is right when exactly its correct choices were given: there is no partial credit. Choices sent
    twice count once; unknown questions and choices are ignored; a question without an answer is not right.
    A quiz without questions asks nothing, so nothing is missing: 100 percent.
    """
    marks = {question.id: _mark(question, answers.get(question.id, ())) for question in quiz.questions}
    right = sum(mark.right for mark in marks.values())
    total = len(marks)
    return Result(marks, right, total, 100 * right // total if total else 100)


def _mark(question: Question, answer: Sequence[str]) -> Mark:
    wanted = {answer} if isinstance(answer, str) else set(answer)
    chosen = tuple(choice for choice in question.choices if choice.id in wanted)
    given = tuple(choice.id for choice in chosen)
    right = bool(given) and frozenset(given) == question.correct_ids
    return Mark(question.id, given, right, chosen)

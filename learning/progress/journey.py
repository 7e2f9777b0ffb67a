"""A course as she meets it: what she has done of it, what comes next, how long it still takes. No database."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from uuid import UUID

from learning.progress.querysets import Standing
from modules.outline import LessonEntry, Outline


def asks(course: Outline) -> frozenset[UUID]:
    """The lessons that make this course complete; all of them where none is marked as required."""
    return course.required_keys or frozenset(lesson.key for lesson in course.lessons)


def is_complete(course: Outline, done: AbstractSet[UUID]) -> bool:
    """Whether these lessons are all that the course asks; an empty course asks nothing and ends never."""
    return bool(course.lessons) and asks(course) <= done


class State(StrEnum):
    """Where she is with a course."""

    NEW = "new"
    GOING = "going"
    FINISHED = "finished"


@dataclass(frozen=True)
class Step:
    """A lesson in the outline, with what she has done of it."""

    entry: LessonEntry
    number: int
    done: bool


@dataclass(frozen=True)
class Part:
    """A module of the outline."""

    title: str
    language: str
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class Journey:
    """A course and her standing in it (None: she has never taken it)."""

    course: Outline
    standing: Standing | None

    @property
    def enrolled(self) -> bool:
        return self.standing is not None and not self.standing.left

    @property
    def finished(self) -> bool:
        return self.standing is not None and self.standing.completed_week is not None

    @property
    def can_finish(self) -> bool:
        """All is done that the course asks now, and nobody has said so: it came to ask less after her last lesson."""
        return self.enrolled and not self.finished and is_complete(self.course, self.done_keys)

    @property
    def state(self) -> State:
        """Whoever left a course may begin it again."""
        if self.finished:
            return State.FINISHED
        return State.GOING if self.enrolled else State.NEW

    @property
    def opened(self) -> date | None:
        """The day on which the course had its first lesson to read; None without one."""
        first = min((each.since for each in self.course.lessons if each.since), default=None)
        return max(first, self.course.since) if first and self.course.since else first

    @property
    def since(self) -> date:
        """The week she took it."""
        return self.standing.week if self.standing else date.min

    @property
    def begun(self) -> bool:
        """Whether she has sent or marked anything in it."""
        return self.standing is not None and bool(self.standing.last_lesson_key or self.standing.done)

    @cached_property
    def done_keys(self) -> frozenset[UUID]:
        return frozenset(self.standing.done) if self.standing else frozenset()

    @cached_property
    def done(self) -> int:
        """How many of the lessons that the course has now."""
        return sum(lesson.key in self.done_keys for lesson in self.course.lessons)

    @cached_property
    def changed(self) -> dict[LessonEntry, int]:
        """The lessons she has done that were changed since to protect her, each with the version she knows."""
        done = self.standing.done if self.standing else {}
        known = {each: done[each.key].known for each in self.course.lessons if each.key in done}
        return {each: version for each, version in known.items() if each.safety_revision > version}

    @property
    def total(self) -> int:
        return len(self.course.lessons)

    @cached_property
    def minutes_left(self) -> int:
        return sum(lesson.minutes for lesson in self.course.lessons if lesson.key not in self.done_keys)

    @cached_property
    def next_lesson(self) -> LessonEntry | None:
        """Where she goes on: the lesson she was in unless it is done, then the first one not done."""
        undone = [lesson for lesson in self.course.lessons if lesson.key not in self.done_keys]
        last = self.standing.last_lesson_key if self.standing else None
        return next((lesson for lesson in undone if lesson.key == last), undone[0] if undone else None)

    @property
    def next_block(self) -> str:
        """In the lesson she goes on with, the question that she sent last; empty where she sent none."""
        here = self.standing and self.next_lesson and self.next_lesson.key == self.standing.last_lesson_key
        return self.standing.last_block if self.standing and here else ""

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """The outline with what is done, lessons counted through the whole course."""
        numbers = {lesson.key: number for number, lesson in enumerate(self.course.lessons, 1)}
        return tuple(
            Part(
                module.title,
                module.title_language,
                tuple(Step(each, numbers[each.key], each.key in self.done_keys) for each in module.lessons),
            )
            for module in self.course.modules
        )

"""
Courses as their readers meet them: modules of lessons, each in her language where a translation is live, else
in the language it was written in. Keys are translation keys, one for all languages. One query, however many.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet
from django.db.models.functions import Substr
from wagtail.models import Page

from modules.changes import safety_revision
from modules.models import CoursePage, LessonPage
from modules.querysets import COURSE_DEPTH, INDEX_DEPTH, LESSON_DEPTH, Places, path_at, within
from modules.quizzes import question_ids
from modules.translations import is_source


@dataclass(frozen=True)
class LessonEntry:
    """
    A lesson. `language` is that of its words; what it asks is the same in all of them. Its title and its summary are
    still in that of the original where nobody has translated them.

    `pass_mark` is None where questions are practice. `safety_revision` is the version that brought the newest change
    which whoever did it before must know; 0 where there was none.
    """

    key: UUID
    title: str
    summary: str
    minutes: int
    required: bool
    pass_mark: int | None
    language: str
    live_revision_id: int | None
    title_language: str
    summary_language: str
    safety_revision: int = 0


@dataclass(frozen=True)
class ModuleEntry:
    """A part of a course, with its lessons in their order."""

    key: UUID
    title: str
    title_language: str
    lessons: tuple[LessonEntry, ...]


@dataclass(frozen=True)
class Outline:
    """A course, its live modules and lessons. `places` are the paths of the index pages it stands in."""

    key: UUID
    title: str
    summary: str
    theme: str
    hours: Decimal
    neutral_title: str
    credit: str
    licence: str
    language: str
    title_language: str
    summary_language: str
    places: frozenset[str]
    modules: tuple[ModuleEntry, ...]

    @cached_property
    def lessons(self) -> tuple[LessonEntry, ...]:
        return tuple(lesson for module in self.modules for lesson in module.lessons)

    @cached_property
    def required_keys(self) -> frozenset[UUID]:
        """Keys of the lessons that make the course complete."""
        return frozenset(lesson.key for lesson in self.lessons if lesson.required)

    @property
    def minutes(self) -> int:
        return sum(lesson.minutes for lesson in self.lessons)

    def is_in(self, places: Iterable[str]) -> bool:
        """Whether the course stands in one of these index pages (see `querysets.place_paths`)."""
        return not self.places.isdisjoint(places)

    def lesson(self, key: UUID) -> LessonEntry | None:
        return next((lesson for lesson in self.lessons if lesson.key == key), None)

    def position(self, key: UUID) -> int | None:
        """Place of a lesson in the course, counted from 1."""
        return next((place for place, lesson in enumerate(self.lessons, 1) if lesson.key == key), None)

    def neighbours(self, key: UUID) -> tuple[LessonEntry | None, LessonEntry | None]:
        """The lessons before and after this one."""
        place = self.position(key)
        if place is None:
            return None, None
        before = self.lessons[place - 2] if place > 1 else None
        after = self.lessons[place] if place < len(self.lessons) else None
        return before, after


def course_outline(course_key: UUID, language: str, places: Places | None = None) -> Outline | None:
    """The live course with this translation key, in these places; None when there is none. One query."""
    courses = within(CoursePage.objects.filter(translation_key=course_key), places)
    return next(iter(_outlines(courses, language)), None)


def outline_around(
    lessons: Sequence[LessonPage], language: str, places: Places | None = None
) -> Outline | None:
    """
    The outline of the course in which this lesson stands, if it is in these places; `lessons` are its languages, the
    one she reads first (`querysets.lesson_pages`). One query.
    """
    first = lessons[0]
    here = CoursePage.objects.filter(path=path_at(first.path, COURSE_DEPTH)).values("translation_key")
    courses = within(CoursePage.objects.filter(translation_key__in=here), places)
    course = next(iter(_outlines(courses, language)), None)
    entry = course.lesson(first.translation_key) if course else None
    if course is None or entry is None or entry.pass_mark is None:
        return course
    return _asking_the_same(course, entry, lessons)


def _asking_the_same(course: Outline, entry: LessonEntry, lessons: Sequence[LessonPage]) -> Outline:
    """While a translation asks another thing, the lesson is passed in the language it was written in."""
    own = [page for page in lessons if path_at(page.path, INDEX_DEPTH) in course.places]
    original = min(own, key=lambda page: _rank(page.is_source, page.locale.language_code), default=None)
    if original is None or question_ids(original.body) == question_ids(lessons[0].body):
        return course
    text = {"title": original.title, "summary": original.summary}
    spoken = dict.fromkeys(("language", "title_language", "summary_language"), original.locale.language_code)
    whole = replace(entry, **text, **spoken, live_revision_id=original.live_revision_id)
    modules = (
        replace(part, lessons=tuple(whole if each is entry else each for each in part.lessons))
        for part in course.modules
    )
    return replace(course, modules=tuple(modules))


def courses_in(places: Places, language: str) -> tuple[Outline, ...]:
    """The live courses in these places, in the order of the tree. One query."""
    return tuple(_outlines(within(CoursePage.objects.all(), places), language))


@dataclass(frozen=True)
class Row:
    """A live course, module or lesson of one language, as it stands in the tree."""

    path: str
    depth: int
    title: str
    key: UUID
    revision: int | None
    is_alias: bool
    language: str
    is_source: bool
    safety_revision: int
    course: tuple[str, str, Decimal, str, str, str]
    summary: str
    asks: tuple[int, bool, int | None]
    title_language: str = ""
    summary_language: str = ""


COLUMNS = (
    "path",
    "depth",
    "title",
    "translation_key",
    "live_revision_id",
    "alias_of_id",
    "locale__language_code",
    "is_source",
    "safety_revision",
)
COURSE_COLUMNS = tuple(
    f"coursepage__{name}" for name in ("summary", "theme", "hours", "neutral_title", "credit", "licence")
)
LESSON_COLUMNS = tuple(f"lessonpage__{name}" for name in ("summary", "minutes", "required", "pass_mark"))


def _outlines(courses: QuerySet[CoursePage], language: str) -> list[Outline]:
    rows = _rows(courses)
    texts = _texts(rows, language)
    below, places = _structure(rows)
    return [_outline(texts, below, key, frozenset(places[key])) for key in places]


def _rows(courses: QuerySet[CoursePage]) -> list[Row]:
    """Live pages in and below these courses: the courses' own language first, each before its children."""
    pages = (
        Page.objects.live()
        .annotate(
            course_path=Substr("path", 1, COURSE_DEPTH * Page.steplen),
            is_source=is_source(),
            safety_revision=safety_revision(),
        )
        .filter(depth__range=(COURSE_DEPTH, LESSON_DEPTH), course_path__in=courses.values("path"))
        .order_by("path")
        .values_list(*COLUMNS, *COURSE_COLUMNS, *LESSON_COLUMNS)
    )
    rows = sorted(map(_row, pages), key=lambda row: row.language != settings.LANGUAGE_CODE)
    # What is an alias in every language has no words to read.
    written = {row.key for row in rows if not row.is_alias}
    return [row for row in rows if row.key in written]


def _row(columns: tuple[Any, ...]) -> Row:
    path, depth, title, key, revision, alias = columns[:6]
    language, source, safety = columns[6:9]
    course, summary, asks = columns[9:15], columns[15], columns[16:]
    place = path, depth, title, key, revision, alias is not None
    return Row(*place, language, source, safety, course, summary, asks)


def _texts(rows: list[Row], language: str) -> dict[UUID, Row]:
    """The row whose text she reads, with what is the original's: what a lesson asks, words nobody has translated."""
    order = {language: 0, settings.LANGUAGE_CODE: 1}
    read = _first(rows, lambda row: order.get(row.language, 2))
    asked = _first(rows, lambda row: _rank(row.is_source, row.language))
    return {key: _beside(row, asked[key]) for key, row in read.items()}


def _beside(row: Row, original: Row) -> Row:
    """Words that are those of the original are taken to be in its language."""

    def spoken(mine: str, theirs: str) -> str:
        return original.language if mine == theirs else row.language

    said, there = (each.summary or each.course[0] for each in (row, original))
    return replace(
        row,
        asks=original.asks,
        title_language=spoken(row.title, original.title),
        summary_language=spoken(said, there),
    )


def _first(rows: list[Row], rank: Callable[[Row], int]) -> dict[UUID, Row]:
    """The row of lowest rank of each key; an alias has no words of its own."""
    worst_first = sorted(rows, key=lambda row: (row.is_alias, rank(row)), reverse=True)
    return {row.key: row for row in worst_first}


def _rank(is_source: bool, language: str) -> int:
    """In the order of `translations.original_of`: what is translated from, then the courses' own language."""
    return 0 if is_source else 1 if language == settings.LANGUAGE_CODE else 2


def _structure(rows: list[Row]) -> tuple[dict[UUID, list[UUID]], dict[UUID, set[str]]]:
    """Children of each key, and the places of each course; what hangs under a draft is left out."""
    reached: dict[str, UUID] = {}
    parents: dict[UUID, UUID | None] = {}
    below: dict[UUID, list[UUID]] = defaultdict(list)
    places: dict[UUID, set[str]] = {}
    for row in rows:
        if row.depth == COURSE_DEPTH:
            places.setdefault(row.key, set()).add(path_at(row.path, INDEX_DEPTH))
        elif (parent := reached.get(path_at(row.path, row.depth - 1))) is None:
            continue
        elif row.key not in parents:
            parents[row.key] = parent
            below[parent].append(row.key)
        reached[row.path] = row.key
    return below, places


def _outline(
    texts: dict[UUID, Row], below: dict[UUID, list[UUID]], key: UUID, places: frozenset[str]
) -> Outline:
    row = texts[key]
    summary, theme, hours, neutral_title, credit, licence = row.course
    modules = tuple(
        _module(texts[module], [texts[lesson] for lesson in below[module]]) for module in below[key]
    )
    course = summary, theme, hours, neutral_title, credit, licence
    spoken = row.language, row.title_language, row.summary_language
    return Outline(key, row.title, *course, *spoken, places, modules)


def _module(row: Row, lessons: list[Row]) -> ModuleEntry:
    return ModuleEntry(row.key, row.title, row.title_language, tuple(_lesson(lesson) for lesson in lessons))


def _lesson(row: Row) -> LessonEntry:
    return LessonEntry(
        row.key,
        row.title,
        row.summary,
        *row.asks,
        row.language,
        row.revision,
        row.title_language,
        row.summary_language,
        row.safety_revision,
    )

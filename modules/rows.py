"""The live pages of courses as they stand in the tree, in all their languages: of what outlines are made. One query."""

from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet
from django.db.models.functions import Substr
from django.utils import timezone
from wagtail.models import Page

from modules.changes import Told, as_told, safety_changes
from modules.models import CoursePage
from modules.querysets import COURSE_DEPTH, LESSON_DEPTH
from modules.translations import is_source


@dataclass(frozen=True)
class Label:
    """What a `LessonLabel` says: bytes, numbers, days, keys."""

    weight: int
    media: int
    notes: int
    lacking: int
    checked_first: date | None
    checked_last: date | None
    review_first: date | None
    changed_week: date | None
    cards: tuple[str, ...]
    voices: tuple[str, ...]

    @property
    def days(self) -> tuple[date, date, date] | None:
        """Of what it says: the oldest and the newest day of checking, and the first day of review."""
        if self.checked_first is None or self.checked_last is None or self.review_first is None:
            return None
        return self.checked_first, self.checked_last, self.review_first


@dataclass(frozen=True)
class Row:
    """
    A live course, module or lesson of one language, as it stands in the tree; `since` is the day it was published
    first.
    """

    path: str
    depth: int
    title: str
    key: UUID
    revision: int | None
    is_alias: bool
    language: str
    since: date | None
    is_source: bool
    safety: tuple[Told, ...]
    course: tuple[str, str, Decimal, str, str, str]
    before: tuple[UUID, ...]
    summary: str
    asks: tuple[int, bool, int | None]
    label: Label | None
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
    "first_published_at",
    "is_source",
    "safety",
)
COURSE_COLUMNS = tuple(
    f"coursepage__{name}"
    for name in ("summary", "theme", "hours", "neutral_title", "credit", "licence", "before")
)
LESSON_COLUMNS = tuple(f"lessonpage__{name}" for name in ("summary", "minutes", "required", "pass_mark"))
LABEL_COLUMNS = tuple(f"lessonpage__label__{each.name}" for each in fields(Label))
BEFORE = len(COLUMNS) + len(COURSE_COLUMNS) - 1


def rows_of(courses: QuerySet[CoursePage]) -> list[Row]:
    """Live pages in and below these courses: the courses' own language first, each before its children."""
    pages = (
        Page.objects.live()
        .annotate(
            course_path=Substr("path", 1, COURSE_DEPTH * Page.steplen),
            is_source=is_source(),
            safety=safety_changes(),
        )
        .filter(depth__range=(COURSE_DEPTH, LESSON_DEPTH), course_path__in=courses.values("path"))
        .order_by("path")
        .values_list(*COLUMNS, *COURSE_COLUMNS, *LESSON_COLUMNS, *LABEL_COLUMNS)
    )
    rows = sorted(map(_row, pages), key=lambda row: row.language != settings.LANGUAGE_CODE)
    # What is an alias in every language has no words to read.
    written = {row.key for row in rows if not row.is_alias}
    return [row for row in rows if row.key in written]


def _row(columns: tuple[Any, ...]) -> Row:
    path, depth, title, key, revision, alias, language, published, source, safety = columns[: len(COLUMNS)]
    course, before, rest = columns[len(COLUMNS) : BEFORE], columns[BEFORE], columns[BEFORE + 1 :]
    summary, asks, label = rest[0], rest[1 : len(LESSON_COLUMNS)], rest[len(LESSON_COLUMNS) :]
    place = path, depth, title, key, revision, alias is not None, language, _day(published)
    keys = tuple(UUID(each) for each in before or ())
    return Row(*place, source, as_told(safety), course, keys, summary, asks, _label(label))


def _day(moment: datetime | None) -> date | None:
    return None if moment is None else timezone.localtime(moment).date()


def _label(columns: tuple[Any, ...]) -> Label | None:
    if columns[0] is None:
        return None
    *known, cards, voices = columns
    numbers = dict(zip((each.name for each in fields(Label)), known, strict=False))
    return Label(**numbers, cards=tuple(cards), voices=tuple(voices))


def texts_of(rows: list[Row], language: str) -> dict[UUID, Row]:
    """The row whose text she reads, with what is the original's: what a lesson asks, words nobody has translated."""
    order = {language: 0, settings.LANGUAGE_CODE: 1}
    read = _first(rows, lambda row: order.get(row.language, 2))
    asked = _first(rows, lambda row: rank(row.is_source, row.language))
    caring = {row.key for row in rows if row.course[1] == CoursePage.Theme.CARE}
    texts = {key: _beside(row, asked[key]) for key, row in read.items()}
    return texts | {key: _on_care(texts[key]) for key in caring}


def _on_care(row: Row) -> Row:
    """What is marked as care in one language is care in all: what nobody else sees hangs on it."""
    return replace(row, course=(row.course[0], CoursePage.Theme.CARE.value, *row.course[2:]))


def _beside(row: Row, original: Row) -> Row:
    """Words that are those of the original are taken to be in its language."""

    def spoken(mine: str, theirs: str) -> str:
        return original.language if mine == theirs else row.language

    said, there = (each.summary or each.course[0] for each in (row, original))
    label = row.label
    if label and original.label:
        label = replace(label, voices=original.label.voices, changed_week=original.label.changed_week)
    return replace(
        row,
        asks=original.asks,
        before=original.before,
        label=label,
        title_language=spoken(row.title, original.title),
        summary_language=spoken(said, there),
    )


def _first(rows: list[Row], ranked: Callable[[Row], int]) -> dict[UUID, Row]:
    """The row of lowest rank of each key; an alias has no words of its own."""
    worst_first = sorted(rows, key=lambda row: (row.is_alias, ranked(row)), reverse=True)
    return {row.key: row for row in worst_first}


def rank(is_source: bool, language: str) -> int:
    """In the order of `translations.original_of`: what is translated from, then the courses' own language."""
    return 0 if is_source else 1 if language == settings.LANGUAGE_CODE else 2

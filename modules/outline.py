"""
Courses as their readers meet them: modules of lessons, each in her language where a translation is live, else
in the language it was written in. Keys are translation keys, one for all languages. One query, however many.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from uuid import UUID

from django.db.models import QuerySet

from modules.changes import Told
from modules.models import CoursePage, LessonPage
from modules.querysets import COURSE_DEPTH, INDEX_DEPTH, Places, path_at, within
from modules.quizzes import question_ids
from modules.rows import Label, Row, rank, rows_of, texts_of


@dataclass(frozen=True)
class LessonEntry:
    """
    A lesson. `language` is that of its words; what it asks is the same in all of them. Its title and its summary are
    still in that of the original where nobody has translated them.

    `pass_mark` is None where questions are practice. `safety` is what changed, newest first, that whoever did it before
    must know; `safety_revision` the version that brought the newest, 0 where there was none. `since` is the day it
    could be read first; `languages` those that have words of it, and whether all of them; `label` what it weighs and
    holds, where that is known.
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
    safety: tuple[Told, ...] = ()
    since: date | None = None
    languages: tuple[tuple[str, bool], ...] = ()
    label: Label | None = None

    @property
    def safety_revision(self) -> int:
        return self.safety[0].revision if self.safety else 0


@dataclass(frozen=True)
class ModuleEntry:
    """A part of a course, with its lessons in their order."""

    key: UUID
    title: str
    title_language: str
    lessons: tuple[LessonEntry, ...]


@dataclass(frozen=True)
class Outline:
    """
    A course, its live modules and lessons. `places` are the paths of the index pages it stands in, `since` is the day
    it was published first, `before` are the keys of courses that are better taken before.
    """

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
    since: date | None = None
    before: tuple[UUID, ...] = ()

    def get_theme_display(self) -> str:
        return str(CoursePage.Theme(self.theme).label)

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
    original = min(own, key=lambda page: rank(page.is_source, page.locale.language_code), default=None)
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


def _outlines(courses: QuerySet[CoursePage], language: str) -> list[Outline]:
    rows = rows_of(courses)
    tree = _tree(rows)
    texts = texts_of(rows, language)
    return [_outline(texts, tree, key) for key in tree.places]


@dataclass(frozen=True)
class _Tree:
    """
    Children of each key; of each course its places; of each page since when it is open, and in which languages it has
    words: its own, all of them or not.
    """

    below: dict[UUID, list[UUID]]
    places: dict[UUID, set[str]]
    since: dict[UUID, date]
    spoken: dict[UUID, dict[str, bool]]


def _tree(rows: list[Row]) -> _Tree:
    """What hangs under a draft is left out."""
    reached: dict[str, UUID] = {}
    parents: dict[UUID, UUID | None] = {}
    tree = _Tree(defaultdict(list), {}, {}, defaultdict(dict))
    for row in rows:
        parent = reached.get(path_at(row.path, row.depth - 1))
        if row.depth == COURSE_DEPTH:
            tree.places.setdefault(row.key, set()).add(path_at(row.path, INDEX_DEPTH))
        elif parent is None:
            continue
        elif row.key not in parents:
            parents[row.key] = parent
            tree.below[parent].append(row.key)
        reached[row.path] = row.key
        if row.since:
            tree.since[row.key] = min(row.since, tree.since.get(row.key, row.since))
        if not row.is_alias:
            tree.spoken[row.key][row.language] = row.label is None or not row.label.lacking
    return tree


def _outline(texts: dict[UUID, Row], tree: _Tree, key: UUID) -> Outline:
    row = texts[key]
    summary, theme, hours, neutral_title, credit, licence = row.course
    modules = tuple(
        ModuleEntry(
            module,
            texts[module].title,
            texts[module].title_language,
            tuple(_lesson(texts[each], tree) for each in tree.below[module]),
        )
        for module in tree.below[key]
    )
    course = summary, theme, hours, neutral_title, credit, licence
    spoken = row.language, row.title_language, row.summary_language
    beside = tree.since.get(key), row.before
    return Outline(key, row.title, *course, *spoken, frozenset(tree.places[key]), modules, *beside)


def _lesson(row: Row, tree: _Tree) -> LessonEntry:
    return LessonEntry(
        row.key,
        row.title,
        row.summary,
        *row.asks,
        row.language,
        row.revision,
        row.title_language,
        row.summary_language,
        row.safety,
        tree.since.get(row.key),
        tuple(tree.spoken[row.key].items()),
        row.label,
    )

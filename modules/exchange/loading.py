"""
Starter courses, and the directory, out of their files into the shared place, published, both languages translations
of each other.

Loading again changes only what the files changed since; what somebody edited, unpublished or deleted here is
left as it is, and said.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext, override
from wagtail.models import Locale, Page

from modules.exchange.entries import read_entry
from modules.exchange.ids import stable_id
from modules.exchange.markdown import CourseText, LessonText, read_course, read_lesson
from modules.homes import home_in
from modules.models import (
    CourseIndexPage,
    CoursePage,
    DirectoryPage,
    EntryPage,
    LessonPage,
    ModulePage,
    StarterPage,
)
from modules.models.directory import FACTS, WORDS

STARTER = Path(__file__).resolve().parents[1] / "starter"
COURSE_FILE = "curso.md"
DIRECTORY = "directorio"
SHARED_SLUG = "comun"
COURSE_VALUES = ("title", "neutral_title", "theme", "summary", "hours", "intro", "credit", "licence")
ENTRY_VALUES = ("title", *FACTS, *WORDS)
LESSON_VALUES = ("title", "summary", "minutes", "required", "pass_mark")


@dataclass
class Loaded:
    """What happened, as names of pages: 'es/palabras'."""

    new: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    left_alone: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Wanted:
    """A page as its file says it should be. `parent` is the key of the page it hangs under; None is the place."""

    kind: type[Page]
    name: str
    key: UUID
    parent: UUID | None
    source: str
    values: dict[str, Any]


# Name of the file, what it says, its digest.
Text = tuple[str, str, str]
Reader = Callable[[str, str, list[Text]], Iterator[Wanted]]


def load_starter(folder: Path = STARTER) -> Loaded:
    """Load the directory and every course below `folder`. Raises CourseFileError, and then nothing has changed."""
    loaded = Loaded()
    known = {(row.translation_key, row.language): row for row in StarterPage.objects.all()}
    sources = {row.source for row in known.values()}
    with transaction.atomic():
        for name, wanted in _shelves(folder):
            for language, _ in settings.LANGUAGES:
                texts = course_texts(folder / name / language)
                if any(digest not in sources for _, _, digest in texts):
                    _Shelf(language, known, loaded).put(wanted(name, language, texts))
    return loaded


def _shelves(folder: Path) -> list[tuple[str, Reader]]:
    """Names of the folders and how each is read; the directory first, as lessons may show its entries."""
    directory = [(DIRECTORY, _entries)] if (folder / DIRECTORY).is_dir() else []
    return [*directory, *((course.name, _wanted) for course in course_folders(folder))]


def course_folders(folder: Path) -> list[Path]:
    """Folders of courses, in the order of their neutral titles: 'Curso 1', 'Curso 2'."""
    firsts = folder.glob(f"*/{settings.LANGUAGE_CODE}/{COURSE_FILE}")
    numbered = [
        (read_course(path.read_text("utf-8"), str(path.relative_to(folder))).neutral_title, path.parents[1])
        for path in firsts
    ]
    return [course for _title, course in sorted(numbered)]


def course_texts(folder: Path) -> list[Text]:
    """Name, text and digest of each file, the course first."""
    paths = sorted(folder.glob("*.md"), key=lambda path: (path.name != COURSE_FILE, path.name))
    texts = [(str(path.relative_to(folder.parents[1])), path.read_text("utf-8")) for path in paths]
    return [(name, text, sha256(text.encode()).hexdigest()) for name, text in texts]


def _entries(name: str, language: str, texts: list[Text]) -> Iterator[Wanted]:
    key = stable_id(name)
    with override(language):
        title = gettext("Directorio")
    yield Wanted(DirectoryPage, name, key, None, "", {"title": title})
    for file, text, digest in texts:
        entry, values = read_entry(text, file)
        yield Wanted(EntryPage, entry, stable_id(name, entry), key, digest, values)


def _wanted(name: str, language: str, texts: list[Text]) -> Iterator[Wanted]:
    (file, text, digest), *lessons = texts
    course = read_course(text, file)
    values = {**_values(course, COURSE_VALUES), "before": list(course.before)}
    yield Wanted(CoursePage, name, stable_id(name), None, digest, values)
    for module, title in course.modules:
        yield Wanted(ModulePage, module, stable_id(name, module), stable_id(name), digest, {"title": title})
    for file, text, digest in lessons:
        lesson = read_lesson(text, name, file)
        key, parent = stable_id(name, lesson.lesson), stable_id(name, lesson.module)
        values = {**_values(lesson, LESSON_VALUES), "body": lesson.blocks, "guide": lesson.guide}
        values["explains_words"] = lesson.explains_words
        yield Wanted(LessonPage, lesson.lesson, key, parent, digest, values)


def _values(text: CourseText | LessonText, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: getattr(text, name) for name in names}


class _Shelf:
    """The shared place of one language."""

    def __init__(self, language: str, known: dict[tuple[UUID, str], StarterPage], loaded: Loaded) -> None:
        self.language, self.known, self.loaded = language, known, loaded
        self.locale = Locale.objects.get_or_create(language_code=language)[0]
        self.place = shared_place(self.locale)

    def put(self, wanted: Iterator[Wanted]) -> None:
        pages: dict[UUID | None, Page] = {None: self.place}
        last: dict[UUID | None, Page] = {}
        for each in wanted:
            page = each.kind.objects.filter(translation_key=each.key, locale=self.locale).first()
            row = self.known.get((each.key, self.language))
            if row is None and page is None and each.parent in pages:
                page = self.create(each, pages[each.parent], last.get(each.parent))
            elif row is None or row.source != each.source:
                self.renew(each, page, row)
            if page is not None:
                pages[each.key] = last[each.parent] = page

    def create(self, wanted: Wanted, parent: Page, before: Page | None) -> Page:
        page = wanted.kind(translation_key=wanted.key, locale=self.locale, slug=wanted.name, **wanted.values)
        if before is not None:
            before.refresh_from_db()
            before.add_sibling("right", instance=page)
        else:
            parent.refresh_from_db()
            parent.add_child(instance=page)
        self.publish(page, StarterPage(translation_key=wanted.key, language=self.language), wanted)
        self.loaded.new.append(f"{self.language}/{wanted.name}")
        return page

    def renew(self, wanted: Wanted, page: Page | None, row: StarterPage | None) -> None:
        """Bring a page up to its file, unless somebody has changed it here; that is said once a change of the file."""
        if page is None or row is None or digest_of(page) != row.content:
            self.loaded.left_alone.append(f"{self.language}/{wanted.name}")
        else:
            self.change(wanted, page, row)
        if row is not None:
            row.source = wanted.source
            row.save()

    def change(self, wanted: Wanted, page: Page, row: StarterPage) -> None:
        for name, value in wanted.values.items():
            setattr(page, name, value)
        if digest_of(page, stored=False) != row.content:
            self.loaded.changed.append(f"{self.language}/{wanted.name}")
            self.publish(page, row, wanted)

    def publish(self, page: Page, row: StarterPage, wanted: Wanted) -> None:
        page.save_revision().publish()
        page.refresh_from_db()
        row.source, row.content = wanted.source, digest_of(page)
        row.save()
        self.known[row.translation_key, row.language] = row


def shared_place(locale: Locale) -> CourseIndexPage:
    """The place whose courses are open to every network, in one language; made when it is not there."""
    place = CourseIndexPage.objects.filter(locale=locale, slug=SHARED_SLUG, shared=True).first()
    if place is not None:
        return place
    with override(locale.language_code):
        title = gettext("Cursos para todas")
    place = CourseIndexPage(
        title=title, slug=SHARED_SLUG, shared=True, locale=locale, translation_key=stable_id(SHARED_SLUG)
    )
    return home_in(locale).add_child(instance=place)


def digest_of(page: Page, *, stored: bool = True) -> str:
    """A digest of what a page says, its latest draft included, and of whether it is live."""
    latest = page.get_latest_revision_as_object() if stored else page
    names = {CoursePage: COURSE_VALUES, EntryPage: ENTRY_VALUES, LessonPage: LESSON_VALUES}.get(
        type(page), ("title",)
    )
    said = [_plainly(getattr(latest, name)) for name in names]
    body = latest.body.get_prep_value() if isinstance(latest, LessonPage) else None
    # A page that uses nothing of it keeps the digest it had before there was such a thing.
    guide = [latest.guide.get_prep_value()] if isinstance(latest, LessonPage) and latest.guide else []
    quiet = ["quiet"] if isinstance(latest, LessonPage) and not latest.explains_words else []
    before = [latest.before] if isinstance(latest, CoursePage) and latest.before else []
    told = json.dumps([page.live, said, body, *guide, *quiet, *before], sort_keys=True, default=str)
    return sha256(told.encode()).hexdigest()


def _plainly(value: Any) -> str:
    return str(value.normalize()) if isinstance(value, Decimal) else str(value)

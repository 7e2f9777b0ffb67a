"""
A whole course as a zip of Markdown, pictures and recordings, as its newest drafts say it:

    es/curso.md  es/01.md …  en/curso.md …  media/imagen-1.jpg  media/titulos.yml

The same course makes the same bytes: names are sorted, no date is real, and each file is known by its number.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

import yaml
from django.utils.translation import gettext as _
from wagtail.models import Page

from modules.exchange.markdown import CourseText, LessonText, write_course, write_lesson
from modules.exchange.references import FOLDER, Outward
from modules.exchange.voices import voices_of
from modules.models import CoursePage, LessonPage, ModulePage

COURSE_FILE = "curso.md"
TITLES = f"{FOLDER}/titulos.yml"
BEGINNING = (1980, 1, 1, 0, 0, 0)
Beat = Callable[[int, int], None]


def no_beat(done: int, total: int) -> None:
    """Nobody watches."""


@dataclass(frozen=True)
class CourseInLanguage:
    """A course and its lessons, in their order, in one language."""

    language: str
    page: CoursePage
    modules: list[ModulePage]
    lessons: list[tuple[ModulePage, LessonPage]]


def write_package(course: CoursePage, out: BinaryIO, beat: Beat = no_beat) -> list[str]:
    """Write the zip of this course; what could not be taken along, in sentences. `beat` hears files done of all."""
    languages = list(in_languages(course))
    texts = sum(1 + len(each.lessons) for each in languages)
    names, done = Outward(), 0
    with ZipFile(out, "w") as package:
        for each in languages:
            for name, text in sorted(_texts(each, names)):
                _add(package, f"{each.language}/{name}", text.encode())
                done += 1
                beat(done, texts + len(names.files))
        for name in sorted([*names.files, *([TITLES] if names.files else [])]):
            if name == TITLES:
                _add(package, name, _titles(names.titles).encode())
                continue
            with names.files[name].open("rb") as opened:
                _add(package, name, opened.read(), ZIP_STORED)
            done += 1
            beat(done, texts + len(names.files))
    missing = _("Cosas que las lecciones muestran, que ya no existen aquí y no van en el archivo: %(many)d.")
    return [missing % {"many": names.missing}] if names.missing else []


def in_languages(course: CoursePage) -> Iterator[CourseInLanguage]:
    """The course in each language in which its network has it, by the codes of the languages."""
    place = course.get_parent()
    here = place.get_translations(inclusive=True).values_list("path", flat=True)
    pages = course.get_translations(inclusive=True).filter(alias_of=None).select_related("locale")
    for page in sorted(pages, key=lambda each: each.locale.language_code):
        if page.path[: len(place.path)] in set(here):
            modules = list(ModulePage.objects.child_of(page).order_by("path"))
            lessons = [
                (module, lesson)
                for module in modules
                for lesson in LessonPage.objects.child_of(module).filter(alias_of=None).order_by("path")
            ]
            yield CourseInLanguage(page.locale.language_code, page, modules, lessons)


def _texts(course: CourseInLanguage, names: Outward) -> Iterator[tuple[str, str]]:
    width = max(2, len(str(len(course.lessons))))
    for number, (module, lesson) in enumerate(course.lessons, 1):
        yield f"{number:0{width}}.md", write_lesson(lesson_text(lesson, module, names))
    yield COURSE_FILE, write_course(course_text(course))


def course_text(course: CourseInLanguage) -> CourseText:
    """What `curso.md` holds."""
    page = newest(course.page)
    return CourseText(
        course=str(page.translation_key),
        title=page.title,
        neutral_title=page.neutral_title,
        theme=page.theme,
        summary=page.summary,
        hours=page.hours,
        modules=tuple((str(each.translation_key), newest(each).title) for each in course.modules),
        intro=page.intro,
        credit=page.credit,
        licence=page.licence,
        before=tuple(page.before),
    )


def lesson_text(lesson: LessonPage, module: ModulePage, names: Outward) -> LessonText:
    """What the file of a lesson holds; `names` gives what it points to a name."""
    page = newest(lesson)
    return LessonText(
        lesson=str(page.translation_key),
        module=str(module.translation_key),
        title=page.title,
        summary=page.summary,
        minutes=page.minutes,
        required=page.required,
        pass_mark=page.pass_mark,
        blocks=names.of(page.body.get_prep_value()),
        guide=page.guide.get_prep_value(),
        explains_words=page.explains_words,
        voices=voices_of(page, names),
        untranslated=page.untranslated,
    )


def newest(page: Page) -> Page:
    """As its newest draft has it."""
    return page.get_latest_revision_as_object()


def _titles(titles: dict[str, str]) -> str:
    return yaml.safe_dump(titles, allow_unicode=True, default_flow_style=False, width=2**31, sort_keys=True)


def _add(package: ZipFile, name: str, data: bytes, how: int = ZIP_DEFLATED) -> None:
    entry = ZipInfo(name, BEGINNING)
    entry.compress_type, entry.external_attr, entry.create_system = how, 0o600 << 16, 3
    package.writestr(entry, data)

"""A course out of a zip, read and compared before anything is written: what `incoming` puts into a place."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import BinaryIO
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext as _

from modules.exchange.errors import CourseFileError
from modules.exchange.ids import stable_id
from modules.exchange.markdown import CourseText, LessonText, mapping, read_course, read_lesson
from modules.exchange.outgoing import COURSE_FILE, TITLES, Beat, no_beat
from modules.exchange.package import MB, Opened, shown
from modules.exchange.references import FOLDER, files_named
from modules.readable import UNREADABLE

TEXT = re.compile(r"(?P<language>[a-z]{2,3})/[\w-]+\.md")
FILE = re.compile(rf"{FOLDER}/[\w-]+\.(jpg|jpeg|png|webp|mp3|ogg|m4a|mp4|webm)")
MOST_TEXT, MOST_FILE = MB, 40 * MB


@dataclass(frozen=True)
class ReadCourse:
    """A course in each of its languages, with its lessons; `files` are the titles of what they show, by name."""

    package: Opened
    prefix: str
    languages: dict[str, tuple[CourseText, list[LessonText]]] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)

    @property
    def keys(self) -> set[UUID]:
        """The keys of all its pages."""
        return {key for each in self.languages.values() for key in _keys(*each)}

    def file(self, name: str) -> bytes:
        return self.package.read(self.prefix + name, MOST_FILE)


def read_package(file: BinaryIO, beat: Beat = no_beat) -> ReadCourse:
    """Read a zip as `write_package` makes it, in a folder or not. CourseFileError says what is wrong, and where."""
    package = Opened(file)
    prefix = _prefix(package)
    course = ReadCourse(package, prefix)
    texts: dict[str, list[str]] = {}
    for entry in sorted(package.entries):
        name = entry.removeprefix(prefix)
        if match := TEXT.fullmatch(name):
            texts.setdefault(match["language"], []).append(name)
        elif name != TITLES and not FILE.fullmatch(name):
            raise CourseFileError(_("Este archivo no es parte de un curso."), name=shown(entry))
    total, done = sum(map(len, texts.values())), 0
    for language, names in texts.items():
        course.languages[language] = _read_language(course, language, names)
        done += len(names)
        beat(done, total)
    _check(course)
    return course


def _prefix(package: Opened) -> str:
    """The folder in which the course stands, for who packed a folder and not what it holds."""
    paths = [PurePosixPath(name) for name in package.entries]
    found = sorted({path.parent.parent.as_posix() for path in paths if path.name == COURSE_FILE})
    if not found:
        raise CourseFileError(_("Este zip no tiene un curso: falta «es/curso.md»."))
    return "" if found[0] == "." else f"{found[0]}/"


def _text(course: ReadCourse, name: str) -> str:
    try:
        text = course.package.read(course.prefix + name, MOST_TEXT).decode("utf-8-sig")
    except UnicodeDecodeError:
        said = _("Este archivo no está en UTF-8. Guárdalo con esa codificación.")
        raise CourseFileError(said, name=name) from None
    if found := UNREADABLE.search(text):
        line = text.count("\n", 0, found.start()) + 1
        raise CourseFileError(_("Esta línea tiene signos que no se pueden leer."), line, name)
    return text


def _read_language(
    course: ReadCourse, language: str, names: list[str]
) -> tuple[CourseText, list[LessonText]]:
    if language not in dict(settings.LANGUAGES):
        known = ", ".join(code for code, _name in settings.LANGUAGES)
        raise CourseFileError(
            _("Este sitio tiene estas lenguas: %(known)s.") % {"known": known}, name=language
        )
    main = f"{language}/{COURSE_FILE}"
    if main not in names:
        raise CourseFileError(_("Falta este archivo."), name=main)
    text = read_course(_text(course, main), main)
    lessons = [
        read_lesson(_text(course, name), text.course, name, draft=True) for name in names if name != main
    ]
    parts = {key for key, _title in text.modules}
    for name, lesson in zip([name for name in names if name != main], lessons, strict=True):
        if lesson.module not in parts:
            raise CourseFileError(_("Esta lección es de un módulo que no está en curso.md."), 1, name)
        for shows in [*files_named(lesson.blocks), *(voice["audio"] for voice in lesson.voices)]:
            if course.prefix + shows not in course.package.entries:
                raise CourseFileError(_("Falta el archivo «%(file)s».") % {"file": shown(shows)}, name=name)
            course.files.setdefault(shows, PurePosixPath(shows).stem)
    return text, lessons


def _check(course: ReadCourse) -> None:
    """What holds over all files: one course, no page twice, titles for what is shown."""
    if len({text.course for text, _lessons in course.languages.values()}) > 1:
        raise CourseFileError(_("Las lenguas son de dos cursos distintos."), name=COURSE_FILE)
    for language, (text, lessons) in course.languages.items():
        keys = list(_keys(text, lessons))
        if len(set(keys)) < len(keys):
            raise CourseFileError(_("Dos módulos o dos lecciones llevan el mismo nombre."), name=language)
    if course.prefix + TITLES in course.package.entries:
        titles = mapping(_text(course, TITLES), 1)
        course.files.update({name: str(titles[name])[:255] for name in course.files if titles.get(name)})


def _keys(text: CourseText, lessons: list[LessonText]) -> Iterator[UUID]:
    yield stable_id(text.course)
    yield from (stable_id(text.course, module) for module, _title in text.modules)
    yield from (stable_id(text.course, lesson.lesson) for lesson in lessons)

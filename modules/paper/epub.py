"""A course as a book for phones and readers: EPUB 3, a chapter a lesson, with the metadata of access."""

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import gettext

from learning.core.languages import speaking
from modules.models import CoursePage
from modules.paper.documents import ASSETS, squeezed
from modules.paper.forms import BOOK
from modules.paper.names import dull_title
from modules.paper.packing import add
from modules.paper.pictures import Pictures
from modules.paper.walk import PaperModule, live_modules, walk, words_of
from modules.paper.xhtml import to_xhtml

MIMETYPE = "application/epub+zip"
CONTAINER = """<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
  <rootfiles>
    <rootfile full-path="book/book.opf" media-type="application/oebps-package+xml"/>
  </rootfiles>
</container>
"""


@dataclass(frozen=True)
class Chapter:
    """A file of the book and what its contents call it."""

    name: str
    title: str
    body: bytes


def epub(course: CoursePage) -> bytes:
    """The book of a course, the same bytes for the same course."""
    pictures = Pictures()
    with speaking(course.locale.language_code):
        modules = walk(live_modules(course), BOOK, pictures)
        chapters = list(_chapters(course, modules))
        told = {"course": course, "title": dull_title(course), "modules": modules, "chapters": chapters}
        package = _package(told, pictures)
        contents = _page("modules/paper/epub/nav.html", told)
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as book:
        add(book, "mimetype", MIMETYPE.encode(), packed=False)
        add(book, "META-INF/container.xml", CONTAINER.encode())
        add(book, "book/book.opf", package)
        add(book, "book/nav.xhtml", contents)
        add(book, "book/style.css", (ASSETS / "screen.css").read_bytes())
        for chapter in chapters:
            add(book, f"book/{chapter.name}.xhtml", chapter.body)
        for name in pictures:
            add(book, f"book/{name}", pictures[name], packed=False)
    return out.getvalue()


def _chapters(course: CoursePage, modules: list[PaperModule]) -> Iterator[Chapter]:
    told = {"course": course, "modules": modules}
    yield Chapter("title", course.title, _page("modules/paper/epub/title.html", told))
    for module in modules:
        for lesson in module.lessons:
            body = _page("modules/paper/epub/lesson.html", {"lesson": lesson, "module": module})
            yield Chapter(lesson.anchor, lesson.page.title, body)
    if any(lesson.answers for module in modules for lesson in module.lessons):
        yield Chapter("answers", str(gettext("Respuestas")), _page("modules/paper/epub/answers.html", told))
    if words := words_of(modules):
        body = _page("modules/paper/epub/words.html", {**told, "words": words})
        yield Chapter("words", str(gettext("Palabras")), body)


def _package(told: dict[str, Any], pictures: Pictures) -> bytes:
    """What the book says of itself. Its template has no line before its first element."""
    more = {"pictures": list(pictures), "modified": _modified(told["course"])}
    body = render_to_string("modules/paper/epub/package.html", {**told, **more}).strip()
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{body}\n'.encode()


def _modified(course: CoursePage) -> Any:
    """The day the course or something in it was last published."""
    pages = course.get_descendants(inclusive=True).live()
    return max(filter(None, pages.values_list("last_published_at", flat=True)), default=None)


def _page(template: str, told: dict[str, Any]) -> bytes:
    return to_xhtml(squeezed(render_to_string(template, told)))

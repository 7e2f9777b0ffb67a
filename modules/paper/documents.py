"""Courses and modules as documents: the walk in the words of a whole page, and what it is made into."""

import re
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

from django.template.loader import render_to_string

from learning.core.languages import speaking
from learning.core.paper import write_pdf
from modules.models import CoursePage, ModulePage
from modules.paper.forms import HANDBOOK, KIT, Form
from modules.paper.names import dull_title
from modules.paper.pictures import Pictures
from modules.paper.walk import live_modules, walk, words_of

ASSETS = Path(__file__).parent / "assets"
SIZES = ("letter", "a4")
# In one volume of the handbook.
MOST_LESSONS = 8


def document(
    template: str,
    course: CoursePage,
    form: Form,
    pictures: Pictures,
    *,
    only: Collection[ModulePage] | None = None,
    recordings: Mapping[int, str] | None = None,
    **more: Any,
) -> str:
    """The HTML of a course, or of `only` some modules of it, in its language, addressing her as what is around does."""
    with speaking(course.locale.language_code):
        modules = walk(live_modules(course), form, pictures, recordings, only)
        told = {"course": course, "title": dull_title(course), "modules": modules, "form": form}
        told["words"] = words_of(modules)
        return squeezed(render_to_string(template, {**told, **more}))


def squeezed(html: str) -> str:
    """Without the blanks at the ends of lines that templates leave; nothing of ours is preformatted."""
    return re.sub(r"\s*\n\s*", "\n", html).strip()


def volumes(course: CoursePage) -> list[list[ModulePage]]:
    """
    The modules of a course, in as many booklets as its handbook needs: a machine that lays out some hundred pages at
    once needs nearly a megabyte for each, and nobody carries a book of three hundred.
    """
    found: list[list[ModulePage]] = []
    room = 0
    for module, lessons in live_modules(course):
        if not found or len(lessons) > room:
            found.append([])
            room = MOST_LESSONS
        found[-1].append(module)
        room -= len(lessons)
    return found


def handbook_pdf(course: CoursePage, modules: Collection[ModulePage] | None = None) -> bytes:
    """The handbook for learners, or one volume of it: A5, with a table of contents."""
    pictures = Pictures()
    html = document("modules/paper/handbook.html", course, HANDBOOK, pictures, only=modules)
    return _pdf(html, ("base", "handbook"), pictures)


def kit_pdf(course: CoursePage, module: ModulePage, size: str = "letter") -> bytes:
    """The facilitation kit of a module, in black and white; `size` is one of SIZES."""
    pictures = Pictures(grey=True)
    html = document("modules/paper/kit.html", course, KIT, pictures, only=[module])
    return _pdf(html, ("base", "kit", size), pictures)


def _pdf(html: str, sheets: Sequence[str], pictures: Pictures) -> bytes:
    return write_pdf(html, *(ASSETS / f"{name}.css" for name in sheets), images=pictures)

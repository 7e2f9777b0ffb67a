"""
What the starter courses state as facts, a row each, so that somebody who knows can check all of them in one sitting:
key ideas with their source and dates, and lists. A list that stands right below a key idea leans on its source. After
the lessons come the entries of the directory, which cards of lessons show.
"""

import html
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from modules.exchange.entries import TEXTS, read_entry
from modules.exchange.loading import DIRECTORY, STARTER, course_folders, course_texts
from modules.exchange.markdown import read_lesson

NAME = re.compile(r"^::: \w+ \{.*?\bid: ([\w-]+)", re.MULTILINE)
TITLE = re.compile(r"</b></p>")
BREAK = re.compile(r"</(?:p|li|h3)>|<br/>")
TAG = re.compile(r"<[^>]+>")
NOTHING = ("—",) * 3


@dataclass(frozen=True)
class Fact:
    """`place` is course, lesson and block; `leans` says that source and dates are those of the idea above."""

    text: str
    place: str
    source: str
    checked_on: str
    review_by: str
    leans: bool = False

    def cells(self) -> tuple[str, ...]:
        """What stands in a row."""
        source = f"↑ {self.source}" if self.leans else self.source
        return self.text, self.place, source, self.checked_on, self.review_by


def read_facts(language: str, folder: Path = STARTER) -> Iterator[Fact]:
    """The facts of every course in one language, in the order of courses and lessons, then those of the directory."""
    for course in course_folders(folder):
        for file, text, _digest in course_texts(course / language)[1:]:
            lesson = read_lesson(text, course.name, file)
            yield from _facts(lesson.blocks, NAME.findall(text), f"{course.name}/{lesson.lesson}")
    for file, text, _digest in course_texts(folder / DIRECTORY / language):
        name, value = read_entry(text, file)
        yield Fact(_entry(value), f"{DIRECTORY}/{name}", *_dated(value))


def _facts(blocks: Iterable[Mapping[str, Any]], names: Iterable[str], lesson: str) -> Iterator[Fact]:
    above: Mapping[str, Any] | None = None
    for block, name in zip(blocks, names, strict=True):
        value, place = block["value"], f"{lesson}/{name}"
        if block["type"] == "key_idea":
            yield Fact(_plain(value["body"]), place, *_dated(value))
        elif block["type"] == "checklist":
            items = " · ".join(item["value"] for item in value["items"])
            dated = _dated(above) if above else NOTHING
            yield Fact(f"{value['title']}: {items}", place, *dated, leans=bool(above))
        above = value if block["type"] == "key_idea" else None


def _entry(value: Mapping[str, Any]) -> str:
    """All that an entry says, but for what the finder asks."""
    told = [value["what"], *(value[name] for name in TEXTS if value[name]), _plain(value["about"])]
    points = value["submission"].splitlines()
    return " · ".join([f"{value['title']}: {told[0]}", *filter(None, told[1:]), *points])


def _dated(value: Mapping[str, Any]) -> tuple[str, str, str]:
    return value["source"], str(value["checked_on"]), str(value["review_by"])


def _plain(rich: str) -> str:
    """On one line: a paragraph that is all a title ends with a colon, points begin with a dot."""
    text = BREAK.sub(" ", TITLE.sub(": ", rich.replace("<li>", "• ")))
    return " ".join(html.unescape(TAG.sub("", text)).split())


def heads(language: str) -> tuple[str, ...]:
    """The titles of the columns."""
    with override(language):
        return _("idea"), _("lección"), _("de dónde viene"), _("revisado el"), _("revisar antes del")


def as_markdown(rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    """Lines of a table whose first row is its head."""
    for number, row in enumerate(rows):
        yield f"| {' | '.join(cell.replace('|', '∣') for cell in row)} |"
        if number == 0:
            yield "|" + " --- |" * len(row)


def as_tsv(rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    """Lines for a spreadsheet, in which no cell is a formula."""
    for row in rows:
        yield "\t".join(f"'{cell}" if cell[:1] in "=+-@" else cell for cell in row)

"""
What a lesson weighs on her line, without its pictures and recordings, headers and all: the learner's page as it is sent
(gzip); and on a first visit the stylesheet inside it and the files it names as they are sent (brotli), which a later
visit has already.
"""

import gzip
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import brotli
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.utils import translation

from learning.core.at_once import STYLE, text_of

LIMIT = 50_000
# A slow 3G line: bits a second, and seconds there and back.
RATE, ROUND_TRIP = 400_000, 0.4
# Name, connection and encryption, the page, its files.
ROUND_TRIPS = 5
FILES = ("css/site.css", "js/site.mjs", "js/player.mjs", "img/icon.svg")
# What stands around the lesson's own text: the course, ways on, the frame of the site.
AROUND = 2_100
# Of each answer.
HEADERS = 1_450
# As long as what a button says beside what she writes.
KEEP = "Guardar para mí sola"
# What she writes in has a script of its own; where it stands, by one of these.
WRITTEN_IN, WRITING = "js/sheet.mjs", ("data-sheet=", KEEP)


@dataclass(frozen=True, slots=True)
class Weight:
    """Bytes over the line."""

    page: int
    files: int

    @property
    def total(self) -> int:
        return self.page + self.files

    @property
    def kilobytes(self) -> int:
        """Of a thousand bytes, rounded up."""
        return -(-self.total // 1000)

    @property
    def seconds(self) -> int:
        """On a slow 3G line, rounded up."""
        return int(-(-(ROUND_TRIPS * ROUND_TRIP + 8 * self.total / RATE) // 1))


def lesson_weight(lesson: Any) -> Weight:
    """Of a lesson as it is, saved or not."""
    with translation.override(lesson.locale.language_code):
        mode = "practice" if lesson.pass_mark is None else "quiz"
        shown = {"page": lesson, "mode": mode, "keep": KEEP}
        html = render_to_string("modules/pages/lesson_weighed.html", shown)
    return Weight(_packed(html) + AROUND + HEADERS, files_weight(html))


def files_weight(html: str | None = None) -> int:
    """Bytes of what comes once: for a page with this text, or for any."""
    writes = html is None or any(mark in html for mark in WRITING)
    return _look() + sum(map(_file, (*FILES, WRITTEN_IN) if writes else FILES))


@cache
def _look() -> int:
    return _packed(text_of(STYLE))


@cache
def _file(name: str) -> int:
    path = finders.find(name)
    return HEADERS + len(brotli.compress(Path(path).read_bytes())) if isinstance(path, str) else 0


def _packed(text: str) -> int:
    return len(gzip.compress(text.encode(), 6))

"""
What a lesson weighs on her line, without its pictures and recordings: the learner's page as it is sent (gzip), and the
stylesheet and scripts it names as they are sent (brotli), on a first visit. A later visit has those files already.
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

LIMIT = 50_000
# A slow 3G line: bits a second, and seconds there and back.
RATE, ROUND_TRIP = 400_000, 0.4
# Name, connection and encryption, the page, its files.
ROUND_TRIPS = 5
FILES = ("css/site.css", "js/back.js", "js/site.mjs", "js/player.mjs", "img/icon.svg")
# What stands around the lesson's own text: the course, ways on, the frame of the site.
AROUND = 2_100
# As long as what a button says beside what she writes.
KEEP = "Guardar para mí sola"


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
    return Weight(len(gzip.compress(html.encode(), 6)) + AROUND, files_weight())


@cache
def files_weight() -> int:
    """Bytes of the files that the page of a lesson names."""
    paths = (finders.find(name) for name in FILES)
    return sum(len(brotli.compress(Path(path).read_bytes())) for path in paths if isinstance(path, str))

"""What is kept of a course she finished: it stays hers when the course is renamed, closed or deleted."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from django.conf import settings

Titles = Mapping[str, Sequence[str]]


class KeptCourse(NamedTuple):
    """How a course was called when she finished it, in the language `language`."""

    title: str
    neutral_title: str
    language: str


def kept_in(titles: Titles | None, language: str) -> KeptCourse | None:
    """
    `titles`: language to title and neutral title (Enrolment.completed_titles).

    In `language` where it had that, else in the courses' own, else in any; None where nothing is kept.
    """
    for each in (language, settings.LANGUAGE_CODE, *(titles or {})):
        if titles and each in titles:
            title, neutral_title = titles[each]
            return KeptCourse(title, neutral_title, each)
    return None

"""What she takes along of whom she went with, in words."""

from collections.abc import Sequence
from typing import Any

from learning.progress.taken import course_titles


def courses_taken(rows: Sequence[Any]) -> list[str]:
    """The courses that she takes with a trainer."""
    return course_titles([each.enrolment for each in rows])

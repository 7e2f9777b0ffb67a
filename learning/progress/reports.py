"""
How a network takes part, in numbers that point at nobody.

They are those of the last month that closed (learning.progress.months). Courses on care are not counted at all,
and networks under ten members have one word instead of numbers.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from learning.core.weeks import first_monday, month_after
from learning.networks.models import Membership, Network
from learning.progress.months import SMALL_NETWORK, Cells, cells_of, close_month, open_month


@dataclass(frozen=True)
class CourseNumbers:
    """`begun` and `finished` are None where the number may not be shown."""

    title: str
    begun: int | None
    finished: int | None


@dataclass(frozen=True)
class Participation:
    """
    Up to the end of `month`, None before the first one has closed: numbers a course, or for a small network only
    whether it was `active`, None where it was not small then. `next_on` is the day of the next numbers.
    """

    month: date | None
    small: bool
    active: bool | None
    courses: list[CourseNumbers]
    next_on: date


def participation(network: Network, titles: Mapping[UUID, str]) -> Participation:
    """`titles`: key to title of the courses to show; two queries whatever their number, once the month is closed."""
    closed = close_month(network)
    next_on = first_monday(month_after(open_month()))
    if closed is None:
        return Participation(None, False, None, [], next_on)
    members = Membership.objects.scoped(network=network).count()
    small = closed.active is not None or members < SMALL_NETWORK
    courses = [] if small else _numbers(cells_of(closed), titles)
    return Participation(closed.month, small, closed.active, courses, next_on)


def _numbers(cells: Mapping[str, Cells], titles: Mapping[UUID, str]) -> list[CourseNumbers]:
    shown = ((title, cells.get(str(key), Cells())) for key, title in titles.items())
    return [CourseNumbers(title, course.begun.shown, course.finished.shown) for title, course in shown]

"""
How a network takes part, in numbers that point at nobody (k = 5; zero counts as small).

The lead knows how many members there are. So "begun" is printed only where "not begun" could be printed too, and
"finished" only where those who have not finished are as many: of the begun where that number stands beside it, of
all members where it does not. Courses on care are not counted at all, and networks under ten members have one word
instead of numbers.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q

from learning.core.suppression import suppress_row
from learning.core.weeks import this_week
from learning.networks.models import Membership, Network
from learning.progress.models import Enrolment, LessonCompletion
from learning.progress.querysets import EnrolmentQuerySet

SMALL_NETWORK = 10
RECENT = timedelta(weeks=4)


@dataclass(frozen=True)
class CourseNumbers:
    """`begun` and `finished` are None where the number may not be shown."""

    title: str
    begun: int | None
    finished: int | None


@dataclass(frozen=True)
class Participation:
    """Either numbers a course, or for a small network only whether there was something in the last weeks."""

    small: bool
    active: bool
    courses: list[CourseNumbers]


def participation(network: Network, titles: Mapping[UUID, str]) -> Participation:
    """`titles`: course key to title of the courses that may be counted; three queries whatever their number."""
    members = Membership.objects.scoped(network=network).count()
    if members < SMALL_NETWORK:
        return Participation(True, _was_active(network, titles), [])
    return Participation(False, True, _numbers(network, titles, members))


def _numbers(network: Network, titles: Mapping[UUID, str], members: int) -> list[CourseNumbers]:
    counts = {
        row["course_key"]: (row["begun"], row["finished"])
        for row in _of_members(network, titles)
        .values("course_key")
        .annotate(begun=Count("id"), finished=Count("id", filter=Q(completed_week__isnull=False)))
        .order_by()
    }
    return [_shown(title, members, *counts.get(key, (0, 0))) for key, title in titles.items()]


def _shown(title: str, members: int, begun: int, finished: int) -> CourseNumbers:
    shown_begun = _among(begun, members)
    return CourseNumbers(title, shown_begun, _among(finished, members if shown_begun is None else begun))


def _among(part: int, whole: int) -> int | None:
    """A part of a whole that is known, or None when either side of the cut is too small to be seen."""
    (shown, _rest), _whole = suppress_row([part, whole - part])
    return shown


def _of_members(network: Network, keys: Iterable[UUID]) -> EnrolmentQuerySet:
    """Of those who belong now, so that with those who have not begun they make up the members."""
    belongs = Membership.objects.scoped(network=network).filter(account=OuterRef("account"))
    return Enrolment.objects.scoped(network=network).filter(Exists(belongs), course_key__in=list(keys))


def _was_active(network: Network, keys: Iterable[UUID]) -> bool:
    since = this_week() - RECENT
    enrolments = _of_members(network, keys)
    done = LessonCompletion.objects.scoped(network=network).filter(enrolment__in=enrolments, week__gte=since)
    return enrolments.filter(week__gte=since).exists() or done.exists()

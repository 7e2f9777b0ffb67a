"""
A network's month, closed once: what of its participation may be shown until the next one closes (k = 5).

A week belongs to the month of its Monday. What is shown is stored, so neither a second look nor the removal of a
member changes it. A number follows the one before only when it is at least five more, and only where those who are
left out of it could be shown too; else the one before stays, and "unchanged" tells nothing.
"""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from django.db.models import Count, Exists, OuterRef, Q

from learning.core.weeks import month_before, this_month, this_week
from learning.networks.models import Membership, Network
from learning.progress.models import Enrolment, LessonCompletion, NetworkMonth
from learning.progress.querysets import EnrolmentQuerySet
from modules.models import CoursePage

K = 5
SMALL_NETWORK = 10


class Cell(NamedTuple):
    """What is shown of a count, None where nothing may be, and what the count must reach before that changes."""

    shown: int | None = None
    floor: int = 0

    def after(self, count: int, whole: int, top: int) -> "Cell":
        """
        The cell a month later, when `count` of `whole` are known to be so.

        Hidden because nearly the whole is so, it stays hidden until it passes `top`: a number just above would say
        that this one was not small but large.
        """
        if count >= self.floor and min(count, whole - count) >= K:
            return Cell(count, count + K)
        return Cell(self.shown, max(self.floor, top if whole - count < K else 0))


class Cells(NamedTuple):
    """Of one course: how many of the network began it, and how many of these finished."""

    begun: Cell = Cell()
    finished: Cell = Cell()

    def after(self, begun: int, finished: int, whole: int) -> "Cells":
        """A month later. `whole`: the members, and those who began and belong no more."""
        began = self.begun.after(begun, whole, whole)
        if began.shown is not None:
            ended = self.finished.after(finished, min(begun, began.shown), begun)
        elif min(begun, whole - begun) < K:
            ended = self.finished.after(finished, whole, whole)
        else:  # Held back for the sake of last month: a number beside it would say which.
            ended = self.finished._replace(floor=max(self.finished.floor, whole))
        return Cells(began, ended)


def cells_of(month: NetworkMonth) -> dict[str, Cells]:
    """Course key, as text, to what is stored of it."""
    return {key: Cells(Cell(*begun), Cell(*ended)) for key, (begun, ended) in month.counts.items()}


def open_month() -> date:
    """The month that is still going on, by its first day."""
    return this_month(this_week())


def close_month(network: Network) -> NetworkMonth | None:
    """
    The last month that has closed, computed by whoever comes first and stored for all who come later.

    None where the network began in the month that is still open.
    """
    month = month_before(open_month())
    rows = NetworkMonth.objects.scoped(network=network)
    closed = rows.filter(month=month).first()
    if closed is None and _was_there(network):
        NetworkMonth.objects.bulk_create([_closing(network, month)], ignore_conflicts=True)
        closed = rows.get(month=month)
    return closed


def close_months() -> int:
    """Close the month of every network, as somebody's look would; how many have one."""
    return sum(close_month(network) is not None for network in Network.objects.order_by("pk"))


def _was_there(network: Network) -> bool:
    return Membership.objects.scoped(network=network).filter(joined_week__lt=open_month()).exists()


def _closing(network: Network, month: date) -> NetworkMonth:
    """The row of this month, from the row before it and from the weeks up to its end."""
    before = NetworkMonth.objects.scoped(network=network).filter(month__lt=month).order_by("month").last()
    cells = cells_of(before) if before else {}
    members = Membership.objects.scoped(network=network).count()
    small = members < SMALL_NETWORK
    if not small:
        for key, begun, finished, gone in _counts(network):
            cells[key] = cells.get(key, Cells()).after(begun, finished, members + gone)
    return NetworkMonth(
        network=network, month=month, active=_was_active(network, month) if small else None, counts=cells
    )


def _counts(network: Network) -> Iterator[tuple[str, int, int, int]]:
    """Course key, who began it, who finished it, who began it and belongs no more; up to the open month."""
    belongs = Membership.objects.scoped(network=network).filter(account=OuterRef("account"))
    rows = (
        _countable(network)
        .values("course_key")
        .annotate(
            begun=Count("id"),
            finished=Count("id", filter=Q(completed_week__lt=open_month())),
            gone=Count("id", filter=~Exists(belongs)),
        )
        .order_by()
    )
    for row in rows:
        yield str(row["course_key"]), row["begun"], row["finished"], row["gone"]


def _countable(network: Network) -> EnrolmentQuerySet:
    """Begun before the open month, in courses that are there and that nobody marked as care in any language."""
    courses = CoursePage.objects.values("translation_key")
    care = courses.filter(theme=CoursePage.Theme.CARE)
    rows = Enrolment.objects.scoped(network=network).filter(week__lt=open_month())
    return rows.filter(course_key__in=courses).exclude(course_key__in=care)


def _was_active(network: Network, month: date) -> bool:
    """Whether anybody began a course or did a lesson in this month."""
    enrolments = _countable(network)
    done = LessonCompletion.objects.scoped(network=network).filter(
        enrolment__in=enrolments, week__gte=month, week__lt=open_month()
    )
    return enrolments.filter(week__gte=month).exists() or done.exists()

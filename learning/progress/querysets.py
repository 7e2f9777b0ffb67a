"""What can be asked of progress."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Self
from uuid import UUID

from learning.core.scoping import ScopedManager, ScopedQuerySet
from learning.progress.kept import Titles
from modules.querysets import tree_stamp

if TYPE_CHECKING:
    from learning.networks.models import Membership


@dataclass(frozen=True)
class Done:
    """A lesson she has done: how (`LessonCompletion.How`), in which week, and up to which version she knows it."""

    how: str
    week: date
    known: int = 0


@dataclass
class Standing:
    """Where she stands in one course; `done` has the keys of the lessons she has done, in whatever version."""

    enrolment_id: UUID
    course_key: UUID
    week: date
    left: bool
    completed_week: date | None
    last_lesson_key: UUID | None
    completed_titles: Titles | None
    last_block: str = ""
    done: dict[UUID, Done] = field(default_factory=dict)


# What a `Standing` is made of, and then a `Done`.
COLUMNS = (
    "id",
    "course_key",
    "week",
    "left",
    "completed_week",
    "last_lesson_key",
    "completed_titles",
    "last_block",
    "completions__lesson_key",
    "completions__how",
    "completions__week",
    "completions__revision",
    "completions__read_change",
)


class EnrolmentQuerySet(ScopedQuerySet):
    def of(self, membership: "Membership") -> Self:
        """Hers, in the network of this membership."""
        return self.scoped(network=membership.network_id).filter(account=membership.account_id)

    def standings(self) -> dict[UUID, Standing]:
        """Course key to standing, with the lessons done; one query."""
        return _standings(self.order_by("week", "id").values_list(*COLUMNS))

    def standing_and_stamp(self, course_key: UUID) -> tuple[Standing | None, str | None]:
        """Her standing in this course, and with it `modules.querysets.tree_stamp`; one query, None without a row."""
        rows = list(self.filter(course_key=course_key).values_list(tree_stamp(), *COLUMNS))
        standing = _standings(row[1:] for row in rows).get(course_key)
        return standing, rows[0][0] if rows else None

    def standings_by_network(self) -> dict[UUID, dict[UUID, Standing]]:
        """The same of each network, which may have the same course; one query."""
        rows = self.order_by("network", "week", "id").values_list("network", *COLUMNS)
        networks = groupby(rows, key=itemgetter(0))
        return {network: _standings(row[1:] for row in of_it) for network, of_it in networks}


class EnrolmentManager(ScopedManager.from_queryset(EnrolmentQuerySet)):  # type: ignore[misc]
    pass


def _standings(rows: Iterable[tuple[Any, ...]]) -> dict[UUID, Standing]:
    found: dict[UUID, Standing] = {}
    for *enrolment, lesson_key, how, week, taken, read in rows:
        standing = Standing(*enrolment)
        standing = found.setdefault(standing.course_key, standing)
        if lesson_key is not None:
            standing.done[lesson_key] = Done(how, week, max(taken or 0, read or 0))
    return found

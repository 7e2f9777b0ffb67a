"""Who accompanies a course, with whom she goes in it, and how she reaches her."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef

from learning.cohorts.models import Cohort, CohortMember
from learning.cohorts.querysets import CohortQuerySet
from learning.core.scoping import ScopedQuerySet
from learning.networks.models import Membership
from learning.progress.access import open_courses
from modules.outline import Outline


@dataclass(frozen=True)
class Company:
    """Of one course: the cohort of a trainer herself, the one she goes with, and the others."""

    own: Cohort | None
    others: Sequence[Cohort]
    chosen: Cohort | None


def company(membership: Membership, course_key: UUID) -> Company:
    """Who accompanies this course. One query."""
    hers = Exists(_mine(membership).filter(cohort=OuterRef("pk")))
    cohorts = _standing(membership).filter(course_key=course_key).annotate(chosen=hers)
    found = list(cohorts.order_by("account__pseudonym", "pk"))
    return Company(
        own=next((each for each in found if each.account_id == membership.account_id), None),
        others=[each for each in found if each.account_id != membership.account_id and not each.chosen],
        chosen=next((each for each in found if each.chosen), None),
    )


def trainers_of(membership: Membership) -> Sequence[tuple[Cohort, Outline]]:
    """
    The cohorts she goes with in this network, each with its course: those she has not put aside and can open. Two
    queries, one where there is none.
    """
    mine = _mine(membership).filter(enrolment__left=False)
    found = _standing(membership).filter(pk__in=mine.values("cohort")).order_by("account__pseudonym", "pk")
    courses = open_courses(membership) if found else {}
    return [(each, courses[each.course_key]) for each in found if each.course_key in courses]


def own_cohort(membership: Membership, course_key: UUID) -> Cohort | None:
    """Of this course the one of a trainer herself."""
    return _standing(membership).filter(account=membership.account_id, course_key=course_key).first()


def cohort_of_another(membership: Membership, course_key: UUID, key: UUID | None) -> Cohort | None:
    """One that she may go with in this course."""
    others = _standing(membership).exclude(account=membership.account_id)
    return others.filter(course_key=course_key, pk=key).first()


def _standing(membership: Membership) -> CohortQuerySet:
    found: CohortQuerySet = Cohort.objects.scoped(network=membership.network_id).standing()
    return found


def _mine(membership: Membership) -> ScopedQuerySet:
    rows: ScopedQuerySet = CohortMember.objects.scoped(network=membership.network_id)
    return rows.filter(enrolment__account=membership.account_id)

"""What goes by itself of who accompanies whom."""

from django.db.models import QuerySet

from learning.cohorts.models import Cohort, CohortMember
from learning.core.purging import Limit
from learning.core.weeks import months_ago
from learning.progress.limits import MONTHS

_WHY = "the purge goes through every network"


def cohort_limits() -> list[Limit]:
    return [
        Limit("who went with which trainer", f"{MONTHS} months after the course", _finished),
        Limit("courses accompanied", "when she is no trainer any more, or the course is deleted", _over),
    ]


def _finished() -> QuerySet:
    rows = CohortMember.objects.unscoped(reason=_WHY)
    return rows.filter(enrolment__completed_week__lt=months_ago(MONTHS))


def _over() -> QuerySet:
    return Cohort.objects.unscoped(reason=_WHY).over()

"""Accompanying a course and ending that; going with a trainer and no more. Twice is once."""

from uuid import UUID

from django.db import transaction

from learning.cohorts.models import Cohort, CohortMember
from learning.core.forgetting import forget_on_disk
from learning.networks.models import Membership
from learning.progress.models import Enrolment


@transaction.atomic
def accompany(*, by: Membership, course_key: UUID, reach: str) -> Cohort:
    """She accompanies this course, and is reached so; where she does already, she is reached otherwise."""
    cohort, made = Cohort.objects.get_or_create(
        network=by.network, account=by.account, course_key=course_key, defaults={"reach": reach}
    )
    if not made:
        cohort.account, cohort.reach = by.account, reach
        cohort.save(update_fields=["reach"])
    return cohort


def end(*, by: Membership, course_key: UUID) -> None:
    """She accompanies it no more. Who went with whom goes with it."""
    mine = Cohort.objects.scoped(network=by.network_id).filter(account=by.account_id, course_key=course_key)
    gone, _rows = mine.delete()
    if gone:
        forget_on_disk()


@transaction.atomic
def join(*, by: Membership, cohort: Cohort) -> bool:
    """
    She takes the course with this trainer and no other. Enrolment.DoesNotExist where she does not take it; False where
    the cohort ended meanwhile: then nothing is changed.
    """
    enrolment = Enrolment.objects.of(by).select_for_update().get(course_key=cohort.course_key, left=False)
    stands = Cohort.objects.scoped(network=by.network_id).select_for_update().filter(pk=cohort.pk).exists()
    if stands:
        mine = CohortMember.objects.scoped(network=by.network_id)
        mine.update_or_create(enrolment=enrolment, defaults={"network": by.network, "cohort": cohort})
    return stands


def leave(*, by: Membership, course_key: UUID) -> None:
    """She goes on without company."""
    rows = CohortMember.objects.scoped(network=by.network_id)
    rows.filter(enrolment__account=by.account_id, enrolment__course_key=course_key).delete()

"""What can be asked of cohorts."""

from typing import Self

from django.db.models import Exists, OuterRef

from learning.core.scoping import ScopedManager, ScopedQuerySet
from learning.networks.models import Membership, Role
from modules.models import CoursePage


class CohortQuerySet(ScopedQuerySet):
    def standing(self) -> Self:
        """Those whose trainer is one still, each with her account."""
        rows = Membership.objects.unscoped(reason="of the network of each cohort")
        hers = rows.filter(network=OuterRef("network"), account=OuterRef("account"), role=Role.TRAINER)
        return self.filter(Exists(hers)).select_related("account")

    def over(self) -> Self:
        """The others, and those of a course that is nowhere any more."""
        course = CoursePage.objects.filter(translation_key=OuterRef("course_key"))
        return self.exclude(Exists(course), pk__in=self.standing().values("pk"))


class CohortManager(ScopedManager.from_queryset(CohortQuerySet)):  # type: ignore[misc]
    pass

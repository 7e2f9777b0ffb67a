"""Who accompanies a course, and who goes with her."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from learning.accounts.sealed import AuthoredTextField
from learning.cohorts.querysets import CohortManager
from learning.cohorts.taken import courses_taken
from learning.core.privacy import DELETE, PERSONAL, PLAIN, SENSITIVE
from learning.core.weeks import this_week
from learning.networks.querysets import NetworkOwned
from learning.progress.taken import courses_now

REACH_LENGTH = 500


class Cohort(NetworkOwned):
    """A trainer (`account`) accompanies a course in her network; `reach`: how she is found by those who go with her."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    course_key = models.UUIDField(_("curso"))
    reach = AuthoredTextField(_("cómo hablar contigo"), author_field="account")
    week = models.DateField(_("desde la semana"), default=this_week)

    objects: ClassVar[CohortManager] = CohortManager()

    class Meta:
        verbose_name_plural = _("cursos que acompañas")
        constraints = [
            models.UniqueConstraint(fields=["network", "account", "course_key"], name="cohort_once")
        ]

    class Privacy:
        fields = {
            "id": PLAIN,
            "network": PLAIN,
            "account": PERSONAL,
            "course_key": PLAIN,
            "reach": SENSITIVE,
            "week": PLAIN,
        }
        on_erase = {"account": DELETE}
        exported = ("course_key", "reach", "week")
        words = {"course_key": courses_now}

    def __str__(self) -> str:
        return f"{self.course_key} · {self.week}"


class CohortMember(NetworkOwned):
    """She takes the course with this trainer. Nobody else is shown it, and no number is made of it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="members")
    enrolment = models.OneToOneField(
        "progress.Enrolment", on_delete=models.CASCADE, related_name="+", verbose_name=_("curso")
    )

    class Meta:
        verbose_name_plural = _("cursos en que vas con una facilitadora")

    class Privacy:
        fields = dict.fromkeys(("id", "network", "cohort", "enrolment"), PERSONAL)
        on_erase = {"enrolment__account": DELETE}
        exported = ("enrolment",)
        words = {"enrolment": courses_taken}

    def __str__(self) -> str:
        return str(self.cohort_id)

"""What takes long: a course that goes out or comes in, while she who asked for it does something else."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from learning.core.privacy import DELETE, PERSONAL, PLAIN, SENSITIVE


class Work(models.Model):
    """
    A piece of long work about a page: how far it is, what came of it. Only she who asked for it sees it.

    What she sent and what she gets are files sealed under `data_key` (modules.exchange.sealed): without this row
    nobody can read them.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("en espera")
        RUNNING = "running", _("en marcha")
        DONE = "done", _("lista")
        FAILED = "failed", _("no se pudo")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=20)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    # Until which second it counts as being done; then it is taken up again or given up.
    lease = models.BigIntegerField(default=0)
    tries = models.PositiveSmallIntegerField(default=0)
    # Language and manner in which it speaks to her.
    speaks = models.CharField(max_length=16, default="es")
    # Sentences for her, and the paths of files of courses that were written for it.
    said = models.JSONField(default=list)
    wrote = models.JSONField(default=list)
    made = models.ForeignKey(Page, null=True, on_delete=models.SET_NULL, related_name="+")
    data_key = models.BinaryField()
    asked_day = models.DateField(default=timezone.localdate)

    class Meta:
        # Of one day, what is not done yet comes first.
        ordering = ["-asked_day", "-state"]
        indexes = [models.Index(fields=["account", "page"], name="work_of_hers")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=["waiting", "running", "done", "failed"]), name="work_state"
            )
        ]

    class Privacy:
        fields = {
            **dict.fromkeys(
                ("id", "kind", "state", "done", "total", "lease", "tries", "wrote", "speaks"), PLAIN
            ),
            **dict.fromkeys(("page", "made", "asked_day", "account"), PERSONAL),
            **dict.fromkeys(("said", "data_key"), SENSITIVE),
        }
        on_erase = {"account": DELETE}

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    @property
    def is_over(self) -> bool:
        return self.state in (self.State.DONE, self.State.FAILED)

    @property
    def percent(self) -> int:
        """How far it is, of a hundred."""
        return min(100, 100 * self.done // self.total) if self.total else 0

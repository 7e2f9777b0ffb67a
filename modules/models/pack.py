"""A course as a file for whoever takes it: made once for a version of it, the same for all, of nobody."""

import uuid

from django.db import models
from wagtail.models import Page

from learning.core.privacy import PLAIN


class Pack(models.Model):
    """A course in one form and version, as far as it is made. The file is sealed under `data_key`, as long work is."""

    class State(models.TextChoices):
        WAITING = "waiting"
        DONE = "done"
        FAILED = "failed"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=20)
    version = models.CharField(max_length=32)
    # Its language and, of one that has several, the manner in which it addresses her: "es-x-vos".
    speaks = models.CharField(max_length=16)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    # Until which second it counts as being made.
    lease = models.BigIntegerField(default=0)
    size = models.PositiveBigIntegerField(default=0)
    data_key = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["page", "kind", "version", "speaks"], name="pack_made_once"),
            models.CheckConstraint(
                condition=models.Q(state__in=["waiting", "done", "failed"]), name="pack_state"
            ),
        ]

    class Privacy:
        fields = dict.fromkeys(
            ("id", "page", "kind", "version", "speaks", "state", "lease", "size", "data_key"), PLAIN
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

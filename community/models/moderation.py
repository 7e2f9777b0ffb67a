"""What members report and what moderators decide."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from community.models.forum import Post, Topic
from community.querysets import PostReportManager
from learning.accounts.sealed import AuthoredTextField
from learning.core.crypto import SealedTextField
from learning.core.privacy import DELETE, PERSONAL, PLAIN, SENSITIVE, blank
from learning.core.weeks import this_week
from learning.networks.querysets import NetworkOwned


class PostReport(NetworkOwned):
    """A member says that a post does harm, and how."""

    class Why(models.TextChoices):
        EXPOSES = "exposes", _("Expone a alguien")
        SECURITY = "security", _("Pone en riesgo la seguridad")
        VIOLENCE = "violence", _("Es violento o insulta")
        INFILTRATION = "infiltration", _("Sospecho que alguien se infiltró")
        OTHER = "other", _("Otra cosa")

    class State(models.TextChoices):
        OPEN = "open", _("Abierto")
        CLOSED = "closed", _("Atendido")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="reports")
    reporter = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="+"
    )
    why = models.CharField(_("qué pasa"), max_length=12, choices=Why.choices)
    note = AuthoredTextField(_("nota"), author_field="reporter", blank=True)
    state = models.CharField(max_length=6, choices=State.choices, default=State.OPEN)
    week = models.DateField(_("semana"), default=this_week)

    objects = PostReportManager()  # type: ignore[misc]

    class Meta:
        verbose_name_plural = _("avisos que diste en el foro")
        constraints = [
            models.UniqueConstraint(fields=["post", "reporter"], name="post_reported_once"),
            models.CheckConstraint(
                condition=Q(why__in=["exposes", "security", "violence", "infiltration", "other"]),
                name="report_why_known",
            ),
            models.CheckConstraint(condition=Q(state__in=["open", "closed"]), name="report_state_known"),
        ]
        indexes = [models.Index(fields=["network", "state"], name="report_queue")]

    class Privacy:
        fields = {
            "id": PLAIN,
            "network": PLAIN,
            "post": PLAIN,
            "reporter": PERSONAL,
            "why": PERSONAL,
            "note": SENSITIVE,
            "state": PLAIN,
            "week": PLAIN,
        }
        on_erase = {"reporter": DELETE}
        exported = ("why", "note", "week")

    def __str__(self) -> str:
        return f"{self.why} {self.state}"


class ModerationEntry(NetworkOwned):
    """
    One decision about a post or a topic: from which state to which, why, by which role, on which day.
    `number` is the forum's activity number, which puts the decisions of a day in their order.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="entries")
    post = models.ForeignKey(Post, null=True, on_delete=models.CASCADE, related_name="entries")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    number = models.BigIntegerField()
    by_role = models.CharField(max_length=10)
    from_state = models.CharField(max_length=9)
    to_state = models.CharField(max_length=9)
    reason = SealedTextField(_("motivo"), blank=True)
    day = models.DateField()

    class Meta:
        verbose_name_plural = _("motivos que escribiste al moderar")
        indexes = [models.Index(fields=["network", "day"], name="moderation_by_day")]

    class Privacy:
        fields = {
            "id": PLAIN,
            "network": PLAIN,
            "topic": PLAIN,
            "post": PLAIN,
            "by": PERSONAL,
            "by_role": PLAIN,
            "from_state": PLAIN,
            "to_state": PLAIN,
            "reason": SENSITIVE,
            "number": PLAIN,
            "day": PLAIN,
        }
        on_erase = {"by": blank("reason"), "post__author": blank("reason")}
        exported = ("reason",)
        exported_by = ("by",)

    def __str__(self) -> str:
        return f"{self.from_state} → {self.to_state}"

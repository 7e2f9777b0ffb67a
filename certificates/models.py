"""Certificates: what a paper says, without the name on it."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from learning.core.privacy import PERSONAL, PLAIN, SENSITIVE, blank
from learning.core.weeks import this_month
from learning.networks.querysets import NetworkOwned


class Certificate(NetworkOwned):
    """
    A paper that was given out. It knows neither its code nor the name that was printed: the code is kept as
    a fingerprint to look it up, the name as an HMAC under a key made from the code. The row outlives the
    account, so the paper stays valid when she leaves.
    """

    class Reason(models.TextChoices):
        MISTAKE = "mistake", _("Se emitió por error")
        REPLACED = "replaced", _("Hay una más nueva")
        ASKED = "asked", _("Ella lo pidió")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="certificates"
    )
    code_fingerprint = models.CharField(max_length=64, unique=True)
    name_mac = models.CharField(max_length=64)
    course_key = models.UUIDField()
    # Which of her papers of this course it is, as nothing else tells two of one month apart.
    number = models.PositiveIntegerField(_("número"), default=1)
    title = models.CharField(_("título"), max_length=255)
    # Not always the paper's: a course has its name in the languages it was given in.
    title_language = models.CharField(max_length=10)
    hours = models.DecimalField(_("horas"), max_digits=4, decimal_places=1)
    language = models.CharField(_("lengua"), max_length=10)
    month = models.DateField(_("mes"), default=this_month)
    revoked_month = models.DateField(null=True)
    revoked_reason = models.CharField(max_length=10, blank=True, choices=Reason.choices)

    class Meta:
        verbose_name_plural = _("tus constancias")
        constraints = [
            models.CheckConstraint(
                condition=Q(revoked_month__isnull=True, revoked_reason="")
                | (Q(revoked_month__isnull=False) & ~Q(revoked_reason="")),
                name="certificate_revoked_with_reason",
            )
        ]
        indexes = [models.Index(fields=["account", "course_key"], name="certificate_of_account")]

    class Privacy:
        fields = {
            "id": PLAIN,
            "network": PLAIN,
            "account": PERSONAL,
            "code_fingerprint": SENSITIVE,
            "name_mac": SENSITIVE,
            "course_key": PLAIN,
            "number": PLAIN,
            "title": PLAIN,
            "title_language": PLAIN,
            "hours": PLAIN,
            "language": PLAIN,
            "month": PLAIN,
            "revoked_month": PLAIN,
            "revoked_reason": PLAIN,
        }
        on_erase = {"account": blank()}
        exported = ("title", "number", "hours", "month", "language")

    def __str__(self) -> str:
        return f"{self.title} {self.month}"

    def get_language_display(self) -> str:
        return str(dict(settings.LANGUAGES).get(self.language, self.language))

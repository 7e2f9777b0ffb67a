"""Languages and varieties in which a lesson can be heard: records, so that a new one needs no programmer."""

import uuid

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from learning.core.privacy import PLAIN

# As languages are named in HTML.
CODE = r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*"


class LanguageVariety(models.Model):
    """A language as it is spoken somewhere. Courses are not written in it; recordings speak it."""

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    name = models.CharField(
        _("nombre"), max_length=80, help_text=_("Como la llama quien la habla: K'iche', Garífuna…")
    )
    region = models.CharField(
        _("de dónde"), max_length=120, blank=True, help_text=_("Para distinguir variedades de una lengua.")
    )
    code = models.CharField(
        _("código"),
        max_length=35,
        blank=True,
        help_text=_("El de ISO 639-3, si tiene: quc, mam… Lo usan los lectores de pantalla."),
        validators=[RegexValidator(rf"^{CODE}\Z", _("Solo letras sin acento, como quc o mam."))],
    )

    panels = [FieldPanel("name"), FieldPanel("region"), FieldPanel("code")]

    class Meta:
        verbose_name = _("lengua hablada")
        verbose_name_plural = _("lenguas habladas")
        ordering = ["name", "region", "pk"]
        constraints = [models.UniqueConstraint(fields=["name", "region"], name="variety_once")]

    class Privacy:
        fields = dict.fromkeys(("id", "key", "name", "region", "code"), PLAIN)

    def __str__(self) -> str:
        return f"{self.name} ({self.region})" if self.region else self.name

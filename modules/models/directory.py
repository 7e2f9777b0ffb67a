"""The directory: mechanisms, funds and whoever else can help, each with its source and the day it was checked."""

from datetime import date, timedelta
from typing import Any

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail_localize.fields import SynchronizedField

from learning.core.privacy import PLAIN
from modules.blocks.text import PLAIN_FEATURES
from modules.countries import country_name
from modules.entry_form import EntryForm
from modules.models.base import PAGE_FIELDS, ContentPage

# What is a fact, not a word, is one for all languages.
FACTS = (
    "system",
    "countries",
    "happened",
    "danger",
    "needs",
    "phone",
    "mail",
    "web",
    "urgent",
    "to_confirm",
    "checked_on",
    "review_by",
)
WORDS = (
    "languages",
    "what",
    "about",
    "who",
    "submission",
    "reach",
    "cost",
    "confidential",
    "source",
    "cared_by",
)


def in_three_months() -> date:
    """Laws, telephones and amounts change."""
    return timezone.localdate() + timedelta(days=90)


class DirectoryPage(ContentPage):
    """Where the entries of one place stand: those of a network for its members, those of a shared place for all."""

    preview_modes: list[tuple[str, Any]] = []
    max_count_per_parent = 1
    parent_page_types = ["modules.CourseIndexPage"]
    subpage_types = ["modules.EntryPage"]

    class Meta:
        verbose_name = _("directorio")
        verbose_name_plural = _("directorios")

    class Privacy:
        fields = PAGE_FIELDS


class EntryPage(ContentPage):
    """A mechanism, a fund or an organisation: what for, for whom, what it asks, and how old what we know is."""

    class System(models.TextChoices):
        UN = "un", _("Naciones Unidas")
        INTER_AMERICAN = "inter_american", _("Sistema interamericano")
        NATIONAL = "national", _("Del país")
        FUND = "fund", _("Fondo o apoyo de emergencia")
        NETWORK = "network", _("Red u organización")

    base_form_class = EntryForm
    override_translatable_fields = [SynchronizedField(name, overridable=False) for name in ("slug", *FACTS)]
    opaque_prefix = "d"
    preview_template = "modules/pages/entry_preview.html"
    parent_page_types = ["modules.DirectoryPage"]
    subpage_types: list[str] = []

    system = models.CharField(_("de qué sistema"), max_length=16, choices=System.choices)
    countries = models.JSONField(_("en qué países"), default=list, blank=True)
    languages = models.CharField(_("en qué lenguas atiende"), max_length=160, blank=True)
    what = models.CharField(_("para qué sirve, en una frase"), max_length=300)
    about = RichTextField(_("lo que conviene saber"), features=PLAIN_FEATURES, blank=True)
    who = models.CharField(_("quién puede usarlo"), max_length=400, blank=True)
    happened = models.JSONField(_("qué pasó"), default=list, blank=True)
    danger = models.JSONField(_("qué tan pronto está el peligro"), default=list, blank=True)
    needs = models.JSONField(_("qué puede dar"), default=list, blank=True)
    # Not `contains`: in its form that would stand in place of what every element of a page can do.
    submission = models.TextField(
        _("qué debe llevar lo que se envía"),
        blank=True,
        help_text=_("Un punto por línea. Se puede imprimir y marcar."),
    )
    phone = models.CharField(
        _("teléfono"),
        max_length=40,
        blank=True,
        validators=[
            RegexValidator(r"^\+?[\d ]+$", _("Solo números y espacios; con + si lleva código de país."))
        ],
    )
    mail = models.EmailField(_("correo"), blank=True)
    web = models.URLField(_("página"), blank=True)
    reach = models.CharField(_("cómo acudir, en palabras"), max_length=300, blank=True)
    cost = models.CharField(_("cuánto cuesta"), max_length=160, blank=True)
    confidential = models.CharField(_("quién sabrá de ella y qué se publica"), max_length=400, blank=True)
    urgent = models.BooleanField(
        _("contacto urgente"),
        default=False,
        help_text=_("En el lugar de todas se ve en «Contactos urgentes» sin entrar, y la lee cualquiera."),
    )
    to_confirm = models.BooleanField(
        _("por confirmar"),
        default=True,
        help_text=_(
            "Se leyó y nadie lo ha comprobado, o las fuentes no dicen lo mismo. Se dice en palabras."
        ),
    )
    source = models.CharField(_("de dónde viene"), max_length=300)
    checked_on = models.DateField(_("revisado el"), default=timezone.localdate)
    review_by = models.DateField(_("revisar antes del"), default=in_three_months)
    cared_by = models.CharField(
        _("quién lo cuida"),
        max_length=120,
        help_text=_("Un equipo o un rol, en palabras. Nunca el nombre de una persona."),
    )

    content_panels = [
        *ContentPage.content_panels,
        FieldPanel("what"),
        FieldPanel("system"),
        MultiFieldPanel(
            [FieldPanel("countries"), FieldPanel("happened"), FieldPanel("danger"), FieldPanel("needs")],
            heading=_("Para quién y cuándo (nada marcado: para todo)"),
            classname="collapsed",
        ),
        FieldPanel("who"),
        FieldPanel("about"),
        FieldPanel("submission"),
        MultiFieldPanel(
            [
                FieldPanel(name)
                for name in ("phone", "mail", "web", "reach", "languages", "cost", "confidential")
            ],
            heading=_("Cómo acudir"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("urgent"),
                FieldPanel("to_confirm"),
                FieldPanel("source"),
                FieldRowPanel([FieldPanel("checked_on"), FieldPanel("review_by")]),
                FieldPanel("cared_by"),
            ],
            heading=_("De dónde viene y cuándo se revisa"),
        ),
    ]

    class Meta:
        verbose_name = _("ficha del directorio")
        verbose_name_plural = _("fichas del directorio")
        constraints = [
            models.CheckConstraint(
                condition=Q(review_by__gt=F("checked_on")),
                name="entry_reviewed_after_checked",
                violation_error_message=_("La próxima revisión va después de la última."),
            )
        ]

    class Privacy:
        fields: dict[str, Any] = {**PAGE_FIELDS, **dict.fromkeys((*FACTS, *WORDS), PLAIN)}

    @property
    def phone_link(self) -> str:
        """As a telephone dials it."""
        return self.phone.replace(" ", "")

    @property
    def points(self) -> list[str]:
        """What a submission must contain, point by point."""
        return [line.strip() for line in self.submission.splitlines() if line.strip()]

    @property
    def country_names(self) -> list[str]:
        return sorted(country_name(code) for code in self.countries)

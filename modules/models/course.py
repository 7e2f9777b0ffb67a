"""A network's place in the tree, its courses, and their modules."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail_localize.fields import SynchronizedField

from learning.core.privacy import PLAIN
from modules.before import BeforePanel, CourseForm
from modules.blocks.text import PLAIN_FEATURES
from modules.models.base import PAGE_FIELDS, ContentPage


class CourseIndexPage(Page):
    """The place of one network: its courses live below, and nobody else's."""

    parent_page_types = ["modules.HomePage"]
    subpage_types = ["modules.CoursePage", "modules.DirectoryPage"]
    preview_modes: list[tuple[str, Any]] = []
    # The courses of a shared place are open to the members of every network.
    shared = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("lugar de una red")
        verbose_name_plural = _("lugares de redes")

    class Privacy:
        fields = {**PAGE_FIELDS, "shared": PLAIN}


class CoursePage(ContentPage):
    """A course: modules of lessons, hours, and the dull title a certificate may bear."""

    class Theme(models.TextChoices):
        RISK = "risk", _("Prevención de riesgos")
        MECHANISMS = "mechanisms", _("Mecanismos de derechos")
        CARE = "care", _("Cuidados")

    base_form_class = CourseForm
    override_translatable_fields = [SynchronizedField(name, overridable=False) for name in ("slug", "before")]
    opaque_prefix = "c"
    preview_template = "modules/pages/course_preview.html"
    parent_page_types = ["modules.CourseIndexPage"]
    subpage_types = ["modules.ModulePage"]

    theme = models.CharField(_("tema"), max_length=12, choices=Theme.choices, default=Theme.RISK)
    summary = models.CharField(_("de qué trata"), max_length=300, blank=True)
    intro = RichTextField(_("presentación"), features=PLAIN_FEATURES, blank=True)
    neutral_title = models.CharField(
        _("título neutro"),
        max_length=80,
        default="Curso",
        help_text=_("Para la constancia, si ella prefiere que no diga de qué trata."),
    )
    hours = models.DecimalField(_("horas"), max_digits=4, decimal_places=1, default=2)
    credit = models.CharField(
        _("de quién es"),
        max_length=300,
        blank=True,
        help_text=_("Quién lo escribió, o de qué curso viene. Un colectivo o una red, no una persona."),
    )
    licence = models.CharField(
        _("licencia"),
        max_length=80,
        blank=True,
        help_text=_("Lo que otras pueden hacer con él: CC BY-SA 4.0."),
    )

    # Keys of courses that help to understand this one (modules.before).
    before = models.JSONField(_("antes conviene"), default=list, blank=True)

    content_panels = [
        *ContentPage.content_panels,
        FieldPanel("theme"),
        FieldPanel("summary"),
        FieldPanel("intro"),
        BeforePanel("before"),
        FieldPanel("neutral_title"),
        FieldPanel("hours"),
        FieldPanel("credit"),
        FieldPanel("licence"),
    ]

    class Meta:
        verbose_name = _("curso")
        verbose_name_plural = _("cursos")
        constraints = [models.CheckConstraint(condition=Q(hours__gt=0), name="course_hours_positive")]

    class Privacy:
        fields = {
            **PAGE_FIELDS,
            "theme": PLAIN,
            "summary": PLAIN,
            "intro": PLAIN,
            "neutral_title": PLAIN,
            "hours": PLAIN,
            "credit": PLAIN,
            "licence": PLAIN,
            "before": PLAIN,
        }


class ModulePage(ContentPage):
    """A part of a course: lessons that belong together."""

    preview_modes: list[tuple[str, Any]] = []
    parent_page_types = ["modules.CoursePage"]
    subpage_types = ["modules.LessonPage"]

    class Meta:
        verbose_name = _("módulo")
        verbose_name_plural = _("módulos")

    class Privacy:
        fields = PAGE_FIELDS

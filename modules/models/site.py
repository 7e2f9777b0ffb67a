"""The root of the pages of one language."""

from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from modules.models.base import PAGE_FIELDS


class HomePage(Page):
    """The root of a language. Holds the networks' places; what visitors see at `/` is a view."""

    preview_modes: list[tuple[str, str]] = []
    max_count_per_parent = 1
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["modules.CourseIndexPage"]

    class Meta:
        verbose_name = _("raíz de una lengua")
        verbose_name_plural = _("raíces de lenguas")

    class Privacy:
        fields = PAGE_FIELDS

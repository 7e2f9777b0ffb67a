"""The root of the pages of one language."""

from wagtail.models import Page

from modules.models.base import PAGE_FIELDS


class HomePage(Page):
    """The root of a language. Holds the networks' places; what visitors see at `/` is a view."""

    preview_modes: list[tuple[str, str]] = []
    max_count_per_parent = 1
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["modules.CourseIndexPage"]

    class Privacy:
        fields = PAGE_FIELDS

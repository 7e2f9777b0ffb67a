"""What templates of the editor need."""

from typing import Any

from django import template

from modules.models.base import ContentPage
from modules.overview import overview_of

register = template.Library()


@register.inclusion_tag("modules/editor/_overview.html")
def overview(page: Any) -> dict[str, Any]:
    """What the trainer is told of a page as it was saved last."""
    return {"overview": overview_of(page) if isinstance(page, ContentPage) else None, "in_form": True}

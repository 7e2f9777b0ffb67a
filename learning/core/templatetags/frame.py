"""What the page frame itself needs: where she is in the navigation."""

from typing import Any

from django import template
from django.urls import reverse

register = template.Library()


@register.inclusion_tag("components/_nav_item.html", takes_context=True)
def nav_item(context: template.Context, url_name: str, label: str) -> dict[str, Any]:
    """An entry of the navigation; it is current on its own address and on every address below it."""
    href = reverse(url_name)
    path = context["request"].path if "request" in context else ""
    return {"href": href, "label": label, "current": path == href or (href != "/" and path.startswith(href))}

"""What the page frame itself needs: where she is in the navigation."""

from typing import Any

from django import template

register = template.Library()


@register.inclusion_tag("components/_nav_item.html", takes_context=True)
def nav_item(context: template.Context, href: str, label: str) -> dict[str, Any]:
    """An entry of the navigation; it is current on its own address and on every address below it."""
    path = context["request"].path
    return {"href": href, "label": label, "current": path == href or (href != "/" and path.startswith(href))}

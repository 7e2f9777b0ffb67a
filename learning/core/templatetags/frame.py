"""What the page frame itself needs: where she is in the navigation."""

from typing import Any

from django import template

register = template.Library()


@register.inclusion_tag("components/_nav_item.html", takes_context=True)
def nav_item(context: template.Context, href: str, label: str, *also: str) -> dict[str, Any]:
    """An entry of the navigation, current on its own address, below it and below `also`.

    Addresses and no names: the frame must come even when an app behind it does not.
    """
    path = context["request"].path
    below = (*also, href) if href != "/" else also
    current = "page" if path == href else "true" if path.startswith(below) else ""
    return {"href": href, "label": label, "current": current}

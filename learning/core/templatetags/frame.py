"""What the page frame itself needs: where she is in the navigation."""

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from learning.core import at_once, pausing

register = template.Library()
MARKS = {mark: mark_safe(f' aria-current="{mark}"') for mark in ("page", "true")}  # noqa: S308 (two words of ours)


@register.simple_tag(takes_context=True)
def nav_item(context: template.Context, href: str, label: str, *also: str) -> SafeString:
    """An entry of the navigation, current on its own address, below it and below `also`.

    Addresses and no names: the frame must come even when an app behind it does not. No template of its own: six
    of them took as long as the words of a lesson.
    """
    path = context["request"].path
    below = (*also, href) if href != "/" else also
    current = "page" if path == href else "true" if path.startswith(below) else ""
    return format_html('<li><a href="{}"{}>{}</a></li>', href, MARKS.get(current, ""), label)


@register.simple_tag(takes_context=True)
def site_pause(context: template.Context) -> pausing.Said | None:
    """See `learning.core.pausing.said_to`."""
    return pausing.said_to(context["request"])


@register.simple_tag(takes_context=True)
def stylesheet(context: template.Context, kept: bool = False) -> SafeString:
    """
    Where she comes from elsewhere it stands in the page, and its file comes after what she reads, for
    the next one; `kept`: in a page that a phone keeps, which is the same however she came.
    """
    href = static(at_once.STYLE)
    if kept or not at_once.arrives(context.get("request")):
        return format_html('<link rel="stylesheet" href="{}">', href)
    inside = at_once.text_of(at_once.STYLE)
    return format_html('<style>{}</style><link rel="stylesheet" href="{}" media="print">', inside, href)


@register.simple_tag
def blank_on_back(word: str) -> SafeString:
    """See the script."""
    return format_html('<script data-on="{}">{}</script>', word, at_once.text_of(at_once.SCRIPT))

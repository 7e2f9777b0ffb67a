import json
from typing import Any

from django import template
from django.core.serializers.json import DjangoJSONEncoder

from learning.accounts import ended, kept

register = template.Library()


@register.filter
def as_json(value: Any) -> str:
    """For a data attribute; escaped as any other text."""
    return json.dumps(value, cls=DjangoJSONEncoder)


@register.inclusion_tag("account/_given_back.html", takes_context=True)
def given_back(context: template.Context) -> dict[str, str]:
    """On a page that refuses: the words that she sent to it, to copy."""
    request: Any = context.get("request")
    return {"words": kept.given_back(request) if hasattr(request, "user") else ""}


@register.inclusion_tag("account/_ended.html", takes_context=True)
def session_ended(context: template.Context) -> dict[str, str]:
    """At the door: that her session ended, and what became of what she was doing."""
    return {"how": ended.how(context["request"])}

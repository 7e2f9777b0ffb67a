import json
from typing import Any

from django import template
from django.core.serializers.json import DjangoJSONEncoder
from django.utils.safestring import SafeString

from learning.accounts import kept

register = template.Library()


@register.filter
def as_json(value: Any) -> str:
    """For a data attribute; escaped as any other text."""
    return json.dumps(value, cls=DjangoJSONEncoder)


@register.simple_tag(takes_context=True)
def owner_field(context: template.Context) -> SafeString:
    """Her mark, for a form whose view keeps words (learning.accounts.kept)."""
    return kept.owner_field(context["user"])

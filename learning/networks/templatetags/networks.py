from django import template
from django.utils.safestring import SafeString

from learning.networks import words

register = template.Library()


@register.simple_tag(takes_context=True)
def written_here(context: template.Context) -> SafeString:
    """See `learning.networks.words`."""
    return words.written_here(context["request"])

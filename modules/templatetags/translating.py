"""What the page of a translation shows above it."""

from typing import Any

from django import template
from wagtail_localize.models import Translation

from modules.lateness import agreed

register = template.Library()


@register.inclusion_tag("modules/translating/_above.html")
def agreed_words(translation: Translation) -> dict[str, Any]:
    source = translation.source.object.get_instance_or_none(translation.source.locale)
    return {"translation": translation, "agreed": agreed(translation), "source": source}

"""The entries that the cards of a lesson show: of its own place and of the shared ones, and of no other network."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.utils.translation import get_language

from modules.blocks.directory import keys_in
from modules.models import EntryPage, LessonPage
from modules.querysets import entries, places_around


def entries_of(lesson: LessonPage, stored: Any) -> Mapping[str, EntryPage]:
    """By key, in the language of this moment where there is one. One query, none without cards."""
    keys = keys_in(stored)
    if not keys:
        return {}
    found = entries(get_language() or settings.LANGUAGE_CODE, places_around(lesson), translation_key__in=keys)
    return {str(each.translation_key): each for each in found}

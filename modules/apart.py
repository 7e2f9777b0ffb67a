"""
Translations that were written as pages of their own: those of a course that came with the site, in a file or as a copy.
Nobody took their texts over from the original, so what they are behind with is told by its changes alone.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q
from wagtail.models import Page
from wagtail_localize.models import Translation

from modules.models import LessonChange, LessonPage


@dataclass(frozen=True)
class Apart:
    """A lesson in another language than its original, published before the original said something else."""

    page: LessonPage
    change: LessonChange


def behind(pages: Q) -> list[Apart]:
    """
    Of the lessons among these pages, those written apart that are older than the newest change of what their original
    says. Whoever publishes one again has looked at it. Three queries.
    """
    live = LessonPage.objects.filter(pages, live=True, alias_of=None).select_related("locale")
    lessons = list(live.defer_streamfields())
    newest = _newest({each.translation_key for each in lessons})
    late = [each for each in lessons if _is_older(each, newest.get(each.translation_key))]
    kept_up = _kept_up(late)
    return [
        Apart(each, newest[each.translation_key])
        for each in sorted(late, key=lambda each: str(each.path))
        if (each.translation_key, each.locale_id) not in kept_up
    ]


def _is_older(page: Page, change: LessonChange | None) -> bool:
    return change is not None and (page.live_revision_id or 0) < change.revision


def _newest(keys: Iterable[UUID]) -> dict[UUID, LessonChange]:
    told = LessonChange.objects.filter(lesson_key__in=keys).exclude(weight=LessonChange.Weight.SMALL)
    return {each.lesson_key: each for each in told.order_by("revision")}


def _kept_up(pages: Iterable[Page]) -> set[tuple[Any, Any]]:
    """Key and language of what the editor keeps up, which has its own way to be late."""
    kept = Translation.objects.filter(
        source__object_id__in=[each.translation_key for each in pages], enabled=True
    )
    return set(kept.values_list("source__object_id", "target_locale"))

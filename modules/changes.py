"""
What a trainer says of a change when she publishes a lesson again, and what comes of it. A draft keeps what she says
as {"mark": UUID, "weight": …, "what": {language: words}} until it is published.
"""

from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from wagtail.models import Revision

from modules.models.change import LessonChange
from modules.translations import original_of

Said = dict[str, Any]


def is_asked(lesson: Any) -> bool:
    """Whether publishing this lesson changes something that could be read before. A translation says nothing new."""
    return lesson.first_published_at is not None and original_of(lesson) is None


def languages_of(lesson: Any) -> list[tuple[str, str]]:
    """Code and name of the languages in which this lesson is read."""
    live = lesson.get_translations(inclusive=True).filter(Q(live=True) | Q(pk=lesson.pk), alias_of=None)
    codes = live.values_list("locale__language_code", flat=True)
    return [(code, str(name)) for code, name in settings.LANGUAGES if code in codes]


def still_to_tell(said: Said) -> Said:
    """What her draft says of a change that has not been told yet; else an empty leaf with a mark of its own."""
    mark = _mark(said)
    if mark and not LessonChange.objects.filter(mark=mark).exists():
        return said
    return {"mark": str(uuid4())}


def safety_revision() -> Coalesce:
    """Of a page: the version that brought its newest change of safety; 0 where there was none."""
    told = LessonChange.objects.filter(
        lesson_key=OuterRef("translation_key"), weight=LessonChange.Weight.SAFETY
    )
    return Coalesce(Subquery(told.order_by("-revision").values("revision")[:1]), 0)


def told_after(known: Mapping[UUID, int]) -> dict[UUID, list[LessonChange]]:
    """
    Lesson to its changes of safety since the version known of it, newest first, for these lessons (key to version). One
    query.
    """
    changes = LessonChange.objects.filter(lesson_key__in=known, weight=LessonChange.Weight.SAFETY)
    told: dict[UUID, list[LessonChange]] = {}
    for change in changes.order_by("-revision"):
        if change.revision > known[change.lesson_key]:
            told.setdefault(change.lesson_key, []).append(change)
    return told


def tell(lesson: Any, revision: Revision) -> None:
    """Write down the change that this revision brings, if it says one; the same one is written down once."""
    mark = _mark(lesson.change)
    if mark and lesson.change.get("weight") and is_asked(lesson):
        values = {name: lesson.change[name] for name in ("weight", "what")}
        told = {"lesson_key": lesson.translation_key, "revision": revision.pk, **values}
        LessonChange.objects.get_or_create(mark=mark, defaults=told)


def _mark(said: Said) -> UUID | None:
    return UUID(said["mark"]) if said.get("mark") else None

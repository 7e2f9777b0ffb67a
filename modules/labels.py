"""
What published lessons weigh and hold, known without opening them: a label is made whenever one is published, whichever
way; `manage.py load_starter` makes those that are missing or tell of an older version, `label_lessons` all of them.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import F, Max, Q
from wagtail.signals import page_published

from modules.ageing import dates_of
from modules.assets import assets_of
from modules.blocks.directory import keys_in
from modules.models import LanguageVariety, LessonChange, LessonLabel, LessonPage
from modules.weight import lesson_weight

HEARD = {"audio": "audio", "video": "video"}


def label(lesson: LessonPage) -> LessonLabel:
    """Make or renew that of a lesson as it is published."""
    stored = list(lesson.body.raw_data)
    told = LessonChange.objects.filter(lesson_key=lesson.translation_key).exclude(
        weight=LessonChange.Weight.SMALL
    )
    values = {
        "revision": lesson.live_revision_id,
        "weight": lesson_weight(lesson).page,
        "media": media_bytes(stored),
        "notes": sum(block["type"] == "content_note" for block in stored),
        "lacking": len(lesson.untranslated),
        "cards": sorted(map(str, keys_in(stored))),
        "voices": _voices(lesson),
        "changed_week": told.aggregate(week=Max("week"))["week"],
        **_checked(stored),
    }
    return LessonLabel.objects.update_or_create(page_id=lesson.pk, defaults=values)[0]


def media_bytes(stored: Iterable[Mapping[str, Any]]) -> int:
    """What pictures, in their larger size, and recordings weigh, each once; what is gone weighs nothing."""
    blocks = list(stored)
    assets = assets_of(blocks)
    heard = {block["value"].get(HEARD[block["type"]]) for block in blocks if block["type"] in HEARD}
    files = [picture.sizes[-1].file for picture in assets.pictures.values()]
    files += [each.file for pk, each in assets.recordings.items() if pk in heard]
    return sum(file.size for file in files if file.storage.exists(file.name))


def _voices(lesson: LessonPage) -> list[str]:
    """The spoken languages of its tracks whose blocks are still there."""
    blocks = {raw["id"] for raw in lesson.body.raw_data}
    tracks = [raw["value"] for raw in lesson.tracks.raw_data]
    named = {each["variety"] for each in tracks if each["block"] in blocks}
    return sorted(
        str(key) for key in LanguageVariety.objects.filter(key__in=named).values_list("key", flat=True)
    )


def _checked(stored: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    days = [dates_of(block["value"]) for block in stored if block["type"] == "key_idea"]
    known = [each for each in days if each]
    checked, review = [day for day, _review in known], [review for _day, review in known]
    return {
        "checked_first": min(checked, default=None),
        "checked_last": max(checked, default=None),
        "review_first": min(review, default=None),
    }


def label_lessons(*, missing: bool = False) -> int:
    """All that learners read, or only those without a label of what they say now; how many."""
    lessons = LessonPage.objects.live().filter(alias_of=None).select_related("locale").order_by("path")
    if missing:
        lessons = lessons.filter(Q(label=None) | ~Q(label__revision=F("live_revision_id")))
    for lesson in lessons:
        label(lesson)
    return len(lessons)


def _published(sender: Any, instance: LessonPage, **_more: Any) -> None:
    """An alias has no words of its own."""
    if instance.alias_of_id is None:
        label(instance)


def install() -> None:
    page_published.connect(_published, sender=LessonPage, dispatch_uid="modules.labels")

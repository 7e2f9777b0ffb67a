"""
Blocks of a lesson said in a language that has no text here: what is heard of which block, and how a trainer puts it
there. Tracks are part of the lesson: they wait in its draft and pass its review as its words do, and what the original
has is heard in all its languages.
"""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import uuid4

from django.utils.html import strip_tags
from wagtail.models import Revision

from modules.assets import Assets
from modules.findings import rich_texts
from modules.models import CourseMedia, LanguageVariety, LessonPage

LONGEST = 60
# After which a word does not go on.
ENDS = re.compile(r"</(?:p|h[2-4]|li|blockquote)>|<br/?>")
Stored = dict[str, Any]


@dataclass(frozen=True)
class Track:
    """
    A recording of a block: the language, where it is spoken (only where another of that name is heard beside it), the
    code of it if it has one, and the sound.
    """

    name: str
    region: str
    code: str
    audio: CourseMedia

    @property
    def told(self) -> str:
        return f"{self.name}, {self.region}" if self.region else self.name


def tracks_of(lesson: LessonPage, assets: Assets) -> dict[str, list[Track]]:
    """Block to what is heard of it; a recording or a language that is gone is not there."""
    found: dict[str, list[Track]] = {}
    for raw in lesson.tracks.raw_data:
        value = raw["value"]
        audio, variety = assets.recordings.get(value["audio"]), assets.varieties.get(value["variety"])
        if audio and variety:
            found.setdefault(value["block"], []).append(Track(*variety, audio))
    return {block: _told_apart(tracks) for block, tracks in found.items()}


def _told_apart(tracks: list[Track]) -> list[Track]:
    many = Counter(each.name for each in tracks)
    apart = [each if many[each.name] > 1 else replace(each, region="") for each in tracks]
    return sorted(apart, key=lambda each: each.told)


@dataclass(frozen=True)
class Place:
    """A block as the trainer knows it, with its tracks as they are stored."""

    block_id: str
    said: str
    tracks: list[Stored]


def places_of(lesson: LessonPage) -> list[Place]:
    """The blocks of a lesson that learners read, in their order. A track of a block that is gone is in none."""
    return [
        Place(
            block.id,
            f"{number}. {block.block.label}: {_beginning(block.value)}",
            [raw for raw in lesson.tracks.raw_data if raw["value"]["block"] == block.id],
        )
        for number, block in enumerate(lesson.body, 1)
        if block.block_type != "facilitator_note" and block.id
    ]


def _beginning(value: Mapping[str, Any]) -> str:
    texts = [str(value.get("title") or ""), *rich_texts(value)]
    words = " ".join(strip_tags(ENDS.sub(" ", " ".join(texts))).split())
    return words if len(words) <= LONGEST else f"{words[:LONGEST]}…"


def put_track(
    lesson: LessonPage, *, block: str, variety: LanguageVariety, audio: CourseMedia, by: Any
) -> Revision:
    """Into a new draft of this lesson, which is its newest; a block has one track of each variety."""
    value = {"block": block, "variety": str(variety.key), "audio": audio.pk}
    kept = [raw for raw in lesson.tracks.raw_data if not _same(raw["value"], value)]
    return _draft(lesson, [*kept, {"type": "track", "id": str(uuid4()), "value": value}], by)


def _same(one: Stored, other: Stored) -> bool:
    return one["block"] == other["block"] and one["variety"] == other["variety"]


def take_track(lesson: LessonPage, track_id: str, *, by: Any) -> bool:
    """Out of a new draft of this lesson, with those whose blocks are gone; whether it was there."""
    blocks = {block.id for block in lesson.body}
    stored = list(lesson.tracks.raw_data)
    if all(raw["id"] != track_id for raw in stored):
        return False
    _draft(lesson, [raw for raw in stored if raw["id"] != track_id and raw["value"]["block"] in blocks], by)
    return True


def _draft(lesson: Any, tracks: list[Stored], by: Any) -> Revision:
    lesson.tracks = tracks
    return lesson.save_revision(user=by, clean=False, changed=True)

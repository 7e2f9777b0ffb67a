"""
A lesson's blocks as HTML, step by step, with as many queries for thirty blocks as for three.

What is for the facilitator is dropped here, before anything is rendered: it never travels to a learner.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from wagtail.blocks import StreamValue

from learning.core.languages import language_now, speaking
from modules.assets import PICTURES, RECORDINGS, Assets, assets_of
from modules.blocks.base import STEPS
from modules.blocks.directory import CARD_NAMES
from modules.fallback import spoken_in
from modules.glossary import explaining
from modules.links import known_links
from modules.models import LessonPage
from modules.voices import tracks_of
from modules.written import of_block

# Where a note leads that lets her skip all that follows: the foot of the lesson's text.
END = "end"
FOR_FACILITATORS = frozenset({"facilitator_note"})
# Blocks that ask how she is, and offer to skip.
SKIPPING = frozenset({"content_note", "check_in"})


@dataclass(frozen=True)
class Step:
    """Blocks in a row that belong to one step."""

    name: str
    label: str
    blocks: list[SafeString] = field(default_factory=list)


@dataclass(frozen=True)
class Piece:
    """
    A block in its place. What it names comes from `assets`: by itself each block would ask anew.
    """

    body: StreamValue
    place: int
    raw: Mapping[str, Any]
    assets: Assets

    @property
    def id(self) -> str:
        """Empty where a block was never saved."""
        return self.raw.get("id") or ""

    @property
    def kind(self) -> str:
        return self.raw["type"]

    @property
    def block(self) -> Any:
        return self.body.stream_block.child_blocks[self.kind]

    @cached_property
    def value(self) -> Mapping[str, Any]:
        if self.kind in CARD_NAMES:
            value = self.body[self.place].value
            return {**value, "entry": self.assets.entries.get(value["entry"] or "")}
        if self.kind in PICTURES or self.kind in RECORDINGS:
            return self.assets.in_place(self.kind, self.raw["value"])
        return self.body[self.place].value


def lesson_steps(lesson: LessonPage, context: Mapping[str, Any], *, with_notes: bool = False) -> list[Step]:
    """
    The rendered blocks of a lesson, grouped by step.

    `context` has mode ('practice', 'quiz', 'kept', 'read' or 'preview'), marks (block id to `quizzes.Mark`), given
    (block id to the choice ids she sent), keep (what the button says beside what she writes; empty: nothing is kept),
    and may have pictures (the address of `pictures.sheet`, where each picture waits for a tap) and simple (one step at
    a time). Where a page gives back what she had written: written (field to words), kept (the block that was kept, and
    what is said of it). With `care` nobody asks what she thought of the lesson. `with_notes` is for the editor alone.
    """
    stored = list(lesson.body.raw_data)
    assets = assets_of([*stored, *lesson.tracks.raw_data], spoken(lesson), lesson)
    hidden = {*(() if with_notes else FOR_FACILITATORS), *(("feedback",) if context.get("care") else ())}
    pieces = [
        Piece(lesson.body, place, raw, assets)
        for place, raw in enumerate(stored)
        if raw["type"] not in hidden
    ]
    shared = {**context, "lesson": lesson, "after": after_notes(pieces), "tracks": tracks_of(lesson, assets)}
    with known_links(assets.addresses), explaining(assets.glossary):
        return list(_steps(pieces, shared))


def lesson_body(
    lesson: LessonPage, context: Mapping[str, Any], *, with_notes: bool = False
) -> dict[str, Any]:
    """What the template of a lesson's body shows, from what `lesson_steps` takes."""
    steps = lesson_steps(lesson, context, with_notes=with_notes)
    shown = {"steps": steps, "warned": warned_of(lesson.body), "mode": context["mode"], "lesson": lesson}
    has_pictures = any(raw["type"] == "image" for raw in lesson.body.raw_data)
    return {**shown, "simple": context.get("simple"), "pictures": has_pictures and context.get("pictures")}


def warned_of(body: StreamValue) -> str:
    """The id of the first content note, where something stands before it; empty where nothing does, or none is."""
    read = [raw for raw in body.raw_data if raw["type"] not in FOR_FACILITATORS]
    place = next((place for place, raw in enumerate(read) if raw["type"] == "content_note"), 0)
    return read[place].get("id") or "" if place else ""


def may_be_skipped(body: StreamValue) -> bool:
    """Whether a lesson offers to be skipped and counted as done."""
    return any(raw["type"] in SKIPPING for raw in body.raw_data)


def spoken(lesson: LessonPage) -> str:
    """The language whose words are explained in this lesson; none where somebody turned that off."""
    return lesson.locale.language_code if lesson.explains_words and lesson.locale_id else ""


def _steps(pieces: Sequence[Piece], context: Mapping[str, Any]) -> Iterator[Step]:
    labels = dict(STEPS)
    for name, group in groupby(pieces, key=lambda piece: piece.value["step"]):
        yield Step(name, str(labels.get(name, "")), [_render(piece, context) for piece in group])


def _render(piece: Piece, context: Mapping[str, Any]) -> SafeString:
    # A block's template does not learn the id of its block by itself.
    own = {
        "block_id": piece.id,
        "mark": context["marks"].get(piece.id),
        "given": context["given"].get(piece.id, ()),
        "skip_to": context["after"].get(piece.id, ""),
        "own": of_block(piece.id, context.get("written") or {}),
    }
    language = context["lesson"].untranslated.get(piece.id)
    # The words explained are those of the page's language.
    with speaking(language or language_now()), explaining(None) if language else nullcontext():
        made = piece.block.render(piece.value, context={**context, **own})
    shown = spoken_in(made, language)
    tracks = context["tracks"].get(piece.id)
    return shown + render_to_string("modules/blocks/_tracks.html", {"tracks": tracks}) if tracks else shown


def after_notes(pieces: Sequence[Piece]) -> dict[str, str]:
    """Content notes' ids to the id of the block after what they let her skip, or the end of the lesson."""
    ids = [*(piece.id for piece in pieces), END]
    return {
        piece.id: ids[min(place + 1 + piece.value["skips"], len(pieces))]
        for place, piece in enumerate(pieces)
        if piece.kind == "content_note"
    }

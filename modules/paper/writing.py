"""The blocks of one lesson in the words of their paper templates."""

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from learning.core.languages import language_now, speaking
from modules.assets import assets_of
from modules.fallback import spoken_in
from modules.glossary import Marker, Term, explained
from modules.models import LessonPage
from modules.paper.forms import Form, template_of
from modules.questions import KINDS as QUESTIONS
from modules.rendering import END, FOR_FACILITATORS, Piece, after_notes, spoken
from modules.voices import tracks_of

# Titles of blocks, and in their text, are of the rank that they have on a lesson's page.
TITLES = re.compile(r"<(/?)h3\b")


class Writer:
    """Writes the blocks of one lesson, in their place and apart."""

    def __init__(self, page: LessonPage, number: int, shared: Mapping[str, Any]) -> None:
        stored = list(page.body.raw_data)
        assets = assets_of([*stored, *page.tracks.raw_data], spoken(page), page)
        self.tracks = tracks_of(page, assets)
        self.form: Form = shared["form"]
        self.every = [Piece(page.body, place, raw, assets) for place, raw in enumerate(stored)]
        self.told = [piece for piece in self.every if piece.kind not in FOR_FACILITATORS]
        self.marker = Marker(assets.glossary) if assets.glossary else None
        self.anchors = {piece.id: f"l{number}-{piece.id}" for piece in self.every} | {END: f"l{number}-{END}"}
        self.skips = {note: self.anchors[there] for note, there in after_notes(self.told).items()}
        self.asked = [piece.id for piece in self.told if piece.kind in QUESTIONS]
        self.common = {**shared, "lesson": page}

    @property
    def words(self) -> list[Term]:
        """Those of the glossary that stood in what was written."""
        return [term for found in self.marker.explained for term in found] if self.marker else []

    def blocks(self) -> Iterator[tuple[str, SafeString]]:
        """Step and words of each block."""
        for piece in self.every if self.form.for_facilitator else self.told:
            made = self.made(piece, template_of(piece.kind))
            if self.marker and piece.id not in self.common["lesson"].untranslated:
                self.marker.mark(made)
            yield piece.value["step"], _ranked(made + self.voices(piece), self.form.block)

    def voices(self, piece: Piece) -> str:
        """The recordings that lie beside the paper and say this block in another language."""
        files = self.common["recordings"]
        told = [
            (each, files[each.audio.pk]) for each in self.tracks.get(piece.id, ()) if each.audio.pk in files
        ]
        return render_to_string("modules/paper/_voices.html", {"voices": told}) if told else ""

    def apart(self, template: str, kinds: Collection[str], rank: str = "h3") -> list[SafeString]:
        """The blocks of these kinds in this template."""
        return [_ranked(self.made(piece, template), rank) for piece in self.told if piece.kind in kinds]

    def made(self, piece: Piece, template: str) -> str:
        own = {
            "value": piece.value,
            "raw": piece.raw["value"],
            "kind": piece.kind,
            "block_id": piece.id,
            "anchor": self.anchors[piece.id],
            "skip_to": self.skips.get(piece.id, ""),
            "number": self.asked.index(piece.id) + 1 if piece.id in self.asked else 0,
        }
        language = self.common["lesson"].untranslated.get(piece.id)
        with speaking(language or language_now()):
            return spoken_in(render_to_string(template, {**self.common, **own}), language)


def _ranked(made: str, rank: str) -> SafeString:
    """With titles of this rank. Nothing opens on paper: the marks for words that do go."""
    return mark_safe(TITLES.sub(rf"<\1{rank}", explained(made)))  # noqa: S308 (a template made it)

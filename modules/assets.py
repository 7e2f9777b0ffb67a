"""
What the blocks of a lesson name (pictures, recordings, pages of ours, entries of the directory), and the words of the
glossary. One query, whatever there is.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import CharField, QuerySet, TextField, Value
from django.db.models.functions import Cast, Concat
from wagtail.images.models import SourceImageIOError

from modules.cards import card_rows, entries_in
from modules.glossary import Glossary
from modules.links import address_of, linked_ids, linked_pages
from modules.models import (
    CourseImage,
    CourseMedia,
    CourseRendition,
    EntryPage,
    GlossaryTerm,
    LanguageVariety,
    LessonPage,
)
from modules.models.glossary import said

# Widths in pixels: a phone, and a phone with a dense screen or a laptop.
IMAGE_SPECS = ("width-360|format-webp", "width-720|format-webp")
# Which values of which blocks are numbers of files.
PICTURES = {"image": ("image",), "video": ("poster",)}
RECORDINGS = {"audio": ("audio",), "video": ("video", "audio"), "track": ("audio",)}


@dataclass(frozen=True)
class Picture:
    """A picture at the widths we show, narrow first."""

    sizes: list[CourseRendition]


@dataclass(frozen=True)
class Assets:
    """
    By number; what is gone is not there. `addresses` are those of pages that are linked to, `varieties` names,
    regions and codes of spoken languages, by their key, `entries` what cards show, by translation key.
    """

    pictures: Mapping[int, Picture]
    recordings: Mapping[int, CourseMedia]
    addresses: Mapping[int, str]
    varieties: Mapping[str, tuple[str, str, str]]
    glossary: Glossary | None
    entries: Mapping[str, EntryPage]

    def in_place(self, kind: str, value: Mapping[str, Any]) -> dict[str, Any]:
        """The stored value of a block of this kind, with files in the place of their numbers."""
        pictures = {name: self.pictures.get(value.get(name) or 0) for name in PICTURES.get(kind, ())}
        recordings = {name: self.recordings.get(value.get(name) or 0) for name in RECORDINGS.get(kind, ())}
        return {**value, **pictures, **recordings}


def assets_of(
    blocks: Sequence[Mapping[str, Any]], language: str = "", lesson: LessonPage | None = None
) -> Assets:
    """
    Those of blocks as the editor stores them. A picture that nobody has seen yet is cut to size here. `language`: of
    the words that are to be explained. `lesson`: the one whose cards are to be shown.
    """
    wanted = _named(blocks, PICTURES)
    rows: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
    for kind, *row in _rows(wanted, blocks, language, lesson):
        rows[kind].append(tuple(row))
    said_here = [json.loads(entries) for _pk, _word, entries, *_rest in rows["term"]]
    terms = [entry for raw in said_here for spoken, entry in said(raw).items() if spoken == language]
    return Assets(
        pictures=_pictures(wanted, rows["size"]),
        recordings=_recordings(rows["recording"]),
        addresses={pk: address_of(kind, key) for pk, kind, key, *_rest in rows["page"]},
        varieties=dict(_variety(name, named) for _pk, name, named, *_rest in rows["variety"]),
        glossary=Glossary(terms, language) if terms else None,
        entries=entries_in(rows["card"]),
    )


def _recordings(rows: Iterable[tuple[Any, ...]]) -> dict[int, CourseMedia]:
    # Without a collection named, Django would ask which one is the first of all.
    named = (CourseMedia(pk=pk, title=title, file=file, collection=None) for pk, title, file, *_rest in rows)
    return {each.pk: each for each in named if each.file.storage.exists(str(each.file))}


def _variety(name: str, named: str) -> tuple[str, tuple[str, str, str]]:
    key, code, region = named.split(" ", 2)
    return str(UUID(key)), (name, region, code)


def _named(blocks: Sequence[Mapping[str, Any]], kinds: Mapping[str, Sequence[str]]) -> set[int]:
    """The numbers that blocks of these kinds hold."""
    held = (block["value"].get(name) for block in blocks for name in kinds.get(block["type"], ()))
    return {number for number in held if number}


def _spoken(blocks: Sequence[Mapping[str, Any]]) -> set[str]:
    """The keys of the languages that recordings of blocks are in."""
    return {block["value"]["variety"] for block in blocks if block["type"] == "track"}


def _rows(
    images: Iterable[int], blocks: Sequence[Mapping[str, Any]], language: str, lesson: LessonPage | None
) -> Iterable[tuple[Any, ...]]:
    """Kind, number, and four columns of that kind. Tables that nothing is asked of are left out by Django."""
    size, recording, page, variety, term = (
        Value(kind, CharField()) for kind in ("size", "recording", "page", "variety", "term")
    )
    sizes = CourseRendition.objects.filter(
        image__in=images, filter_spec__in=IMAGE_SPECS, focal_point_key=""
    ).values_list(size, "image_id", "filter_spec", "file", "width", "height")
    sounds = CourseMedia.objects.filter(pk__in=_named(blocks, RECORDINGS)).values_list(
        recording, "pk", "title", "file", Value(0), Value(0)
    )
    key = Cast("translation_key", CharField())
    linked = linked_pages(linked_ids(str(blocks))).values_list(
        page, "pk", "content_type__model", key, Value(0), Value(0)
    )
    words = GlossaryTerm.objects.all() if language else GlossaryTerm.objects.none()
    terms = words.values_list(term, "pk", Value(""), Cast("entries", TextField()), Value(0), Value(0))
    named = Concat(
        Cast("key", CharField()), Value(" "), "code", Value(" "), "region", output_field=CharField()
    )
    varieties = LanguageVariety.objects.filter(key__in=_spoken(blocks)).values_list(
        variety, "pk", "name", named, Value(0), Value(0)
    )
    cards = [card_rows(lesson, blocks)] if lesson else []
    every = (sizes, sounds, linked, varieties, terms, *cards)
    queries: list[QuerySet[Any, Any]] = [each.order_by() for each in every]
    return queries[0].union(*queries[1:], all=True)


def _pictures(wanted: Iterable[int], rows: Iterable[tuple[Any, ...]]) -> dict[int, Picture]:
    sizes: dict[int, list[CourseRendition]] = defaultdict(list)
    for number, spec, file, width, height in rows:
        cut = CourseRendition(image_id=number, filter_spec=spec, file=file, width=width, height=height)
        sizes[number].append(cut)
    found = {
        number: Picture(sorted(cut, key=lambda size: size.width))
        for number, cut in sizes.items()
        if len(cut) == len(IMAGE_SPECS)
    }
    new = set(wanted) - set(found)
    images = CourseImage.objects.in_bulk(new) if new else {}
    for number, image in images.items():
        with suppress(SourceImageIOError):
            found[number] = Picture(list(image.get_renditions(*IMAGE_SPECS).values()))
    return found

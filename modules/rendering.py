"""
A lesson's blocks as HTML, step by step, with as many queries for thirty blocks as for three.

What is for the facilitator is dropped here, before anything is rendered: it never travels to a learner.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from django.db.models import Prefetch, prefetch_related_objects
from django.utils.safestring import SafeString

from modules.blocks.base import STEPS
from modules.links import known_links
from modules.models import CourseRendition, LessonPage

FOR_FACILITATORS = frozenset({"facilitator_note"})
# Widths in pixels: a phone, and a phone with a dense screen or a laptop.
IMAGE_SPECS = ("width-360|format-webp", "width-720|format-webp")


@dataclass(frozen=True)
class Step:
    """Blocks in a row that belong to one step."""

    name: str
    label: str
    blocks: list[SafeString] = field(default_factory=list)


def lesson_steps(lesson: LessonPage, context: Mapping[str, Any], *, with_notes: bool = False) -> list[Step]:
    """
    The rendered blocks of a lesson, grouped by step.

    `context` has mode ('practice', 'quiz', 'read' or 'preview'), marks (block id to `quizzes.Mark`), given (block id to
    the choice ids she sent), and what forms need (csrf_token). `with_notes` is for the editor alone.
    """
    children = [child for child in lesson.body if with_notes or child.block_type not in FOR_FACILITATORS]
    _fetch_renditions(children)
    shared = {**context, "lesson": lesson, "after": _after_notes(children)}
    with known_links(str(list(lesson.body.raw_data))):
        return list(_steps(children, shared))


def _steps(children: Sequence[Any], context: Mapping[str, Any]) -> Iterator[Step]:
    labels = dict(STEPS)
    for name, group in groupby(children, key=lambda child: child.value["step"]):
        yield Step(name, str(labels.get(name, "")), [_render(child, context) for child in group])


def _render(child: Any, context: Mapping[str, Any]) -> SafeString:
    # A block's template does not learn the id of its block by itself.
    own = {
        "block_id": child.id,
        "mark": context["marks"].get(child.id),
        "given": context["given"].get(child.id, ()),
        "skip_to": context["after"].get(child.id, ""),
        "many": child.block_type == "multiple_choice",
    }
    return child.render(context={**context, **own})


def _after_notes(children: Sequence[Any]) -> dict[str, str]:
    """Content notes' ids to the id of the block after what they let her skip: the last one, at most."""
    ids = [child.id for child in children]
    return {
        child.id: ids[min(place + 1 + child.value["skips"], len(ids) - 1)]
        for place, child in enumerate(children)
        if child.block_type == "content_note"
    }


def _fetch_renditions(children: Sequence[Any]) -> None:
    images = [
        child.value["image"] for child in children if child.block_type == "image" and child.value["image"]
    ]
    known = CourseRendition.objects.filter(filter_spec__in=IMAGE_SPECS)
    prefetch_related_objects(images, Prefetch("renditions", known, to_attr="prefetched_renditions"))

"""
What of a page or of a word of the glossary can be looked for: what learners read there. What is for the facilitator,
and what a question answers to a choice, is left out; what stands behind a content note is found but not shown.
"""

from collections.abc import Iterator
from html import unescape
from typing import Any, NamedTuple

from django.utils.html import strip_tags
from django.utils.translation import override
from wagtail import blocks
from wagtail.models import Page

from learning.core.sanitise import clean_text
from modules.countries import country_name
from modules.models import CoursePage, EntryPage, LessonPage
from modules.rendering import FOR_FACILITATORS
from modules.voices import ENDS

# What a question says to who has answered it, and what it takes for right.
_ANSWERS = {
    "feedback",
    "good",
    "if_true",
    "if_false",
    "if_right",
    "if_other",
    "accepted",
    "hint",
    "consequence",
}
# Read in a row, their parts would tell the answer.
_TELLING = {"matching", "ordering"}
_WRITTEN = (blocks.CharBlock, blocks.TextBlock, blocks.RichTextBlock)
_ENTRY = ("what", "who", "reach", "languages", "cost", "confidential", "submission")


class Piece(NamedTuple):
    """A text in one language; `quoted`: whether some of it may be shown around a word that was found."""

    text: str
    language: str
    quoted: bool = True


def pieces_of(page: Page) -> list[Piece]:
    """The texts of a page, without its title, in the order in which they are read."""
    with override(page.locale.language_code):  # For the names of countries.
        return [piece for piece in _pieces(page) if piece.text]


def _pieces(page: Page) -> Iterator[Piece]:
    language = page.locale.language_code
    if isinstance(page, CoursePage):
        texts = [page.summary, plain(page.intro)]
    elif isinstance(page, EntryPage):
        texts = [*(getattr(page, name) for name in _ENTRY), plain(page.about)]
        texts.append(", ".join(country_name(code) for code in page.countries))
    else:
        texts = [getattr(page, "summary", "")]
    yield from (Piece(_on_one_line(text), language) for text in texts)
    if isinstance(page, LessonPage):
        yield from _lesson(page, language)


def _lesson(lesson: LessonPage, language: str) -> Iterator[Piece]:
    skipped = 0
    for raw in lesson.body.raw_data:
        if raw["type"] in FOR_FACILITATORS or raw["type"] not in lesson.body.stream_block.child_blocks:
            continue
        block = lesson.body.stream_block.child_blocks[raw["type"]]
        words = _on_one_line(" ".join(map(_ended, _written(block, raw["value"]))))
        spoken = lesson.untranslated.get(raw.get("id")) or language
        yield Piece(words, spoken, quoted=not skipped and raw["type"] not in _TELLING)
        skipped = max(0, skipped - 1)
        if raw["type"] == "content_note":
            skipped = max(skipped, int(raw["value"].get("skips") or 1))


def _written(block: Any, value: Any) -> Iterator[str]:
    """The texts in a stored value, whatever lies in it."""
    if isinstance(block, blocks.StructBlock) and isinstance(value, dict):
        for name, child in block.child_blocks.items():
            if name not in _ANSWERS:
                yield from _written(child, value.get(name))
    elif isinstance(block, blocks.ListBlock) and isinstance(value, list):
        for item in value:
            yield from _written(block.child_block, item["value"] if _is_item(item) else item)
    elif isinstance(block, _WRITTEN) and isinstance(value, str):
        yield plain(value) if isinstance(block, blocks.RichTextBlock) else value


def _is_item(item: Any) -> bool:
    """As lists are stored now; older ones hold the values alone."""
    return isinstance(item, dict) and item.get("type") == "item"


def _ended(text: str) -> str:
    """A heading and a point of a list end like a sentence, since the next text follows on the same line."""
    text = text.strip()
    return f"{text}." if text[-1:].isalnum() else text


def plain(html: str) -> str:
    """The words of the editor's HTML."""
    return unescape(strip_tags(ENDS.sub(" ", html)))


def _on_one_line(text: str) -> str:
    return " ".join(clean_text(text).split())

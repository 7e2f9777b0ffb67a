"""What is found in the blocks of a page, a sentence each, and in which block: for the trainer's eyes alone."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from typing import Any

from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from wagtail.blocks import ListBlock, RichTextBlock, StructBlock
from wagtail.blocks.list_block import ListValue
from wagtail.rich_text import RichText


@dataclass(frozen=True, slots=True)
class Finding:
    """
    A sentence that says what to do. `place` counts from 1, as she does; 0 is the page as a whole. `field` is where in
    its form it can be mended.
    """

    said: str
    place: int = 0
    kind: str = ""
    block_id: str = ""
    field: str = "body"

    @property
    def where(self) -> str:
        """The block as she knows it: its place and its kind."""
        return _("Bloque %(place)d, %(kind)s") % {"place": self.place, "kind": self.kind}


def at(said: str, place: int, block: Any, field: str = "body") -> Finding:
    """A finding in the block of a stream that stands at `place`, counted from 1."""
    return Finding(said, place, str(block.block.label), block.id or "", field)


def rich_texts(value: Any) -> Iterator[str]:
    """Every rich text inside a block's value, as it is stored."""
    if isinstance(value, RichText):
        yield value.source
    elif isinstance(value, Mapping | ListValue):
        for each in value.values() if isinstance(value, Mapping) else value:
            yield from rich_texts(each)


def blank_texts(block: Any, value: Any, before: str = "") -> Iterator[tuple[str, Any]]:
    """Of a block's definition the rich texts that it asks for and that hold no word: where, and their label."""
    if isinstance(block, RichTextBlock):
        html = getattr(value, "source", value)
        if html and block.field.required and not unescape(strip_tags(html)).strip():
            yield before, block.label
    elif isinstance(block, StructBlock):
        for name, child in block.child_blocks.items():
            yield from blank_texts(child, value.get(name), before)
    elif isinstance(block, ListBlock):
        for number, each in enumerate(value, 1):
            yield from blank_texts(block.child_block, each, f"{block.child_block.label} {number}: ")

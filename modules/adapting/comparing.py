"""A suggestion as a trainer reads it: the words before and after, what came and what went marked in them."""

from typing import Any

from wagtail.blocks import StreamBlock

from modules.adapting.suggestions import Block, Suggestion
from modules.blocks import LESSON_BLOCKS
from modules.difference import difference_of

BODY = StreamBlock(LESSON_BLOCKS)


def compared(each: Suggestion) -> dict[str, Any]:
    """The kind of block, as the editor calls it; `html`: what changed in it, or all of it where it is new or gone."""
    old, new = _shown(each.old), _shown(each.new)
    kind = new or old
    return {"label": str(kind.block.label) if kind else "", "html": difference_of(old, new) or ""}


def _shown(block: Block | None) -> Any:
    """None too for a kind of block that is no more."""
    return next(iter(BODY.to_python([block] if block else [])), None)

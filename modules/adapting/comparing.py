"""A suggestion as a trainer reads it: the words before and after, what came and what went marked in them."""

from typing import Any

from django.utils.safestring import SafeString
from wagtail.admin.compare import BlockComparison, StructBlockComparison

from modules.adapting.suggestions import Block, Suggestion
from modules.blocks import LESSON_BLOCKS

BLOCKS = dict(LESSON_BLOCKS)


def label_of(block: Block) -> str:
    """The kind of a stored block, as the editor calls it."""
    kind = BLOCKS.get(block["type"])
    return str(kind.label) if kind else block["type"]


def compared(each: Suggestion) -> dict[str, Any]:
    """The kind of block; `html` with what changed in it, or all of it where it is new or gone."""
    block = each.new or each.old
    assert block is not None  # noqa: S101 (a suggestion is about one of them)
    return {"label": label_of(block), "html": _difference(block["type"], each.old, each.new)}


def _difference(name: str, old: Block | None, new: Block | None) -> SafeString | str:
    kind = BLOCKS.get(name)
    if kind is None or (old and new and old["type"] != new["type"]):
        return ""
    values = [kind.to_python(each["value"]) if each else kind.get_default() for each in (old, new)]
    comparison: BlockComparison = StructBlockComparison(kind, old is not None, new is not None, *values)
    return comparison.htmldiff() if old and new else comparison.htmlvalue(values[1] if new else values[0])

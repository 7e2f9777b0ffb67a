"""
What a source lesson suggests to the copy of it, block by block. Pure functions over stored blocks: `base` are those of
the source on which somebody has decided, `source` those it has now, `copy` hers. A copy keeps the ids of blocks.

What she wrote is never replaced: where she changed a block, the source's new words come after hers as a block of their
own, and what the source dropped stays.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid5

from modules.sameness import says_the_same

Block = dict[str, Any]
Blocks = Sequence[Block]


@dataclass(frozen=True)
class Suggestion:
    """The source has changed (`old` and `new`), added (no `old`) or dropped (no `new`) the block `id`."""

    id: str
    old: Block | None
    new: Block | None
    hers: Block | None

    @property
    def is_hers(self) -> bool:
        """Whether she has changed this block since it was copied."""
        return self.hers is not None and not says_the_same(self.hers, self.old)

    @property
    def mark(self) -> str:
        """Of what was shown: a decision holds for that alone."""
        return str(uuid5(UUID(int=0), json.dumps([self.old, self.new, self.hers], sort_keys=True)))


def suggestions(base: Blocks, source: Blocks, copy: Blocks) -> list[Suggestion]:
    """In the order of the source, then what it dropped. What she has already, or left out herself, is not suggested."""
    seen, now, hers = _by_id(base), _by_id(source), _by_id(copy)
    found = [
        Suggestion(id, seen.get(id), now.get(id), hers.get(id)) for id in [*now, *(seen.keys() - now.keys())]
    ]
    new = (each for each in found if not says_the_same(each.new, each.old))
    return [each for each in new if not says_the_same(each.new, each.hers) and not _left_out(each)]


def _left_out(each: Suggestion) -> bool:
    """She took it out, or keeps her own of what the source dropped."""
    return each.old is not None and (each.hers is None or (each.new is None and each.is_hers))


def accepted(each: Suggestion, source: Blocks, copy: Blocks) -> list[Block]:
    """Her blocks with this suggestion taken; twice is once."""
    if each.new is None:
        return [block for block in copy if block["id"] != each.id]
    if each.hers is not None and not each.is_hers:
        return [each.new if block["id"] == each.id else block for block in copy]
    # Beside hers it needs an id of its own, the same each time.
    new = {**each.new, "id": str(uuid5(UUID(each.mark), each.id))} if each.hers is not None else each.new
    if any(block["id"] == new["id"] for block in copy):
        return list(copy)
    place = _after([each.id] if each.hers is not None else _before(each.id, source), copy)
    return [*copy[:place], new, *copy[place:]]


def decided(each: Suggestion, base: Blocks, source: Blocks) -> list[Block]:
    """The base once this was taken or left: it is not suggested again until the source changes that block again."""
    if each.new is None:
        return [block for block in base if block["id"] != each.id]
    if each.old is not None:
        return [each.new if block["id"] == each.id else block for block in base]
    place = _after(_before(each.id, source), base)
    return [*base[:place], each.new, *base[place:]]


def _before(id: str, blocks: Blocks) -> list[str]:
    """Ids of the blocks before this one, nearest first."""
    ids = [block["id"] for block in blocks]
    return ids[: ids.index(id)][::-1]


def _after(ids: Iterable[str], blocks: Blocks) -> int:
    """The place behind the first of these that is there; the beginning where none is."""
    places = {block["id"]: place for place, block in enumerate(blocks, 1)}
    return next((places[id] for id in ids if id in places), 0)


def _by_id(blocks: Blocks) -> dict[str, Block]:
    return {block["id"]: block for block in blocks}

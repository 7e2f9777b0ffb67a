"""A block's stored value, changed leaf by leaf, with the definition of each leaf at hand."""

from collections.abc import Callable
from typing import Any

from wagtail.blocks import Block, BooleanBlock, ListBlock, StructBlock

Path = tuple[str | int, ...]
Change = Callable[[Block, Any, Path], Any]


def changed(block: Block, value: Any, change: Change, path: Path = ()) -> Any:
    """The same value, each leaf of it as `change(definition, leaf, path)` says, in the order of the definition."""
    if isinstance(block, StructBlock) and isinstance(value, dict):
        there = [(name, each) for name, each in block.child_blocks.items() if name in value]
        return value | {name: changed(each, value[name], change, (*path, name)) for name, each in there}
    if isinstance(block, ListBlock) and isinstance(value, list):
        return [
            {**item, "value": changed(block.child_block, item["value"], change, (*path, place))}
            for place, item in enumerate(value)
        ]
    return change(block, value, path)


def definitions(block: Block) -> list[Block]:
    """All leaves of a definition."""
    if isinstance(block, StructBlock):
        return [leaf for each in block.child_blocks.values() for leaf in definitions(each)]
    return definitions(block.child_block) if isinstance(block, ListBlock) else [block]


def filled(block: Block, value: Any) -> Any:
    """The same value with what was added to its block since it was stored, as the block takes it to be."""
    if isinstance(block, StructBlock) and isinstance(value, dict):
        children = block.child_blocks.items()
        return {
            name: filled(each, value[name] if name in value else each.get_prep_value(each.get_default()))
            for name, each in children
        }
    if isinstance(block, ListBlock) and isinstance(value, list):
        return [{**item, "value": filled(block.child_block, item["value"])} for item in value]
    return bool(value) if isinstance(block, BooleanBlock) else value

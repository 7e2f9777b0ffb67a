"""Where the blocks of a lesson are kept, and the empty frame of a new one."""

from typing import Any

from wagtail.fields import StreamField


class BlockField(StreamField):
    """
    A StreamField that leaves its blocks out of migrations: they are stored as JSON, and no new block and no new word
    of help changes a table. What a migration does with stored blocks, it does with their raw data.
    """

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, path, _args, kwargs = super().deconstruct()
        del kwargs["block_lookup"]
        return name, path, [[]], kwargs


def frame() -> list[dict[str, Any]]:
    """
    Raw StreamField data, one empty block for each step: activity, discussion, input, deepening, synthesis.

    A trainer starts from a frame, never from an empty page (Level-Up, ADIDS).
    """
    kinds = [
        ("text", "activity"),
        ("reflection", "discussion"),
        ("key_idea", "input"),
        ("single_choice", "deepening"),
        ("next_step", "synthesis"),
    ]
    return [{"type": kind, "value": {"step": step}} for kind, step in kinds]

"""The empty frame of a new lesson."""

from typing import Any


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

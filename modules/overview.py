"""What a trainer is told of a page while she writes it: what it weighs, what would help, what it lacks."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from modules.findings import Finding
from modules.lacks import lacks
from modules.notices import notices
from modules.weight import RATE, ROUND_TRIP, Weight, lesson_weight


@dataclass(frozen=True, slots=True)
class Overview:
    """`weight` is of lessons alone."""

    lacks: Sequence[Finding]
    notices: Sequence[Finding]
    weight: Weight | None

    kilobits: int = RATE // 1000
    milliseconds: int = int(ROUND_TRIP * 1000)


def overview_of(page: Any) -> Overview:
    """Of a page as it is now, saved or not."""
    if not hasattr(page, "body"):
        return Overview(lacks(page), (), None)
    stress = next((guide.value["stress"] or "" for guide in page.guide), "")
    return Overview(lacks(page), notices(page.minutes, page.body, stress), lesson_weight(page))

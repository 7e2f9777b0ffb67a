"""
What is new to her in the courses open to her, since the week before this one in which she was here: no finer trace of
her visits is kept, so what she saw may be told once more for some days. No database.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from learning.core.weeks import this_week
from learning.progress.catalogue import is_new
from learning.progress.journey import Journey, State
from modules.outline import LessonEntry

SHOWN = 3


@dataclass(frozen=True)
class New:
    """A course that was opened, or a lesson that came into one of hers or was changed; with the day or the week."""

    journey: Journey
    lesson: LessonEntry | None
    changed: bool
    day: date


def whats_new(journeys: Iterable[Journey], since: date | None) -> list[New]:
    """The newest first. `since` is None for a woman in her first week: everything is, and so nothing."""
    if since is None:
        return []
    found = [new for journey in journeys for new in _in_course(journey, since)]
    return sorted(found, key=lambda new: new.day, reverse=True)


def _in_course(journey: Journey, since: date) -> Iterator[New]:
    if is_new(journey, since) and journey.opened:
        yield New(journey, None, False, journey.opened)
    if journey.state == State.NEW or not journey.standing:
        return
    done = journey.standing.done
    for lesson in journey.course.lessons:
        came, changed = lesson.since, lesson.label.changed_week if lesson.label else None
        if lesson.key not in done:
            if came and came >= since and this_week(came) > journey.standing.week:
                yield New(journey, lesson, False, came)
        # What protects her is told at the top of her home until she has read it.
        elif (
            changed and changed >= since and changed > done[lesson.key].week and lesson not in journey.changed
        ):
            yield New(journey, lesson, True, changed)

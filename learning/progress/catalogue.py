"""The courses open to her as a list to choose from: what each holds, what comes before it, what she asks for."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from learning.progress.journey import Journey, State
from modules.course_labels import CourseLabel

# Minutes of a whole course.
SPANS = (30, 60, 120)


@dataclass(frozen=True)
class Card:
    """A course, what it weighs and holds, the courses that are better taken before, and whether it is new to her."""

    journey: Journey
    label: CourseLabel
    before: Sequence[Journey]
    new: bool

    @property
    def before_undone(self) -> list[Journey]:
        """Those she has not finished."""
        return [each for each in self.before if not each.finished]


@dataclass(frozen=True)
class Wanted:
    """
    What she asks for; empty is anything. `spoken` is the code of a language or the key of a voice, `minutes` at most so
    many, 0 more than the longest span.
    """

    theme: str = ""
    spoken: str = ""
    minutes: int | None = None
    state: str = ""

    @property
    def anything(self) -> bool:
        return self != Wanted()

    def fits(self, card: Card) -> bool:
        course, minutes = card.journey.course, card.journey.course.minutes
        spans = self.minutes is None or (minutes <= self.minutes if self.minutes else minutes > SPANS[-1])
        speaks = not self.spoken or self.spoken in {*card.label.languages, *card.label.voices}
        return (
            self.theme in ("", course.theme) and self.state in ("", card.journey.state) and spans and speaks
        )


def cards(journeys: Iterable[Journey], labels: Mapping[UUID, CourseLabel], since: date | None) -> list[Card]:
    """All of them, in the order of the tree. `since`: she was last here in the week that began on that day."""
    known = {each.course.key: each for each in journeys}
    return [
        Card(
            each, labels[key], [known[one] for one in each.course.before if one in known], is_new(each, since)
        )
        for key, each in known.items()
    ]


def is_new(journey: Journey, since: date | None) -> bool:
    """Whether it was opened since then, and she has not begun it."""
    return bool(since and journey.opened and journey.opened >= since and journey.state == State.NEW)


def shelves(found: Iterable[Card]) -> list[tuple[State, list[Card]]]:
    """By where she is with them: what she takes, what she can begin, what she has finished; empty ones are left out."""
    chosen = list(found)
    order = (State.GOING, State.NEW, State.FINISHED)
    by_state = [(state, [card for card in chosen if card.journey.state == state]) for state in order]
    return [(state, held) for state, held in by_state if held]

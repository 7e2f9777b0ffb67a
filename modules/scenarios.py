"""
A branching scenario as plain values: steps with letters, choices that lead from one to another, endings. Pure
functions: no database, no request. The first step is where she begins, whatever its letter.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Way:
    """A choice: what is chosen, what comes of it, and the letter of the step it leads to."""

    id: str
    text: str
    consequence: str
    leads_to: str


@dataclass(frozen=True)
class Step:
    """`body` is the editor's rich text; an ending has no ways."""

    id: str
    letter: str
    body: Any
    ending: bool
    ways: tuple[Way, ...]


@dataclass(frozen=True)
class Scenario:
    steps: tuple[Step, ...]

    def step(self, letter: str) -> Step | None:
        return next((step for step in self.steps if step.letter == letter), None)

    def after(self, step: Step, way: Way) -> str:
        """The id of the step that a choice leads to; in a draft that may be where she is."""
        return (self.step(way.leads_to) or step).id

    @property
    def reached(self) -> frozenset[str]:
        """Ids of the steps that can be come to from the first one."""
        seen: set[str] = set()
        waiting = list(self.steps[:1])
        while waiting:
            step = waiting.pop()
            if step.id not in seen:
                seen.add(step.id)
                waiting += self._next(step)
        return frozenset(seen)

    @property
    def stuck(self) -> frozenset[str]:
        """Ids of the steps from which no ending can be reached."""
        ends = {step.id for step in self.steps if step.ending}
        while more := {
            step.id
            for step in self.steps
            if step.id not in ends and any(s.id in ends for s in self._next(step))
        }:
            ends |= more
        return frozenset(step.id for step in self.steps if step.id not in ends)

    def _next(self, step: Step) -> list[Step]:
        return [there for way in step.ways if (there := self.step(way.leads_to))]


def read_scenario(value: Mapping[str, Any]) -> Scenario:
    """A scenario out of the value of its block."""
    return Scenario(tuple(_step(item) for item in value["steps"].bound_blocks if item.id))


def _step(item: Any) -> Step:
    value = item.value
    ways = tuple(
        Way(each.id, each.value["text"], each.value["consequence"], each.value["leads_to"])
        for each in value["ways"].bound_blocks
        if each.id
    )
    return Step(item.id, value["letter"], value["body"], bool(value["ending"]), ways)


def problems(scenario: Scenario) -> Iterator[str]:
    """What keeps it from being published, a sentence each."""
    letters = [step.letter for step in scenario.steps]
    for letter in sorted({each for each in letters if letters.count(each) > 1}):
        yield _("Dos pasos llevan la letra %(letter)s.") % {"letter": letter}
    reached, stuck = scenario.reached, scenario.stuck
    for step in scenario.steps:
        named = {"letter": step.letter}
        if step.ending and step.ways:
            yield _("El paso %(letter)s es un final y tiene salidas: quítale una cosa o la otra.") % named
        for way in step.ways:
            if scenario.step(way.leads_to) is None:
                yield _("Desde el paso %(letter)s se va al %(missing)s, que no existe.") % {
                    **named,
                    "missing": way.leads_to,
                }
        if step.id not in reached:
            yield _("Al paso %(letter)s no se llega desde el primero.") % named
        elif step.id in stuck:
            yield _("Desde el paso %(letter)s no se llega a ningún final.") % named


@dataclass(frozen=True)
class Branch:
    """A step as a trainer sees it in the tree; `again` where it was drawn before."""

    step: Step | None
    way: Way | None
    again: bool
    stuck: bool
    branches: Sequence["Branch"]


def tree(scenario: Scenario) -> list[Branch]:
    """Which choice leads where: from the first step, each step drawn once; then those that are never reached."""
    drawn: set[str] = set()
    stuck = scenario.stuck

    def draw(step: Step | None, way: Way | None) -> Branch:
        again = step is not None and step.id in drawn
        if step is None or again:
            return Branch(step, way, again, step is None, ())
        drawn.add(step.id)
        below = tuple(draw(scenario.step(each.leads_to), each) for each in step.ways)
        return Branch(step, way, again, step.id in stuck, below)

    return [draw(step, None) for step in _roots(scenario, drawn)]


def _roots(scenario: Scenario, drawn: set[str]) -> Iterable[Step]:
    return (step for step in scenario.steps if step.id not in drawn)

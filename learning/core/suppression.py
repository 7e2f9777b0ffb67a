"""Numbers of people that may be shown: none under k, and none that follows by subtraction.

A table with its totals is a network of flows: every entry lies in one row equation and one column equation.
A hidden entry is protected when another table of counts would print the same, that is when one unit can go
round a cycle of hidden entries. Nor may a line give away a small sum of its hidden entries.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

Entry = tuple[int, int]
Counts = list[list[int]]


@dataclass(frozen=True)
class Suppressed:
    """A table to print; None stands for a number that is not shown."""

    cells: list[list[int | None]]
    rows: list[int | None]
    columns: list[int | None]
    total: int | None


def shown(number: int, k: int = 5) -> int | None:
    """A single number, or None when it is under k; zero is small too."""
    return number if number >= k else None


def suppress(table: Sequence[Sequence[int]], k: int = 5) -> Suppressed:
    """Hide what is under k and whatever else is needed so that no hidden number can be computed.

    `table` holds counts of disjoint groups of people: for nested ones (started, finished) give the parts
    (finished, not finished) and read the whole from the totals.
    """
    full = _with_totals(table)
    hidden = {(i, j) for i, row in enumerate(full) for j, value in enumerate(row) if value < k}
    while weak := next(_weaknesses(full, hidden, k), None):
        hidden.add(_cheapest(full, hidden, weak))
    lines = [
        [None if (i, j) in hidden else value for j, value in enumerate(row)] for i, row in enumerate(full)
    ]
    return Suppressed(
        cells=[line[:-1] for line in lines[:-1]],
        rows=[line[-1] for line in lines[:-1]],
        columns=lines[-1][:-1],
        total=lines[-1][-1],
    )


def suppress_row(counts: Sequence[int], k: int = 5) -> tuple[list[int | None], int | None]:
    """The same for one list of disjoint groups and its total."""
    done = suppress([counts], k)
    return done.cells[0], done.total


def _with_totals(table: Sequence[Sequence[int]]) -> Counts:
    if len({len(row) for row in table}) != 1:
        raise ValueError("a table has rows of one length")
    rows = [[*row, sum(row)] for row in table]
    return [*rows, [sum(column) for column in zip(*rows, strict=True)]]


def _weaknesses(full: Counts, hidden: set[Entry], k: int) -> Iterator[list[Entry]]:
    """The entries among which one more must be hidden, cheap tests first."""
    for line in _lines(full):
        inside = [entry for entry in line if entry in hidden]
        parts = [entry for entry in inside if entry != line[-1]]
        small = line[-1] not in hidden and sum(full[i][j] for i, j in parts) < k
        if len(inside) == 1 or (parts and small):
            yield line
    for entry in sorted(hidden):
        if not _protected(full, hidden, entry):
            yield _cross(full, entry)


def _cheapest(full: Counts, hidden: set[Entry], among: list[Entry]) -> Entry:
    """The open entry that costs the reader least: cells before totals, small before large."""
    last_row, last_column = len(full) - 1, len(full[0]) - 1
    return min(
        [each for each in among if each not in hidden]
        or [each for each in _everywhere(full) if each not in hidden],
        key=lambda entry: (
            (entry[0] == last_row) + (entry[1] == last_column),
            full[entry[0]][entry[1]],
            entry,
        ),
    )


def _cross(full: Counts, entry: Entry) -> list[Entry]:
    row, column = entry
    return [(row, j) for j in range(len(full[0]))] + [(i, column) for i in range(len(full))]


def _everywhere(full: Counts) -> list[Entry]:
    return [(i, j) for i in range(len(full)) for j in range(len(full[0]))]


def _lines(full: Counts) -> Iterator[list[Entry]]:
    for i in range(len(full)):
        yield [(i, j) for j in range(len(full[0]))]
    for j in range(len(full[0])):
        yield [(i, j) for i in range(len(full))]


def _protected(full: Counts, hidden: set[Entry], entry: Entry) -> bool:
    """Whether this number could be one more or one less, all printed numbers being what they are."""
    source, target = _arc(full, entry)
    others = hidden - {entry}
    more = _reaches(full, others, target, source)
    return more or (full[entry[0]][entry[1]] > 0 and _reaches(full, others, source, target))


def _arc(full: Counts, entry: Entry) -> tuple[str, str]:
    """The equations an entry links, in the direction in which one more of it pushes."""
    row, column = entry
    ends = (f"row {row}", f"column {column}")
    backwards = (row == len(full) - 1) != (column == len(full[0]) - 1)
    return ends[::-1] if backwards else ends


def _reaches(full: Counts, hidden: set[Entry], start: str, goal: str) -> bool:
    """Whether one unit can go from start to goal: forth through any entry, back through one that is not 0."""
    steps: dict[str, set[str]] = {}
    for entry in hidden:
        source, target = _arc(full, entry)
        steps.setdefault(source, set()).add(target)
        if full[entry[0]][entry[1]] > 0:
            steps.setdefault(target, set()).add(source)
    seen, waiting = {start}, [start]
    while waiting:
        for place in steps.get(waiting.pop(), set()) - seen:
            seen.add(place)
            waiting.append(place)
    return goal in seen

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from learning.core.suppression import Suppressed, shown, suppress, suppress_row

K = 3
MOST = 9
tables = st.integers(1, 2).flatmap(
    lambda width: st.lists(
        st.lists(st.integers(0, 4), min_size=width, max_size=width), min_size=1, max_size=4 // width
    )
)


def possible(printed: Suppressed, width: int, height: int) -> Iterator[list[list[int]]]:
    """Every table of small counts that would be printed like this: what a reader can not tell apart."""
    cells = [cell for row in printed.cells for cell in row]
    for guess in product(*[range(MOST) if cell is None else [cell] for cell in cells]):
        table = [list(guess[row * width : (row + 1) * width]) for row in range(height)]
        rows = [sum(row) for row in table]
        columns = [sum(column) for column in zip(*table, strict=True)]
        if all(
            said in (None, true)
            for said, true in zip(
                [*printed.rows, *printed.columns, printed.total], [*rows, *columns, sum(rows)], strict=True
            )
        ):
            yield table


@settings(max_examples=60, deadline=None)
@given(tables)
def test_nothing_hidden_follows_by_any_computation(table: list[list[int]]) -> None:
    height, width = len(table), len(table[0])
    printed = suppress(table, k=K)
    worlds = list(possible(printed, width, height))
    assert table in worlds
    for row, column in product(range(height), range(width)):
        if printed.cells[row][column] is None:
            assert len({world[row][column] for world in worlds}) > 1
    for row in range(height):
        if printed.rows[row] is None:
            assert len({sum(world[row]) for world in worlds}) > 1
    for column in range(width):
        if printed.columns[column] is None:
            assert len({sum(row[column] for row in world) for world in worlds}) > 1


big = st.integers(1, 6).flatmap(
    lambda width: st.lists(
        st.lists(st.integers(0, 30), min_size=width, max_size=width), min_size=1, max_size=8
    )
)


@given(big)
def test_no_small_number_is_printed_and_none_is_invented(table: list[list[int]]) -> None:
    printed = suppress(table)
    for said, true in zip(printed.cells, table, strict=True):
        assert all(
            cell is None or (cell == number and cell >= 5) for cell, number in zip(said, true, strict=True)
        )
    for total, row in zip(printed.rows, table, strict=True):
        assert total is None or (total == sum(row) and total >= 5)
    assert printed.total is None or printed.total == sum(map(sum, table))


@given(big)
def test_no_line_gives_away_a_small_sum(table: list[list[int]]) -> None:
    printed = suppress(table)
    lines = [*zip(printed.cells, table, printed.rows, strict=True)]
    lines += [
        *zip(
            map(list, zip(*printed.cells, strict=True)),
            map(list, zip(*table, strict=True)),
            printed.columns,
            strict=True,
        )
    ]
    for said, true, total in lines:
        hidden = [number for cell, number in zip(said, true, strict=True) if cell is None]
        assert total is None or not hidden or (len(hidden) > 1 and sum(hidden) >= 5)


@given(big)
def test_two_months_do_not_undo_each_other(table: list[list[int]]) -> None:
    """Months stand in one table as rows of new events: reading two of them is reading that table."""
    printed = suppress(table)
    for (first, second), (one, other) in zip(pairwise(printed.cells), pairwise(table), strict=True):
        for column, (a, b) in enumerate(zip(first, second, strict=True)):
            if a is not None and b is not None:
                assert (a, b) == (one[column], other[column])


def solved(printed: Suppressed) -> set[tuple[int, int]]:
    """The hidden entries that the equations of rows and columns leave only one value, by elimination."""
    entries = [[*row, total] for row, total in zip(printed.cells, printed.rows, strict=True)]
    entries.append([*printed.columns, printed.total])
    unknown = [(i, j) for i, row in enumerate(entries) for j, value in enumerate(row) if value is None]
    lines = [[(i, j) for j in range(len(entries[0]))] for i in range(len(entries))]
    lines += [[(i, j) for i in range(len(entries))] for j in range(len(entries[0]))]
    left = [
        [Fraction((each in line) * (-1 if each == line[-1] else 1)) for each in unknown] for line in lines
    ]
    done: list[list[Fraction]] = []
    for column in range(len(unknown)):
        pivot = next((line for line in left if line[column]), None)
        if pivot is None:
            continue
        left.remove(pivot)
        pivot = [value / pivot[column] for value in pivot]
        left, done = (
            [[a - line[column] * b for a, b in zip(line, pivot, strict=True)] for line in lines]
            for lines in (left, done)
        )
        done.append(pivot)
    return {unknown[line.index(1)] for line in done if sum(map(bool, line)) == 1}


@given(
    st.integers(2, 5).flatmap(
        lambda width: st.lists(
            st.lists(st.sampled_from([1, 2, 3, 4, 6, 40]), min_size=width, max_size=width),
            min_size=2,
            max_size=5,
        )
    )
)
def test_nothing_hidden_follows_from_the_equations_of_a_larger_table(table: list[list[int]]) -> None:
    assert solved(suppress(table)) == set()


def test_a_number_between_two_hidden_blocks_is_guarded_too() -> None:
    """Each line hides two numbers, and still the 2 in the first row would follow from the two blocks."""
    table = [[3, 3, 2, 50], [3, 3, 50, 50], [50, 50, 3, 3], [50, 50, 3, 3]]
    naive = [[None if cell < 5 else cell for cell in row] for row in table]
    assert solved(Suppressed(naive, [58, 106, 106, 106], [106, 106, 58, 106], 376)) == {(0, 2)}
    assert solved(suppress(table)) == set()


def test_a_safe_table_is_printed_whole() -> None:
    assert suppress([[5, 9], [7, 30]]) == Suppressed([[5, 9], [7, 30]], [14, 37], [12, 39], 51)


def test_totals_stay_when_cells_can_go() -> None:
    printed = suppress([[1, 0, 20], [30, 40, 50]])
    assert (printed.rows, printed.columns, printed.total) == ([21, 120], [31, 40, 70], 141)


@pytest.mark.parametrize(
    ("counts", "printed"),
    [
        ([6, 9], ([6, 9], 15)),
        ([0, 9], ([None, None], 9)),
        ([1, 20, 30], ([None, None, 30], 51)),
        ([0, 0], ([None, None], None)),
        ([4], ([None], None)),
    ],
)
def test_a_list(counts: list[int], printed: tuple[list[int | None], int | None]) -> None:
    assert suppress_row(counts) == printed


def test_a_single_number() -> None:
    assert [shown(number) for number in (0, 4, 5)] == [None, None, 5]


def test_a_crooked_table_is_refused() -> None:
    with pytest.raises(ValueError, match="one length"):
        suppress([[1, 2], [3]])


def test_a_year_of_a_hundred_courses_is_quick() -> None:
    table = [[(7 * row + 11 * column) % 13 for column in range(12)] for row in range(100)]
    assert suppress(table).total == sum(map(sum, table))

"""The rule by which a number of one month follows that of the month before, against who computes everything."""

from collections import defaultdict
from collections.abc import Iterator
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from learning.progress import months
from learning.progress.months import Cell, Cells

SMALL_K = 3  # The rule is the same, and everything can be tried.


@cache
def after(before: Cells, begun: int, finished: int, whole: int) -> Cells:
    return before.after(begun, finished, whole)


def printed(cells: Cells) -> tuple[int | None, int | None]:
    return cells.begun.shown, cells.finished.shown


def worlds(members: int, removed: int, joined: int) -> Iterator[tuple[tuple, tuple]]:
    """
    All that can have happened in two months in which the lead removed and let in so many: what she reads, and
    (begun, finished, begun, finished). Who is removed may have begun before, or between, or never.
    """
    stay = members - removed
    for staying in range(stay + 1):
        for gone in range(removed + 1):
            for finished in range(staying + gone + 1):
                first = after(Cells(), staying + gone, finished, members)
                yield from (
                    (
                        (*printed(first), *printed(second)),
                        (staying + gone, finished, later + left, finished_later),
                    )
                    for left in range(gone, removed + 1)
                    for later in range(staying, stay + joined + 1)
                    for finished_later in range(finished, later + left + 1)
                    for second in [after(first, later + left, finished_later, stay + joined + left)]
                )


def is_new(read: tuple, cell: int) -> bool:
    return read[cell] is not None and (cell < 2 or read[cell] != read[cell - 2])


@settings(max_examples=40, deadline=None)
@given(st.integers(6, 12), st.integers(0, 4), st.integers(0, 5))
def test_what_is_hidden_could_be_one_more_or_one_less(members: int, removed: int, joined: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(months, "K", SMALL_K)
        after.cache_clear()
        possible = defaultdict(set)
        for read, world in worlds(members, removed, joined):
            possible[read].add(world)
    after.cache_clear()
    for read, told in possible.items():
        for cell in range(4):
            values = {world[cell] for world in told}
            if is_new(read, cell):
                assert values == {read[cell]}
            else:
                assert all(values & {value - 1, value + 1} for value in values), (read, cell, values)
        differences = [
            {begun - finished for begun, finished, _, _ in told},
            {begun - finished for _, _, begun, finished in told},
            {later - begun for begun, _, later, _ in told},
            {later - finished for _, finished, _, later in told},
        ]
        assert not any(len(each) == 1 and max(each) < SMALL_K for each in differences)


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60), st.integers(0, 30)), max_size=8))
def test_no_small_number_can_be_read_or_subtracted(told: list[tuple[int, int, int]]) -> None:
    cells, seen = Cells(), [(None, None)]
    for begun, finished, others in told:
        finished = min(begun, finished)
        cells = cells.after(begun, finished, begun + others)
        assert cells.begun.shown in (seen[-1][0], begun)
        assert cells.finished.shown in (seen[-1][1], finished)
        seen.append(printed(cells))
        if None not in seen[-1]:
            assert seen[-1][0] - seen[-1][1] >= months.K
    for column in zip(*seen, strict=True):
        moves = sorted({number for number in column if number is not None})
        assert all(later - earlier >= months.K for earlier, later in zip([0, *moves], moves, strict=False))
        assert [n for n in column if n is not None] == sorted(n for n in column if n is not None)


@pytest.mark.parametrize("whole", range(31))
def test_the_first_number_is_shown_when_it_and_the_rest_are_five(whole: int) -> None:
    seen = [count for count in range(whole + 1) if Cell().after(count, whole, whole).shown is not None]
    assert seen == list(range(5, whole - 4))


def test_a_number_moves_when_five_more_are_so() -> None:
    first = Cells().after(12, 6, 40)
    assert printed(first) == (12, 6)
    assert printed(first.after(16, 10, 40)) == (12, 6)
    assert printed(first.after(17, 11, 40)) == (17, 11)
    assert printed(first.after(17, 10, 40)) == (17, 6)
    assert printed(first.after(36, 6, 40)) == (12, 6)  # Four who never began would follow.
    assert printed(first.after(8, 2, 40)) == (12, 6)  # Some left for good, and it is not seen.


def test_what_was_hidden_for_being_large_does_not_come_to_light_later() -> None:
    """Sixteen of twenty, hidden; were 16 shown when others came, it would say that four had not begun."""
    assert printed(Cells().after(16, 0, 20).after(16, 0, 40)) == (None, None)
    assert printed(Cells().after(16, 0, 20).after(20, 0, 40)) == (20, None)
    assert printed(Cells().after(3, 0, 20).after(16, 0, 40)) == (16, None)


def test_finished_never_comes_close_to_the_begun_beside_it() -> None:
    first = Cells().after(19, 16, 21)
    assert printed(first) == (None, 16)
    assert printed(first.after(20, 16, 60)) == (None, 16)
    assert printed(first.after(21, 16, 60)) == (21, 16)

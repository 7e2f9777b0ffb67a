from datetime import UTC, date, datetime

import time_machine

from learning.core.weeks import first_monday, month_after, month_before, this_month, this_week


def test_a_week_is_its_monday() -> None:
    assert {this_week(date(2026, 11, day)) for day in range(16, 23)} == {date(2026, 11, 16)}
    assert this_week(date(2026, 1, 1)) == date(2025, 12, 29)


def test_a_month_is_its_first_day() -> None:
    assert this_month(date(2026, 2, 28)) == date(2026, 2, 1)


@time_machine.travel(datetime(2026, 6, 1, 3, 0, tzinfo=UTC), tick=False)
def test_today_is_the_sites_day_not_greenwichs() -> None:
    assert this_week() == date(2026, 5, 25)
    assert this_month() == date(2026, 5, 1)


def test_months_follow_each_other() -> None:
    assert [month_before(date(2026, month, 1)) for month in (1, 3)] == [date(2025, 12, 1), date(2026, 2, 1)]
    assert [month_after(date(2026, month, 1)) for month in (2, 12)] == [date(2026, 3, 1), date(2027, 1, 1)]


def test_a_month_begins_to_count_with_its_first_monday() -> None:
    assert first_monday(date(2026, 6, 1)) == date(2026, 6, 1)
    assert first_monday(date(2026, 11, 1)) == date(2026, 11, 2)
    assert first_monday(date(2026, 12, 1)) == date(2026, 12, 7)

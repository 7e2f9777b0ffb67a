"""How coarse a moment may be when it is written down: the week, or the month."""

from calendar import monthrange
from datetime import date, timedelta

from django.utils import timezone


def this_week(today: date | None = None) -> date:
    """The Monday of the week of `today` (default: now, in the site's time zone)."""
    today = today or timezone.localdate()
    return today - timedelta(days=today.weekday())


def this_month(today: date | None = None) -> date:
    """The first day of the month of `today` (default: now, in the site's time zone)."""
    return (today or timezone.localdate()).replace(day=1)


def month_after(month: date) -> date:
    """The first day of the month after the one that begins on `month`."""
    return this_month(month + timedelta(days=31))


def month_before(month: date) -> date:
    """The first day of the month before the one that begins on `month`."""
    return this_month(month - timedelta(days=1))


def months_ago(number: int, today: date | None = None) -> date:
    """The same day so many months before `today` (default: now), or the last day that month has."""
    today = today or timezone.localdate()
    year, month = divmod(today.year * 12 + today.month - 1 - number, 12)
    return date(year, month + 1, min(today.day, monthrange(year, month + 1)[1]))


def first_monday(month: date) -> date:
    """The Monday with which the first week begins that counts to this month."""
    return month + timedelta(days=-month.weekday() % 7)

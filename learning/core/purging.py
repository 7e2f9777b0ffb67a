"""
What goes by itself, and after how long. Each app says its own through hooks of Wagtail's registry:

register_purge()   its limits: a list of `Limit`
before_purge()     what must be counted before anything goes

`manage.py purge` does it, once an hour by a timer (docs/operating.md).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from wagtail import hooks

from learning.core.forgetting import forget_on_disk


def delete(rows: QuerySet) -> None:
    rows.delete()


@dataclass(frozen=True)
class Limit:
    """What goes, after how long (in words), the rows that are past it now, and what happens to them."""

    what: str
    after: str
    rows: Callable[[], QuerySet]
    act: Callable[[QuerySet], Any] = delete


def limits() -> list[Limit]:
    """The table of limits, in the order of the apps."""
    return [limit for register in hooks.get_hooks("register_purge") for limit in register()]


def purge(*, dry: bool = False) -> Iterator[tuple[Limit, int]]:
    """Let go what is past its limit, or only count it; each limit with how many rows were past it."""
    if not dry:
        for prepare in hooks.get_hooks("before_purge"):
            prepare()
    for limit in limits():
        yield limit, _applied(limit, dry)
    if not dry:
        forget_on_disk()


@transaction.atomic
def _applied(limit: Limit, dry: bool) -> int:
    rows = limit.rows()
    many = rows.count()
    if many and not dry:
        limit.act(rows)
    return many

"""
The pause of the whole site, which the keeper begins and ends (`manage.py pause_site`).

What reminds, counts what waits or sets a term asks whether there is one; inside a network `Membership.at_rest` does.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.conf import settings
from django.db import transaction
from django.db.models import JSONField, Q, QuerySet, Subquery
from django.http import HttpRequest
from django.utils.timezone import localdate

from learning.core.languages import language_now
from learning.core.models import SitePause

# Under this name a row that was read anyway brings the answer with it, so that no page costs a query more.
COLUMN = "site_pause"
_UNKNOWN: Any = object()


class Said(NamedTuple):
    """The keeper's words and their language; both empty where she left it at the pause."""

    text: str
    language: str


def as_column() -> Subquery:
    """What `words` reads, to be asked together with something else."""
    return Subquery(_now().values("words")[:1], output_field=JSONField())


def words(row: Any = None) -> Mapping[str, str] | None:
    """Language to words while there is a pause, else None. One query, none where `row` has COLUMN."""
    known: Mapping[str, str] | None = getattr(row, COLUMN, _UNKNOWN)
    return _now().values_list("words", flat=True).first() if known is _UNKNOWN else known


def lets_nothing_go() -> bool:
    """In a pause, and as long after it as it lasted, no term is over."""
    return SitePause.objects.filter(Q(grace=None) | Q(grace__gt=localdate())).exists()


def begun_with(grace: date | None) -> date:
    """Since when a pause counts that begins now: what is left of the time after the one before is not lost."""
    today = localdate()
    return today - max((grace or today) - today, timedelta(0))


def grace_after(begun: date) -> date:
    """Until when nothing goes after a pause that ends now: as long as it lasted."""
    today = localdate()
    return today + (today - begun)


def said_to(request: HttpRequest) -> Said | None:
    """What a page says of the pause, in her language, else the courses' own, else any; None without one."""
    given = words(getattr(request, "membership", None))
    if given is None:
        return None
    order = (language_now(), settings.LANGUAGE_CODE, *given)
    language = next((each for each in order if each in given), "")
    return Said(given.get(language, ""), language)


@transaction.atomic
def pause_site(text: str = "", language: str = settings.LANGUAGE_CODE) -> None:
    """Begin it; again with words, it says them too, or instead of those it had in this language."""
    pause, _new = SitePause.objects.select_for_update().get_or_create(pk=1)
    if pause.grace:
        pause.begun, pause.grace = begun_with(pause.grace), None
    if text:
        pause.words = {**pause.words, language: text}
    pause.save()


@transaction.atomic
def end_site_pause() -> bool:
    """Whether there was one."""
    pause = _now().select_for_update().first()
    if pause:
        pause.words, pause.grace = {}, grace_after(pause.begun)
        pause.save()
    return pause is not None


def _now() -> QuerySet[SitePause]:
    return SitePause.objects.filter(grace=None)

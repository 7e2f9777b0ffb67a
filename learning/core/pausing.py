"""
The pause of the whole site, which the keeper begins and ends (`manage.py pause_site`).

What reminds, counts what waits or sets a term asks whether there is one; inside a network `Membership.at_rest` does.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

from django.conf import settings
from django.db import transaction
from django.db.models import JSONField, Subquery
from django.http import HttpRequest

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
    return Subquery(SitePause.objects.values("words")[:1], output_field=JSONField())


def words(row: Any = None) -> Mapping[str, str] | None:
    """Language to words while there is a pause, else None. One query, none where `row` has COLUMN."""
    known: Mapping[str, str] | None = getattr(row, COLUMN, _UNKNOWN)
    return SitePause.objects.values_list("words", flat=True).first() if known is _UNKNOWN else known


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
    if text:
        pause.words = {**pause.words, language: text}
        pause.save()


def end_site_pause() -> bool:
    """Whether there was one."""
    many, _rows = SitePause.objects.all().delete()
    return many > 0

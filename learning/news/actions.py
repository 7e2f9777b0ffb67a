"""Saying something to a network, mending it, taking it back. Each is an act of power, and stands in the log."""

import uuid
from datetime import date, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from learning.core import opaque
from learning.core.forgetting import forget_on_disk
from learning.networks import audit
from learning.networks.models import Membership, Network
from learning.news.models import News, Words

WRITTEN, CHANGED, WITHDRAWN = "news-written", "news-changed", "news-withdrawn"
audit.name_act(WRITTEN, _("Publicó una novedad"))
audit.name_act(CHANGED, _("Cambió una novedad"))
audit.name_act(WITHDRAWN, _("Retiró una novedad"))

# An alert that nobody ends says at last what is no more.
ALERT_DAYS = 14


@transaction.atomic
def write_news(*, by: Membership, kind: str, words: Words, until: date | None, nonce: UUID) -> News:
    """
    Say it to her network; `until` is the last day on which it is read. The same words with the same nonce again are the
    item they already made.
    """
    _hold(by)
    key = uuid.uuid5(nonce, "\n".join((str(by.network_id), kind, *words)))
    already: News | None = News.objects.scoped(network=by.network_id).filter(pk=key).first()
    if already:
        return already
    news = News(pk=key, network=by.network, kind=kind)
    news.until = _last_day(kind, until, news.on_day)
    news.say(words)
    news.save(force_insert=True)
    _record(by, WRITTEN, news)
    return news


class ChangedMeanwhile(Exception):
    """Somebody else changed it since she opened it."""


@transaction.atomic
def change_news(
    *, by: Membership, news: News, kind: str, words: Words, until: date | None, seen: str
) -> News:
    """
    Say it otherwise, or in one more language; what stays the same is no act. `seen` is the `version` she changed.
    ChangedMeanwhile when it is another by now, News.DoesNotExist when it is gone.
    """
    _hold(by)
    row: News = News.objects.scoped(network=by.network_id).get(pk=news.pk)
    last_day = _last_day(kind, until, row.on_day)
    if (row.kind, row.until, row.words.get(words.language)) == (kind, last_day, words):
        return row
    if seen != row.version(words.language):
        raise ChangedMeanwhile
    row.kind, row.until = kind, last_day
    row.say(words)
    row.save()
    _record(by, CHANGED, row)
    return row


def withdraw_news(*, by: Membership, news: News) -> None:
    """Take it back for good, in all its languages; who does so twice did it once."""
    with transaction.atomic():
        _hold(by)
        gone, _rows = News.objects.scoped(network=by.network_id).filter(pk=news.pk).delete()
        if gone:
            _record(by, WITHDRAWN, news)
    forget_on_disk()


def _last_day(kind: str, until: date | None, on_day: date) -> date | None:
    if until is None and kind == News.Kind.ALERT:
        return max(on_day, timezone.localdate()) + timedelta(days=ALERT_DAYS)
    return until


def _hold(by: Membership) -> None:
    """The network's row is the lock: a second tap finds what the first one did."""
    Network.objects.select_for_update(no_key=True).get(pk=by.network_id)


def _record(by: Membership, act: str, news: News) -> None:
    audit.record(network=by.network, actor=by, act=act, subject=opaque.encode(news.pk))

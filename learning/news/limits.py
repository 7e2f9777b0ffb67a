"""How long news is kept once nobody reads it."""

from datetime import timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from learning.core.purging import Limit
from learning.core.weeks import months_ago
from learning.news.models import News

OVER_DAYS, MONTHS = 30, 12


def news_limits() -> list[Limit]:
    return [Limit("news", f"{OVER_DAYS} days after its end, else {MONTHS} months", _past)]


def _past() -> QuerySet:
    news = News.objects.unscoped(reason="the purge goes through every network")
    ended = Q(until__lt=timezone.localdate() - timedelta(days=OVER_DAYS))
    return news.filter(ended | Q(until=None, on_day__lt=months_ago(MONTHS)))

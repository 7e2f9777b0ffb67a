"""What this person may get of news: what her network or the region says, and for its writers what is over too."""

from collections.abc import Sequence
from uuid import UUID

from django.http import Http404

from learning.accounts.second_factor import has_second_factor
from learning.networks.models import Membership
from learning.networks.permissions import Permission, can
from learning.news.models import News
from learning.news.querysets import NewsQuerySet

FEW = 3


def writes(membership: Membership) -> bool:
    """Whether she writes for her network: her role and, as for all power, her second factor."""
    return can(membership, Permission.WRITE_NEWS) and has_second_factor(membership.account)


def news_for(membership: Membership) -> NewsQuerySet:
    """What is to be read today, newest first."""
    found: NewsQuerySet = News.objects.open_to(membership).current().newest_first()
    return found


def few_news_for(membership: Membership) -> Sequence[News]:
    """The newest few, alerts before all else. One query."""
    return list(News.objects.open_to(membership).current().alerts_first()[:FEW])


def news_over(membership: Membership) -> Sequence[News]:
    """What her network said and nobody reads any more, for those who write it, until the purge."""
    own: NewsQuerySet = News.objects.scoped(network=membership.network_id)
    return list(own.over().newest_first()[:20])


def news_or_404(membership: Membership, key: UUID) -> News:
    """What she may read."""
    found: News | None = News.objects.open_to(membership).filter(pk=key).first()
    if found is None or (found.is_over() and not (is_hers(membership, found) and writes(membership))):
        raise Http404
    return found


def own_news(membership: Membership, key: UUID) -> News | None:
    """What her own network says, over or not."""
    own: NewsQuerySet = News.objects.scoped(network=membership.network_id)
    return own.select_related("network").filter(pk=key).first()


def own_news_or_404(membership: Membership, key: UUID) -> News:
    """The same, where it has to be there."""
    found = own_news(membership, key)
    if found is None:
        raise Http404
    return found


def is_hers(membership: Membership, news: News) -> bool:
    """Whether it is of the network she is in now."""
    return news.network_id == membership.network_id

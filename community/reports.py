"""The moderators' queue and the health of the forum, in numbers."""

from datetime import timedelta
from typing import Any

from django.db.models import Min

from community.models import Post, Topic
from community.querysets import PER_PAGE
from learning.core.weeks import this_week
from learning.networks.models import Membership


def queue_of(membership: Membership) -> dict[str, Any]:
    """
    The oldest of what waits, of what was reported and of what is hidden, up to a page of each; three queries.

    Whoever wrote a post does not judge it herself: her own are left out of what waits.
    """
    posts = Post.objects.scoped(network=membership.network_id).select_related("author", "topic__opener")
    return {
        "waiting": list(
            posts.waiting().exclude(author=membership.account).order_by("week", "position")[:PER_PAGE]
        ),
        "reported": list(posts.reported().exclude(state="withdrawn").order_by("week", "position")[:PER_PAGE]),
        "hidden": list(posts.hidden().order_by("-week", "position")[:PER_PAGE]),
    }


def health(membership: Membership) -> dict[str, int]:
    """How many posts wait or are reported, and since how many weeks the oldest does; two queries."""
    posts = Post.objects.scoped(network=membership.network_id)
    oldest = posts.waiting().aggregate(week=Min("week"))["week"]
    return {
        "waiting": posts.waiting().count(),
        "reported": posts.reported().exclude(state="withdrawn").count(),
        "weeks": (this_week() - oldest) // timedelta(weeks=1) if oldest else 0,
    }


def unread_topics(membership: Membership, most: int = 20) -> int:
    """How many topics hold something she has not read, counted up to `most`."""
    topics = Topic.objects.scoped(network=membership.network_id).unread(membership.account)
    return topics.order_by()[:most].count()

"""The moderators' queue and the health of the forum, in numbers."""

from datetime import timedelta
from typing import Any

from community.access import reports_for
from community.models import Post, Topic
from community.querysets import PER_PAGE
from learning.core.weeks import this_week
from learning.networks.models import Membership

NEWEST = 50


def queue_of(membership: Membership) -> dict[str, Any]:
    """
    The oldest of what was reported, of what waits and of what is hidden, up to a page of each; three queries.

    Whoever wrote a post does not judge it herself: her own are left out.
    """
    posts = Post.objects.scoped(network=membership.network_id).select_related("author", "topic__opener")
    others = posts.exclude(author=membership.account_id).order_by("week", "topic", "position")
    return {
        "reported": list(others.reported(reports_for(membership))[:PER_PAGE]),
        "waiting": list(others.waiting()[:PER_PAGE]),
        "hidden": list(others.hidden()[:PER_PAGE]),
    }


def health(membership: Membership) -> dict[str, int]:
    """How many posts wait or are reported, and since how many weeks the oldest waits; two queries."""
    posts = Post.objects.scoped(network=membership.network_id)
    waiting = posts.waiting().count_and_oldest()
    oldest = waiting["week"] or this_week()
    return {
        "waiting": waiting["count"],
        "reported": posts.reported(reports_for(membership)).count(),
        "weeks": (this_week() - oldest) // timedelta(weeks=1),
    }


def to_judge(membership: Membership) -> int:
    """
    How many posts of others wait for a moderator or were reported; one query. In a pause what waits may wait,
    and what was reported may not: somebody may be in danger.
    """
    others = Post.objects.scoped(network=membership.network_id).exclude(author=membership.account_id)
    reported = others.reported(reports_for(membership))
    return (reported if membership.at_rest else others.waiting() | reported).count()


def unread_topics(membership: Membership) -> int:
    """How many of the NEWEST topics hold something she has not read; one query."""
    topics = Topic.objects.scoped(network=membership.network_id).filter(visible_posts__gt=0)
    return topics.count_unread(membership.account_id, among=NEWEST)

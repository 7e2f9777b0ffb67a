"""What this person may get of her network's forum. Another network's topic is as one that never was."""

from dataclasses import dataclass
from uuid import UUID

from django.http import Http404

from community.models import Forum, Post, Topic
from learning.networks.models import Membership
from learning.networks.permissions import Permission, can

State = Post.State


def forum_of(membership: Membership) -> Forum:
    """Her network's forum; made on the spot for a network that was founded before it had one."""
    return Forum.objects.scoped(network=membership.network_id).get_or_create(
        network_id=membership.network_id
    )[0]


def moderates(membership: Membership) -> bool:
    """Whether she sees what waits and what is hidden. Deciding about it also needs her second factor."""
    return can(membership, Permission.MODERATE)


def topic_or_404(membership: Membership, key: UUID) -> Topic:
    """A topic of her network with something in it that she may see."""
    topics = Topic.objects.scoped(network=membership.network_id)
    found = (
        topics.open_to(membership.account, all_states=moderates(membership))
        .with_read(membership.account)
        .select_related("opener")
        .filter(pk=key)
        .first()
    )
    if found is None:
        raise Http404
    return found


def post_or_404(membership: Membership, key: UUID) -> Post:
    """A post of her network whose words she may read."""
    posts = Post.objects.scoped(network=membership.network_id)
    found = posts.select_related("author", "topic__opener", "quote__author").filter(pk=key).first()
    if found is None or not may_read(membership, found):
        raise Http404
    return found


def own_post_or_404(membership: Membership, key: UUID) -> Post:
    """A post of hers that she can still change."""
    found = post_or_404(membership, key)
    if found.author_id != membership.account_id or found.state in (State.WITHDRAWN, State.HIDDEN):
        raise Http404
    return found


def may_read(membership: Membership, post: Post) -> bool:
    """Visible posts are everybody's; what waits, was refused or hidden is its author's and the moderators'."""
    if post.state == State.VISIBLE:
        return True
    if post.state == State.WITHDRAWN:
        return False
    return post.author_id == membership.account_id or moderates(membership)


@dataclass(frozen=True)
class Shown:
    """A place in a topic: its post, and whether its words are for her."""

    post: Post
    readable: bool
    hers: bool

    @property
    def quote(self) -> Post | None:
        """The quoted post, where it can still be read by all."""
        quoted = self.post.quote
        return quoted if quoted and quoted.state == State.VISIBLE and quoted.author_id else None


def shown_posts(membership: Membership, topic: Topic, first: int, last: int) -> list[Shown]:
    """
    The places `first` to `last` of a topic as she sees them; one query.

    Others' posts that wait or were refused are not there for her; hidden and withdrawn ones leave their place.
    """
    posts = Post.objects.scoped(network=membership.network_id).filter(topic=topic).placed(first, last)
    seen = [
        Shown(post, may_read(membership, post), post.author_id == membership.account_id) for post in posts
    ]
    return [each for each in seen if each.readable or each.post.state in (State.HIDDEN, State.WITHDRAWN)]

"""What this person may get of her network's forum. Another network's topic is as one that never was."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404

from community.models import Forum, Post, PostReport, Topic
from community.querysets import PostReportQuerySet, TopicQuerySet
from learning.accounts.second_factor import has_second_factor
from learning.networks.models import Membership, Role
from learning.networks.permissions import Permission, can
from learning.networks.querysets import MembershipQuerySet
from learning.progress.access import LessonPlace

State = Post.State


def forum_of(membership: Membership) -> Forum:
    """Her network's forum; made on the spot for a network that was founded before it had one."""
    return Forum.objects.scoped(network=membership.network_id).get_or_create(
        network_id=membership.network_id
    )[0]


def moderates(membership: Membership) -> bool:
    """Whether she sees what waits and what is hidden: her role and, as for all power, her second factor."""
    return can(membership, Permission.MODERATE) and has_second_factor(membership.account)


def moderators_in(network_id: UUID) -> MembershipQuerySet:
    """Those of the network whose role it is, with their accounts."""
    members: MembershipQuerySet = Membership.objects.scoped(network=network_id).filter(role=Role.MODERATOR)
    return members.select_related("account").order_by("account__pseudonym")


def listeners_in(network_id: UUID) -> MembershipQuerySet:
    """The moderators whom the network named to read suspicions of infiltration; who lost the role is none."""
    return moderators_in(network_id).filter(listens_in=network_id)


def reports_for(membership: Membership) -> PostReportQuerySet:
    """The open reports that she may read; where listeners are named, suspicions are theirs alone."""
    reports: PostReportQuerySet = PostReport.objects.scoped(network=membership.network_id).open()
    return reports.told_to(membership, listeners_in(membership.network_id))


def can_be_judged(post: Post) -> bool:
    """Whether the network has a moderator other than the post's author."""
    return moderators_in(post.network_id).exclude(account=post.author_id).exists()


def topics_of(membership: Membership) -> TopicQuerySet:
    """The topics she may read, with how far she has read in each."""
    topics: TopicQuerySet = Topic.objects.scoped(network=membership.network_id)
    return topics.open_to(membership.account_id, all_states=moderates(membership)).with_read(
        membership.account_id
    )


def topic_page(membership: Membership, cursor: int | None) -> Sequence[Topic]:
    """Her network's topics, page after page; see `TopicQuerySet.page_after`."""
    return topics_of(membership).page_after(cursor)


def topic_or_404(membership: Membership, key: UUID) -> Topic:
    """A topic of her network with something in it that she may see."""
    found = topics_of(membership).select_related("opener").filter(pk=key).first()
    if found is None:
        raise Http404
    return found


def topic_about(membership: Membership, block: UUID) -> Topic | None:
    """The topic about this block of a lesson in which she may read and that was active last."""
    about: Topic | None = topics_of(membership).filter(about=block).order_by("-bump").first()
    return about


def prompt_or_404(place: LessonPlace, block: UUID) -> Mapping[str, Any]:
    """What a discussion block of this lesson says: its title and body as stored."""
    for raw in place.page.body.raw_data:
        if raw["type"] == "discussion" and raw["id"] == str(block):
            return raw["value"]
    raise Http404


def is_for_answers(membership: Membership, topic: Topic) -> bool:
    """
    Whether she may write in it while it is open: not where nothing can be read but what was kept back of her own
    answers. Who opened it goes on under her own words.
    """
    return topic.visible_posts > 0 or topic.opener_id == membership.account_id or moderates(membership)


def topic_to_answer_or_404(membership: Membership, key: UUID) -> Topic:
    """A topic of her network that takes her words."""
    found = topic_or_404(membership, key)
    if not is_for_answers(membership, found):
        raise Http404
    return found


def title_for(membership: Membership, topic: Topic) -> str:
    """Its title where she may read it: it is hidden with the first post. Empty otherwise."""
    hers = topic.opener_id == membership.account_id
    return str(topic.title) if topic.title_shown or hers or moderates(membership) else ""


def post_or_404(membership: Membership, key: UUID) -> Post:
    """A post of her network whose words she may read."""
    found = _post(membership, key)
    if found is None or not may_read(membership, found):
        raise Http404
    return found


def own_post_or_404(membership: Membership, key: UUID) -> Post:
    """A post of hers, in whatever state."""
    found = _post(membership, key)
    if found is None or found.author_id != membership.account_id:
        raise Http404
    return found


def others_post_or_404(membership: Membership, key: UUID) -> Post:
    """A post that she may judge or report: nobody does so with her own words (403)."""
    found = post_or_404(membership, key)
    if found.author_id == membership.account_id:
        raise PermissionDenied
    return found


def _post(membership: Membership, key: UUID) -> Post | None:
    posts = Post.objects.scoped(network=membership.network_id)
    found: Post | None = (
        posts.select_related("author", "topic__opener", "quote__author").filter(pk=key).first()
    )
    return found


def may_read(membership: Membership, post: Post) -> bool:
    """Visible posts are everybody's; what waits, was refused or hidden is its author's and the moderators'."""
    if post.state == State.WITHDRAWN or post.author_id is None:
        return False
    if post.state == State.VISIBLE:
        return True
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

    Others' posts that wait or were refused are not there for her. What was hidden, withdrawn, or written by
    somebody who has gone leaves its place.
    """
    posts = Post.objects.scoped(network=membership.network_id).filter(topic=topic).placed(first, last)
    seen = [
        Shown(post, may_read(membership, post), post.author_id == membership.account_id) for post in posts
    ]
    return [each for each in seen if each.readable or each.post.state not in (State.WAITING, State.REFUSED)]


def unread_places(topic: Topic, posts: Sequence[Shown]) -> set[int]:
    """
    The places to be marked as new: what `news_from` of the topic counts. None in a topic that she never opened,
    where all is new; how far she read is 0, and not None, where its first words became new again.
    """
    read = topic.read_position  # type: ignore[attr-defined]  # see TopicQuerySet.with_read
    if read is None:
        return set()
    others = [each.post for each in posts if each.post.author_id and not each.hers]
    return {post.position for post in others if post.state == State.VISIBLE and post.position > read}

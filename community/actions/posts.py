"""What a member does with posts: write, mend, take back, report."""

from uuid import UUID

from django.db import transaction

from community.models import Forum, Post, PostReport, Topic
from learning.core.sanitise import clean_text
from learning.core.weeks import this_week
from learning.networks.models import Membership

State = Post.State


class TopicClosed(Exception):
    """Nobody writes here now: the topic, the forum or the network rests."""


def lock_forum(network_id: UUID) -> Forum:
    """The network's forum, held until the end: places in topics are given one after the other."""
    Forum.objects.scoped(network=network_id).get_or_create(network_id=network_id)
    return Forum.objects.scoped(network=network_id).select_for_update().get()


@transaction.atomic
def reply(*, by: Membership, topic: Topic, body: str, nonce: UUID, quote: Post | None = None) -> Post:
    """
    Add a post to an open topic; the same nonce again gives the post it already made.

    Raises TopicClosed where the topic was locked in the meantime.
    """
    forum = lock_forum(by.network_id)
    already = Post.objects.scoped(network=by.network).filter(author=by.account, nonce=nonce).first()
    if already:
        return already
    fresh = Topic.objects.scoped(network=by.network).get(pk=topic.pk)
    if fresh.state == Topic.State.LOCKED or forum.locked:
        raise TopicClosed
    return place_post(forum=forum, topic=fresh, by=by, body=body, nonce=nonce, quote=quote)


def place_post(
    *, forum: Forum, topic: Topic, by: Membership, body: str, nonce: UUID, quote: Post | None = None
) -> Post:
    """Write the post at the next place of its topic; `forum` is held by the caller's transaction."""
    post = Post(
        network=by.network,
        topic=topic,
        author=by.account,
        position=topic.last_position + 1,
        body=clean_text(body),
        state=State.WAITING if waits(forum, by) else State.VISIBLE,
        quote=quote,
        nonce=nonce,
    )
    post.save(force_insert=True)
    topic.last_position = post.position
    topic.save(update_fields=["last_position"])
    if post.state == State.VISIBLE:
        show_in_topic(forum, topic)
    return post


def show_in_topic(forum: Forum, topic: Topic, by: int = 1) -> None:
    """One more (or, with -1, one fewer) post can be read in the topic; a new one brings it to the top."""
    topic.visible_posts += by
    if by > 0:
        forum.activity += 1
        forum.save(update_fields=["activity"])
        topic.bump, topic.last_week = forum.activity, this_week()
    topic.save(update_fields=["visible_posts", "bump", "last_week"])


def waits(forum: Forum, by: Membership) -> bool:
    """Whether what she writes waits for a moderator: everybody's, or the first ones of a new member."""
    if forum.first_posts == Forum.FirstPosts.OFF or by.role != "learner":
        return False
    if forum.first_posts == Forum.FirstPosts.ALL:
        return True
    shown = Post.objects.scoped(network=by.network).filter(author=by.account, state=State.VISIBLE)
    return shown[: forum.first_count].count() < forum.first_count


@transaction.atomic
def edit_own_post(*, post: Post, body: str, by: Membership) -> Post:
    """Mend her own words. A refused post waits again; a visible one of somebody whose posts wait does too."""
    forum = lock_forum(by.network_id)
    row = (
        Post.objects.scoped(network=by.network)
        .select_related("topic", "author")
        .get(pk=post.pk, author=by.account)
    )
    was = row.state
    row.body, row.edited = clean_text(body), True
    if was == State.REFUSED or (was == State.VISIBLE and forum.first_posts == Forum.FirstPosts.ALL):
        row.state, row.reason = State.WAITING, ""
    row.save(update_fields=["body", "edited", "state", "reason"])
    if was == State.VISIBLE != row.state:
        show_in_topic(forum, row.topic, -1)
    return row


@transaction.atomic
def report_post(*, post: Post, why: str, note: str, by: Membership) -> None:
    """Tell the moderators; the same member telling again about the same post changes what she said."""
    report = PostReport.objects.scoped(network=by.network).filter(post=post, reporter=by.account).first()
    report = report or PostReport(network=by.network, post=post, reporter=by.account)
    report.why, report.note, report.state = why, clean_text(note), PostReport.State.OPEN
    report.save()

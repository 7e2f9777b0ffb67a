"""What a member does with posts: write, mend, report. Withdrawing is `states.set_post_state`."""

import uuid
from uuid import UUID

from django.db import transaction

from community.actions.states import NotAllowed, appear, lock_forum, set_post_state
from community.models import Forum, Post, PostReport, Topic
from learning.accounts.second_factor import has_second_factor
from learning.core.sanitise import clean_text
from learning.networks.models import Membership, Role

State = Post.State
EDITABLE = {State.WAITING, State.VISIBLE, State.REFUSED}


class TopicClosed(Exception):
    """Nobody writes here now: the topic or the forum is closed."""


@transaction.atomic
def reply(*, by: Membership, topic: Topic, body: str, nonce: UUID, quote: Post | None = None) -> Post:
    """
    Add a post to an open topic; the same words with the same nonce again are the post they already made.

    Raises TopicClosed where the topic was locked in the meantime.
    """
    forum = lock_forum(by.network_id)
    nonce = of_these_words(nonce, body)
    if already := sent_before(by, nonce):
        return already
    fresh: Topic = Topic.objects.scoped(network=by.network_id).get(pk=topic.pk)
    if is_closed(forum, fresh):
        raise TopicClosed
    return place_post(forum=forum, topic=fresh, by=by, body=body, nonce=nonce, quote=quote)


def of_these_words(nonce: UUID, body: str) -> UUID:
    """
    The nonce to keep: some browsers bring a used one back with a page, and other words under it are another post.

    It tells nothing about the words, since what the form brought is not kept.
    """
    return uuid.uuid5(nonce, clean_text(body))


def sent_before(by: Membership, nonce: UUID) -> Post | None:
    """The post that a first tap already made."""
    posts = Post.objects.scoped(network=by.network_id).select_related("author", "topic")
    already: Post | None = posts.filter(author=by.account_id, nonce=nonce).first()
    return already


def is_closed(forum: Forum, topic: Topic) -> bool:
    return forum.locked or topic.state == Topic.State.LOCKED


def can_be_mended(forum: Forum, post: Post) -> bool:
    """Whether its author may change it as it is now."""
    return post.state in EDITABLE and not is_closed(forum, post.topic)


def place_post(
    *, forum: Forum, topic: Topic, by: Membership, body: str, nonce: UUID, quote: Post | None = None
) -> Post:
    """Write the post at the next place of its topic; `forum` is held by the caller's transaction."""
    topic.last_position += 1
    topic.save(update_fields=["last_position"])
    post = Post(
        network=by.network,
        topic=topic,
        author=by.account,
        position=topic.last_position,
        body=clean_text(body),
        state=State.WAITING if waits(forum, by) else State.VISIBLE,
        quote=quote,
        nonce=nonce,
    )
    post.save(force_insert=True)
    if post.state == State.VISIBLE:
        appear(forum, post, is_new=True)
    return post


def waits(forum: Forum, by: Membership) -> bool:
    """
    Whether what she writes waits for a moderator: everybody's, or the first ones of a new member.

    A role above learner is trusted once a second factor guards it, as everywhere.
    """
    if forum.first_posts == Forum.FirstPosts.OFF:
        return False
    if by.role != Role.LEARNER and has_second_factor(by.account):
        return False
    if forum.first_posts == Forum.FirstPosts.ALL:
        return True
    shown = Post.objects.scoped(network=by.network_id).filter(author=by.account_id, state=State.VISIBLE)
    return shown[: forum.first_count].count() < forum.first_count


@transaction.atomic
def edit_own_post(*, post: Post, body: str, by: Membership, title: str = "") -> Post:
    """
    Mend her own words, and the title with the first ones. What was refused waits again, and so does what could
    be read where her posts wait.

    Raises NotAllowed when it was hidden or withdrawn meanwhile, TopicClosed when the topic was locked.
    """
    forum = lock_forum(by.network_id)
    own = Post.objects.scoped(network=by.network_id).filter(author=by.account_id)
    row: Post = own.select_related("topic__opener", "author").get(pk=post.pk)
    if row.state not in EDITABLE:
        raise NotAllowed(f"{row.state}: not to be mended")
    if is_closed(forum, row.topic):
        raise TopicClosed
    row.body, row.edits = clean_text(body), row.edits + 1
    row.save(update_fields=["body", "edits"])
    if title and row.position == 1:
        row.topic.title = clean_text(title)
        row.topic.save(update_fields=["title"])
    if row.state == State.REFUSED or (row.state == State.VISIBLE and waits(forum, by)):
        return set_post_state(row, State.WAITING, by=by)
    return row


@transaction.atomic
def report_post(*, post: Post, why: str, note: str, by: Membership) -> None:
    """Tell the moderators; the same member telling again about the same post changes what she said."""
    lock_forum(by.network_id)
    reports = PostReport.objects.scoped(network=by.network_id)
    report = reports.filter(post=post, reporter=by.account_id).first()
    report = report or PostReport(network=by.network, post=post, reporter=by.account)
    report.why, report.note, report.state = why, clean_text(note), PostReport.State.OPEN
    report.save()

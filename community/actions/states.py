"""
The one function that changes the state of a post, and the log of it.

    waiting → visible, refused           a moderator
    visible → hidden, hidden → visible   a moderator
    refused → waiting                    its author, who mended it
    visible → waiting                    its author, who mended it where posts wait
    any     → withdrawn                  its author, and for good
"""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from community.access import reports_for
from community.models import Forum, ModerationEntry, Post, PostReport, Topic, TopicRead
from learning.core.sanitise import clean_text
from learning.core.weeks import this_week
from learning.networks import audit
from learning.networks.models import Membership
from learning.networks.permissions import Permission, can

State = Post.State

BY_MODERATOR = {
    (State.WAITING, State.VISIBLE),
    (State.WAITING, State.REFUSED),
    (State.VISIBLE, State.HIDDEN),
    (State.HIDDEN, State.VISIBLE),
}
BY_AUTHOR = {
    (State.REFUSED, State.WAITING),
    (State.VISIBLE, State.WAITING),
    (State.WAITING, State.WITHDRAWN),
    (State.VISIBLE, State.WITHDRAWN),
    (State.REFUSED, State.WITHDRAWN),
    (State.HIDDEN, State.WITHDRAWN),
}
WITH_REASON = {State.REFUSED, State.HIDDEN}
POST_HIDDEN, POST_RESTORED, POST_REFUSED = "post-hidden", "post-restored", "post-refused"
AUDITED: dict[tuple[str, str], str] = {
    (State.VISIBLE, State.HIDDEN): POST_HIDDEN,
    (State.HIDDEN, State.VISIBLE): POST_RESTORED,
    (State.WAITING, State.REFUSED): POST_REFUSED,
}


class NotAllowed(Exception):
    """The post cannot go there from where it is now: somebody else was quicker, or it never could."""


def lock_forum(network_id: UUID) -> Forum:
    """The network's forum, held to the end of the transaction: places and numbers are given one by one."""
    forums = Forum.objects.scoped(network=network_id).select_for_update()
    return forums.get_or_create(network_id=network_id)[0]


def may_move(post: Post, state: str, by: Membership) -> bool:
    """Whether she may bring this post to `state`: nobody judges her own, and nobody withdraws another's."""
    move = (post.state, state)
    if post.author_id == by.account_id:
        return move in BY_AUTHOR
    return post.author_id is not None and move in BY_MODERATOR and can(by, Permission.MODERATE, post)


@transaction.atomic
def set_post_state(
    post: Post, state: str, *, by: Membership, reason: str = "", edits: int | None = None
) -> Post:
    """
    Move a post to `state` and write down who, why and on which day; to where it already is, nothing happens.

    `edits` tells which of its texts she judges: it was mended in the meantime when it is another one.
    Raises NotAllowed for a move that `may_move` does not allow, ValueError where a reason is needed and missing.
    """
    forum = lock_forum(by.network_id)
    row: Post = Post.objects.scoped(network=by.network_id).select_related("topic", "author").get(pk=post.pk)
    was, reason = row.state, clean_text(reason).strip()
    if was == state:
        return row
    if not may_move(row, state, by) or edits not in (None, row.edits):
        raise NotAllowed(f"{was} → {state}")
    if state in WITH_REASON and not reason:
        raise ValueError("a reason is needed")
    row.state, row.reason = state, reason if state in WITH_REASON else ""
    row.judge = by.account if row.reason else None
    _place(forum, row, was)
    _save(row)
    if state != State.WAITING:
        close_reports(row, by=by)
    write_down(forum, row.topic, was, state, by=by, post=row, reason=reason)
    if (was, state) in AUDITED:
        audit.record(network=by.network, actor=by, act=AUDITED[was, state], subject=str(row.pk))
    return row


def _save(post: Post) -> None:
    changed = ["state", "reason", "judge", "position"]
    if post.state == State.WITHDRAWN:
        post.body = ""
        changed.append("body")
        if post.position == 1:
            Topic.objects.scoped(network=post.network_id).filter(pk=post.topic_id).update(title="")
    post.save(update_fields=changed)


def _place(forum: Forum, post: Post, was: str) -> None:
    if post.state == State.VISIBLE:
        appear(forum, post, is_new=was == State.WAITING)
        _mark_unread(post)
    elif was == State.VISIBLE:
        _vanish(post)


def appear(forum: Forum, post: Post, *, is_new: bool) -> None:
    """
    The post can be read from now on. A new one brings its topic to the top, and stands at the end of it even
    when it waited long, since there everybody looks for what is new; the first post stays the first.
    """
    topic = post.topic
    if is_new:
        topic.bump, topic.last_week = next_number(forum), this_week()
        if 1 < post.position < topic.last_position:
            topic.last_position += 1
            post.position = topic.last_position
        topic.last_shown = max(topic.last_shown, post.position)
    topic.visible_posts += 1
    topic.title_shown = topic.title_shown or post.position == 1
    topic.save(
        update_fields=["bump", "last_week", "last_position", "last_shown", "visible_posts", "title_shown"]
    )


def _mark_unread(post: Post) -> None:
    """
    Who read on past its place while it could not be read finds it new. Nothing tells who had read it before, so
    it is new for her too; never for its author.
    """
    reads = TopicRead.objects.scoped(network=post.network_id).filter(topic=post.topic_id)
    read_past = reads.filter(position__gte=post.position).exclude(account=post.author_id)
    read_past.update(position=post.position - 1)


def _vanish(post: Post) -> None:
    topic = post.topic
    topic.visible_posts -= 1
    topic.title_shown = topic.title_shown and post.position != 1
    topic.save(update_fields=["visible_posts", "title_shown"])


def next_number(forum: Forum) -> int:
    """The number of one more activity in a forum that the caller holds."""
    forum.activity += 1
    forum.save(update_fields=["activity"])
    return forum.activity


def write_down(
    forum: Forum,
    topic: Topic,
    was: str,
    state: str,
    *,
    by: Membership,
    post: Post | None = None,
    reason: str = "",
) -> None:
    """Add to the log of what was decided; the caller holds the forum."""
    ModerationEntry.objects.create(
        network=by.network,
        topic=topic,
        post=post,
        by=by.account,
        number=next_number(forum),
        by_role=by.role,
        from_state=was,
        to_state=state,
        reason=reason,
        day=timezone.localdate(),
    )


def close_reports(post: Post, *, by: Membership) -> None:
    """What she may read of what was said about this post has been looked at; the rest waits for who may."""
    reports_for(by).filter(post=post).update(state=PostReport.State.CLOSED)

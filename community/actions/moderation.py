"""
The one function that changes the state of a post, and the log of it.

    waiting → visible, refused          a moderator, or the author mends and it waits again
    refused → waiting                   (edit_own_post)
    visible → hidden                    a moderator, with a reason
    hidden  → visible
    any     → withdrawn                 its author alone, and for good
"""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.actions.posts import lock_forum, show_in_topic
from community.models import ModerationEntry, Post, PostReport
from learning.networks import audit
from learning.networks.models import Membership

State = Post.State

ALLOWED: dict[str, set[str]] = {
    State.WAITING: {State.VISIBLE, State.REFUSED, State.WITHDRAWN},
    State.REFUSED: {State.WITHDRAWN},
    State.VISIBLE: {State.HIDDEN, State.WITHDRAWN},
    State.HIDDEN: {State.VISIBLE, State.WITHDRAWN},
    State.WITHDRAWN: set(),
}
WITH_REASON = {State.REFUSED, State.HIDDEN}
POST_HIDDEN, POST_RESTORED, POST_REFUSED = "post-hidden", "post-restored", "post-refused"
ACTS: dict[tuple[str, str], str] = {
    (State.VISIBLE, State.HIDDEN): POST_HIDDEN,
    (State.HIDDEN, State.VISIBLE): POST_RESTORED,
    (State.WAITING, State.REFUSED): POST_REFUSED,
}
for act, words in {
    POST_HIDDEN: _("Ocultó un mensaje del foro"),
    POST_RESTORED: _("Volvió a mostrar un mensaje del foro"),
    POST_REFUSED: _("No publicó un mensaje del foro"),
    "topic-locked": _("Cerró un tema del foro"),
    "topic-opened": _("Volvió a abrir un tema del foro"),
}.items():
    audit.name_act(act, words)


class NotAllowed(Exception):
    """The post cannot go from the state it is in now to that one: somebody else was quicker, or never could."""


@transaction.atomic
def set_post_state(post: Post, state: str, *, by: Membership, reason: str = "") -> Post:
    """
    Move a post to `state` and write down who, why and on which day; to where it already is, nothing happens.

    Raises NotAllowed for a move that is not in ALLOWED, ValueError where a reason is needed and missing.
    Withdrawing is for the author alone; callers have asked `permissions.can` for everything else.
    """
    forum = lock_forum(by.network_id)
    row = Post.objects.scoped(network=by.network).select_related("topic", "author").get(pk=post.pk)
    was = row.state
    if was == state:
        return row
    if state not in ALLOWED[was] or (state == State.WITHDRAWN and row.author_id != by.account_id):
        raise NotAllowed(f"{was} → {state}")
    if state in WITH_REASON and not reason.strip():
        raise ValueError("a reason is needed")
    row.state, row.reason = state, reason if state in WITH_REASON else ""
    if state == State.WITHDRAWN:
        row.body = ""
    row.save(update_fields=["state", "reason", "body"])
    if State.VISIBLE in (was, state):
        show_in_topic(forum, row.topic, 1 if state == State.VISIBLE else -1)
    _write_down(row, was, by=by)
    return row


def _write_down(post: Post, was: str, *, by: Membership) -> None:
    ModerationEntry.objects.create(
        network=by.network,
        topic=post.topic,
        post=post,
        by=by.account,
        by_role=by.role,
        from_state=was,
        to_state=post.state,
        reason=post.reason,
        day=timezone.localdate(),
    )
    if post.state != State.WITHDRAWN:
        close_reports(post)
    if (was, post.state) in ACTS:
        audit.record(network=by.network, actor=by, act=ACTS[was, post.state], subject=str(post.pk))


def close_reports(post: Post) -> None:
    """What was said about this post has been looked at."""
    PostReport.objects.scoped(network=post.network_id).filter(post=post, state="open").update(state="closed")

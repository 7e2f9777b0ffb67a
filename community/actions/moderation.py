"""What moderators do: beside judging a post (`states.set_post_state`), leave it, and close or pin a topic."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from community.actions import states
from community.actions.states import NotAllowed, close_reports, lock_forum, write_down
from community.models import Post, Topic
from learning.networks import audit
from learning.networks.models import Membership

MOST_PINNED = 5
TOPIC_LOCKED, TOPIC_OPENED = "topic-locked", "topic-opened"
for act, words in {
    states.POST_HIDDEN: _("Ocultó un mensaje del foro"),
    states.POST_RESTORED: _("Volvió a mostrar un mensaje del foro"),
    states.POST_REFUSED: _("No publicó un mensaje del foro"),
    TOPIC_LOCKED: _("Cerró un tema del foro"),
    TOPIC_OPENED: _("Volvió a abrir un tema del foro"),
}.items():
    audit.name_act(act, words)


class TooManyPinned(Exception):
    """What is always on top is only found while it is little."""


@transaction.atomic
def leave_as_it_is(*, post: Post, by: Membership, edits: int | None = None) -> None:
    """
    Somebody looked at what was reported and lets the post be. `edits` as in `states.set_post_state`.

    NotAllowed for her own post, and for one that was mended in the meantime.
    """
    forum = lock_forum(by.network_id)
    row: Post = Post.objects.scoped(network=by.network_id).select_related("topic").get(pk=post.pk)
    if row.author_id == by.account_id or edits not in (None, row.edits):
        raise NotAllowed("her own, or mended")
    close_reports(row, by=by)
    write_down(forum, row.topic, row.state, row.state, by=by, post=row)


@transaction.atomic
def set_topic_state(*, topic: Topic, state: str, by: Membership) -> None:
    """Lock or open a topic, once, and write it down."""
    forum = lock_forum(by.network_id)
    row: Topic = Topic.objects.scoped(network=by.network_id).get(pk=topic.pk)
    if row.state == state:
        return
    write_down(forum, row, row.state, state, by=by)
    row.state = state
    row.save(update_fields=["state"])
    act = TOPIC_LOCKED if state == Topic.State.LOCKED else TOPIC_OPENED
    audit.record(network=by.network, actor=by, act=act, subject=str(row.pk))


@transaction.atomic
def pin(*, topic: Topic, pinned: bool, by: Membership) -> None:
    """Keep a topic above the others, or let it go back among them. TooManyPinned past MOST_PINNED."""
    lock_forum(by.network_id)
    topics = Topic.objects.scoped(network=by.network_id)
    if pinned and topics.filter(pinned=True).exclude(pk=topic.pk).count() >= MOST_PINNED:
        raise TooManyPinned
    topics.filter(pk=topic.pk).update(pinned=pinned)

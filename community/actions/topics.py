"""Opening a topic, and what a moderator may do with one."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from community.actions.posts import TopicClosed, lock_forum, place_post
from community.models import ModerationEntry, Post, Topic, TopicRead
from learning.core.sanitise import clean_text
from learning.networks import audit
from learning.networks.models import Membership

TOPIC_LOCKED, TOPIC_OPENED = "topic-locked", "topic-opened"


@transaction.atomic
def open_topic(*, by: Membership, title: str, body: str, nonce: UUID) -> Post:
    """Start a topic with its first post; the same nonce again gives the post it already made. Or TopicClosed."""
    forum = lock_forum(by.network_id)
    already = Post.objects.scoped(network=by.network).filter(author=by.account, nonce=nonce).first()
    if already:
        return already
    if forum.locked:
        raise TopicClosed
    forum.activity += 1
    forum.save(update_fields=["activity"])
    topic = Topic(network=by.network, opener=by.account, title=clean_text(title), bump=forum.activity)
    topic.save(force_insert=True)
    return place_post(forum=forum, topic=topic, by=by, body=body, nonce=nonce)


@transaction.atomic
def set_topic_state(*, topic: Topic, state: str, by: Membership) -> None:
    """Lock or open a topic, once, and write it down."""
    was = Topic.objects.scoped(network=by.network).select_for_update().get(pk=topic.pk).state
    if was == state:
        return
    Topic.objects.scoped(network=by.network).filter(pk=topic.pk).update(state=state)
    ModerationEntry.objects.create(
        network=by.network,
        topic=topic,
        by=by.account,
        by_role=by.role,
        from_state=was,
        to_state=state,
        day=timezone.localdate(),
    )
    act = TOPIC_LOCKED if state == Topic.State.LOCKED else TOPIC_OPENED
    audit.record(network=by.network, actor=by, act=act, subject=str(topic.pk))


def pin(*, topic: Topic, pinned: bool, by: Membership) -> None:
    """Keep a topic above the others, or let it go back among them."""
    Topic.objects.scoped(network=by.network).filter(pk=topic.pk).update(pinned=pinned)


def mark_read(*, topic: Topic, by: Membership, position: int) -> None:
    """She has read up to `position`; never backwards."""
    read, created = TopicRead.objects.scoped(network=by.network).get_or_create(
        account=by.account, topic=topic, defaults={"network": by.network, "position": position}
    )
    if not created and read.position < position:
        TopicRead.objects.scoped(network=by.network).filter(pk=read.pk, position__lt=position).update(
            position=position
        )

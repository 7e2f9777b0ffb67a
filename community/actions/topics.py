"""Opening a topic and reading it."""

from uuid import UUID

from django.db import transaction

from community.actions.posts import TopicClosed, of_these_words, place_post, sent_before
from community.actions.states import lock_forum, next_number
from community.models import Post, Topic, TopicRead
from learning.core.sanitise import clean_text
from learning.networks.models import Membership


@transaction.atomic
def open_topic(*, by: Membership, title: str, body: str, nonce: UUID, about: UUID | None = None) -> Post:
    """
    Start a topic with its first post; the same words with the same nonce again are the post they already made.
    `about` is the block of a lesson that asks for it.

    Raises TopicClosed where the forum was closed in the meantime.
    """
    forum = lock_forum(by.network_id)
    nonce = of_these_words(nonce, body)
    if already := sent_before(by, nonce):
        return already
    if forum.locked:
        raise TopicClosed
    topic = Topic(
        network=by.network, opener=by.account, title=clean_text(title), bump=next_number(forum), about=about
    )
    topic.save(force_insert=True)
    return place_post(forum=forum, topic=topic, by=by, body=body, nonce=nonce)


def mark_read(*, topic: Topic, by: Membership, first: int, last: int) -> None:
    """
    She was shown the places `first` to `last`; never backwards, and never past words of somebody else that stand
    before them and were not shown to her. One query, none when there is nothing new.
    """
    known, news = topic.read_position, topic.news_from  # type: ignore[attr-defined]  # see TopicQuerySet.with_read
    if news and news < first:
        return
    reads = TopicRead.objects.scoped(network=by.network_id)
    if known is None:
        row = TopicRead(network_id=by.network_id, account_id=by.account_id, topic=topic, position=last)
        reads.bulk_create([row], ignore_conflicts=True)
    elif known < last:
        reads.filter(account=by.account_id, topic=topic, position__lt=last).update(position=last)

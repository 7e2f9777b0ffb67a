"""A forum in which nobody waits, and one in which a new member does."""

import uuid
from collections.abc import Callable
from typing import Any

import pytest

from community.actions.posts import reply
from community.actions.topics import open_topic
from community.models import Forum, Post
from learning.networks.models import Membership

Write = Callable[..., Post]


def set_forum(member: Membership, **fields: Any) -> None:
    Forum.objects.scoped(network=member.network).update(**fields)


def said_by(member: Membership, body: str = "Hola a todas.", **more: Any) -> Post:
    """A new topic of hers, as the site writes it."""
    wanted = {"title": "Semillas", "nonce": uuid.uuid4()} | more
    return open_topic(by=member, body=body, **wanted)


def answered_by(member: Membership, first: Post, body: str = "Aquí estoy.", **more: Any) -> Post:
    return reply(by=member, topic=first.topic, body=body, **({"nonce": uuid.uuid4()} | more))


def stored(post: Post) -> Post:
    """What the database holds of it now."""
    found: Post = (
        Post.objects.scoped(network=post.network_id).select_related("author", "topic").get(pk=post.pk)
    )
    return found


@pytest.fixture
def at_ease(cast) -> None:
    """Both networks know their members: nothing waits."""
    for member in (cast.learner, cast.stranger):
        set_forum(member, first_posts=Forum.FirstPosts.OFF)

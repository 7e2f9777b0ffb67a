"""Fifty at once: places unique, nothing lost. On a SQLite file and on PostgreSQL, whichever the run is on."""

import contextlib
import uuid

import pytest

from community.actions.posts import reply, report_post
from community.actions.states import NotAllowed, set_post_state
from community.models import ModerationEntry, Post, PostReport, Topic
from tests.community.conftest import said_by, set_forum, stored
from tests.progress.test_races import MANY, at_once

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def first(cast) -> Post:
    set_forum(cast.learner, first_posts="off")
    return said_by(cast.trainer)


def test_fifty_replies_have_fifty_places(cast, first):
    jobs = [
        lambda words=f"Respuesta {number}": reply(
            by=cast.learner, topic=first.topic, body=words, nonce=uuid.uuid4()
        )
        for number in range(MANY)
    ]
    at_once(*jobs)
    posts = Post.objects.scoped(network=first.network).filter(author=cast.learner.account)
    assert sorted(posts.values_list("position", flat=True)) == list(range(2, MANY + 2))
    assert {post.body for post in posts.select_related("author")} == {f"Respuesta {n}" for n in range(MANY)}
    topic = Topic.objects.scoped(network=first.network).get()
    assert (topic.visible_posts, topic.last_position, topic.last_shown) == (MANY + 1, MANY + 1, MANY + 1)


def test_one_form_sent_fifty_times_is_one_post(cast, first):
    nonce = uuid.uuid4()
    made = at_once(*[lambda: reply(by=cast.learner, topic=first.topic, body="Una.", nonce=nonce)] * MANY)
    assert len({post.pk for post in made}) == 1
    assert stored(first).topic.visible_posts == 2


def test_one_report_sent_fifty_times_is_one(cast, first):
    at_once(*[lambda: report_post(post=first, why="other", note="", by=cast.learner)] * MANY)
    assert PostReport.objects.scoped(network=first.network).count() == 1


def test_a_decision_and_a_withdrawal_at_once_leave_one_truth(cast, first):
    def hide() -> None:
        with contextlib.suppress(NotAllowed):
            set_post_state(first, "hidden", by=cast.moderator, reason="Por cuidado.")

    jobs = [hide, lambda: set_post_state(first, "withdrawn", by=cast.trainer)] * 10
    at_once(*jobs)
    assert (stored(first).state, stored(first).topic.visible_posts) == ("withdrawn", 0)
    assert ModerationEntry.objects.scoped(network=first.network).count() in (1, 2)

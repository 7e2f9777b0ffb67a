"""How long the forum keeps what was hidden and what nobody goes on with."""

from datetime import timedelta

import pytest
from django.utils import timezone

from community.actions.states import set_post_state
from community.models import Post, Topic
from learning.core.purging import purge
from learning.core.weeks import months_ago
from tests.community.conftest import answered_by, said_by

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_ease")]
HIDDEN, VISIBLE = Post.State.HIDDEN, Post.State.VISIBLE


@pytest.fixture
def later(time_machine):
    """Some days on, and the purge goes through."""

    def go(days: int) -> None:
        time_machine.move_to(timezone.now() + timedelta(days=days), tick=False)
        list(purge())

    return go


def kept(row: Post | Topic) -> bool:
    return type(row).objects.scoped(network=row.network_id).filter(pk=row.pk).exists()


def test_a_hidden_post_goes_after_thirty_days(learner, moderator, later):
    first = said_by(learner)
    post = answered_by(learner, first)
    set_post_state(post, HIDDEN, by=moderator, reason="Lleva un nombre.")
    later(30)
    assert kept(post)
    later(1)
    assert not kept(post)
    assert kept(first)
    assert answered_by(learner, first).position == 3


def test_what_was_shown_again_stays_and_thirty_days_count_from_the_last_time(learner, moderator, later):
    post = answered_by(learner, said_by(learner))
    set_post_state(post, HIDDEN, by=moderator, reason="Lleva un nombre.")
    later(20)
    set_post_state(post, VISIBLE, by=moderator)
    later(20)
    assert kept(post)
    set_post_state(post, HIDDEN, by=moderator, reason="Otra vez.")
    later(30)
    assert kept(post)
    later(1)
    assert not kept(post)


def test_the_title_goes_with_the_first_post_and_the_topic_with_the_last(learner, moderator, later):
    alone, talk = said_by(learner), said_by(learner, title="Otro")
    answer = answered_by(learner, talk)
    for post in (alone, talk):
        set_post_state(post, HIDDEN, by=moderator, reason="Lleva un nombre.")
    later(31)
    assert not kept(alone.topic)
    assert kept(answer)
    assert not Topic.objects.scoped(network=learner.network).get(pk=talk.topic_id).title


def test_a_topic_goes_twelve_months_after_its_newest_post_unless_it_is_pinned(learner, time_machine, later):
    quiet, pinned = said_by(learner).topic, said_by(learner).topic
    Topic.objects.scoped(network=learner.network).filter(pk=pinned.pk).update(pinned=True)
    week = Topic.objects.scoped(network=learner.network).get(pk=quiet.pk).last_week
    while months_ago(12) < week:
        time_machine.move_to(timezone.now() + timedelta(days=1), tick=False)
    later(0)
    assert kept(quiet)
    later(1)
    assert not kept(quiet)
    assert kept(pinned)

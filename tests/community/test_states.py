"""What may become of a post, and by whose hand."""

import itertools

import pytest

from community.actions.moderation import MOST_PINNED, TooManyPinned, leave_as_it_is, pin, set_topic_state
from community.actions.posts import edit_own_post, report_post
from community.actions.states import WITH_REASON, NotAllowed, set_post_state
from community.models import Forum, ModerationEntry, Post, PostReport, Topic
from learning.networks.audit import verify_chain
from learning.networks.models import AuditEntry
from tests.community.conftest import answered_by, said_by, set_forum, stored

State = Post.State

TABLE = {
    "author": {
        "waiting": {"withdrawn"},
        "visible": {"waiting", "withdrawn"},
        "refused": {"waiting", "withdrawn"},
        "hidden": {"withdrawn"},
        "withdrawn": set(),
    },
    "moderator": {
        "waiting": {"visible", "refused"},
        "visible": {"hidden"},
        "refused": set(),
        "hidden": {"visible"},
        "withdrawn": set(),
    },
    "member": {state: set() for state in State.values},
}


def brought_to(post: Post, state: str) -> Post:
    reason = "Por cuidado." if state in WITH_REASON else ""
    post.state, post.reason = state, reason
    post.save(update_fields=["state", "reason"])
    return post


@pytest.mark.parametrize("who", TABLE)
@pytest.mark.parametrize(("was", "state"), list(itertools.permutations(State.values, 2)))
def test_the_table(cast, at_ease, who, was, state):
    hands = {"author": cast.learner, "moderator": cast.moderator, "member": cast.lead}
    post = brought_to(said_by(cast.learner), was)
    if state in TABLE[who][was]:
        assert set_post_state(post, state, by=hands[who], reason="Por cuidado.").state == state
        entry = ModerationEntry.objects.scoped(network=post.network).get()
        assert (entry.from_state, entry.to_state, entry.by_role) == (was, state, hands[who].role)
    else:
        with pytest.raises(NotAllowed):
            set_post_state(post, state, by=hands[who], reason="Por cuidado.")
        assert stored(post).state == was


def test_nobody_judges_her_own(cast, at_ease):
    post = said_by(cast.moderator)
    with pytest.raises(NotAllowed):
        set_post_state(post, State.HIDDEN, by=cast.moderator, reason="Por cuidado.")
    report_post(post=post, why="other", note="", by=cast.learner)
    with pytest.raises(NotAllowed):
        leave_as_it_is(post=post, by=cast.moderator)


@pytest.mark.parametrize(("was", "state"), [("waiting", "refused"), ("visible", "hidden")])
def test_a_judgement_wants_its_reason(cast, at_ease, was, state):
    post = brought_to(said_by(cast.learner), was)
    with pytest.raises(ValueError, match="reason"):
        set_post_state(post, state, by=cast.moderator, reason=" \u200e\n")
    assert stored(post).state == was


def test_the_same_again_is_nothing(cast, at_ease):
    post = said_by(cast.learner)
    for _twice in range(2):
        set_post_state(post, State.HIDDEN, by=cast.moderator, reason="Por cuidado.")
    assert ModerationEntry.objects.scoped(network=post.network).count() == 1
    assert stored(post).topic.visible_posts == 0


def test_what_was_mended_meanwhile_is_not_published_unread(cast):
    post = said_by(cast.learner)
    edit_own_post(post=post, body="Otra cosa.", by=cast.learner)
    with pytest.raises(NotAllowed):
        set_post_state(post, State.VISIBLE, by=cast.moderator, edits=0)
    assert set_post_state(post, State.VISIBLE, by=cast.moderator, edits=1).state == State.VISIBLE


def test_acts_of_power_are_audited_and_chained(cast, at_ease):
    post = said_by(cast.learner)
    set_post_state(post, State.HIDDEN, by=cast.moderator, reason="Por cuidado.")
    set_post_state(post, State.VISIBLE, by=cast.moderator)
    for state in (Topic.State.LOCKED, Topic.State.LOCKED, Topic.State.OPEN):
        set_topic_state(topic=post.topic, state=state, by=cast.moderator)
    entries = AuditEntry.objects.scoped(network=post.network).order_by("id")
    assert [each.act for each in entries][-4:] == [
        "post-hidden",
        "post-restored",
        "topic-locked",
        "topic-opened",
    ]
    assert verify_chain(post.network)


def test_the_title_is_judged_with_the_first_post(cast, at_ease):
    first = said_by(cast.learner, title="Ana vive junto al pozo")
    answered_by(cast.trainer, first)
    assert stored(first).topic.title_shown
    set_post_state(first, State.HIDDEN, by=cast.moderator, reason="Expone a alguien.")
    assert not stored(first).topic.title_shown
    set_post_state(first, State.VISIBLE, by=cast.moderator)
    assert stored(first).topic.title_shown
    set_post_state(first, State.WITHDRAWN, by=cast.learner)
    topic = stored(first).topic
    assert (topic.title, topic.visible_posts) == ("", 1)


def test_what_waited_stands_at_the_end_when_it_is_published(cast):
    first = said_by(cast.trainer)
    late, soon = answered_by(cast.learner, first), answered_by(cast.moderator, first)
    assert (late.position, soon.position, soon.topic.last_shown) == (2, 3, 3)
    late = set_post_state(late, State.VISIBLE, by=cast.moderator)
    assert (late.position, late.topic.last_shown, late.topic.visible_posts) == (4, 4, 3)


def test_the_newest_words_bring_a_topic_to_the_top_and_waiting_ones_do_not(cast):
    old, new = said_by(cast.trainer), said_by(cast.trainer)
    answered_by(cast.learner, old)
    assert stored(old).topic.bump < stored(new).topic.bump
    answered_by(cast.lead, old)
    assert stored(old).topic.bump > stored(new).topic.bump


def test_a_few_topics_are_pinned(cast, at_ease):
    posts = [said_by(cast.learner) for _each in range(MOST_PINNED + 1)]
    for post in posts[:-1]:
        pin(topic=post.topic, pinned=True, by=cast.moderator)
    pin(topic=posts[0].topic, pinned=True, by=cast.moderator)
    with pytest.raises(TooManyPinned):
        pin(topic=posts[-1].topic, pinned=True, by=cast.moderator)


@pytest.mark.parametrize(
    ("first_posts", "shown", "waits"),
    [("off", 0, False), ("first", 0, True), ("first", 2, True), ("first", 3, False), ("all", 9, True)],
)
def test_whose_words_wait(cast, first_posts, shown, waits):
    set_forum(cast.learner, first_posts=Forum.FirstPosts.OFF)
    first = said_by(cast.trainer)
    for _each in range(shown):
        answered_by(cast.learner, first)
    set_forum(cast.learner, first_posts=first_posts)
    assert answered_by(cast.learner, first).state == ("waiting" if waits else "visible")
    assert answered_by(cast.lead, first).state == "visible"


def test_a_new_member_mends_what_was_published_and_it_waits_again(cast):
    post = said_by(cast.learner)
    set_post_state(post, State.VISIBLE, by=cast.moderator)
    mended = edit_own_post(post=post, body="Otra cosa.", by=cast.learner)
    assert (mended.state, mended.topic.visible_posts) == ("waiting", 0)


def test_what_was_hidden_meanwhile_is_not_mended(cast, at_ease):
    post = said_by(cast.learner)
    set_post_state(post, State.HIDDEN, by=cast.moderator, reason="Por cuidado.")
    with pytest.raises(NotAllowed):
        edit_own_post(post=post, body="Otra cosa.", by=cast.learner)


def test_a_report_is_closed_by_any_decision_and_said_again_opens(cast, at_ease):
    post = said_by(cast.learner)
    reports = PostReport.objects.scoped(network=post.network)
    for note in ("Dice dónde vive", "Sigue igual"):
        report_post(post=post, why="exposes", note=note, by=cast.trainer)
        assert [(each.note, each.state) for each in reports.select_related("reporter")] == [(note, "open")]
        leave_as_it_is(post=post, by=cast.moderator)
        assert reports.get().state == "closed"

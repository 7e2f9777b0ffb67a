"""The queue of a network, and who may decide what."""

import pytest

from community.actions.posts import edit_own_post, report_post
from community.actions.states import set_post_state
from community.models import Post
from community.reports import health, to_judge
from learning.core.privacy import erase_person
from learning.core.weeks import this_week
from tests.community.conftest import answered_by, said_by, stored
from tests.factories import a_member
from tests.journeys.test_forum import send

State = Post.State


def test_the_queue_holds_what_waits_what_was_reported_and_what_is_hidden(cast, client_as):
    first = said_by(cast.trainer, "De esto avisaron.")
    report_post(post=first, why="violence", note="", by=cast.lead)
    answered_by(cast.learner, first, "Espero.")
    hidden = answered_by(cast.lead, first, "Fui oculto.")
    set_post_state(hidden, State.HIDDEN, by=cast.moderator, reason="Por cuidado.")
    page = client_as(cast.moderator).get("/foro/cola/").content.decode()
    assert all(words in page for words in ("De esto avisaron.", "Espero.", "Fui oculto."))
    assert health(cast.lead) == {"waiting": 1, "reported": 1, "weeks": 0}
    assert "2 mensajes esperan" in client_as(cast.moderator).get("/").content.decode()
    assert "esperan" not in client_as(cast.learner).get("/").content.decode()
    assert "Por publicar: 1. Con aviso: 1." in client_as(cast.lead).get("/red/").content.decode()


def test_her_own_is_for_another_moderator(cast, at_ease, client_as):
    post = said_by(cast.moderator, "Lo mío.")
    report_post(post=post, why="other", note="Algo sobre ella", by=cast.learner)
    client = client_as(cast.moderator)
    assert "Lo mío." not in client.get("/foro/cola/").content.decode()
    assert client.get(f"/foro/m/{post.pk}/decidir/").status_code == 403
    assert client.post(f"/foro/m/{post.pk}/decidir/", {"decision": "dejar"}).status_code == 403
    assert to_judge(cast.moderator) == 0
    other = a_member(cast.moderator.network, "moderator", login_id="otra", pseudonym="Otra")
    assert "Lo mío." in client_as(other).get("/foro/cola/").content.decode()


@pytest.mark.parametrize("who", ["learner", "trainer", "lead"])
def test_only_moderators_decide(cast, at_ease, client_as, who):
    post = said_by(cast.moderator)
    client = client_as(getattr(cast, who))
    assert client.get("/foro/cola/").status_code == 403
    for path in (f"/foro/m/{post.pk}/decidir/", f"/foro/t/{post.topic_id}/cuidar/"):
        answer = client.post(path, {"decision": "ocultar", "reason": "Por qué no", "edits": "0"})
        assert answer.status_code == 403
    assert stored(post).state == State.VISIBLE


def test_power_ends_at_the_wall(cast, at_ease, client_as):
    theirs = a_member(cast.stranger.network, "moderator", login_id="de-jicara", pseudonym="De Jícara")
    post = said_by(cast.learner, "De Ceiba.")
    report_post(post=post, why="other", note="", by=cast.trainer)
    client = client_as(theirs)
    assert "De Ceiba." not in client.get("/foro/cola/").content.decode()
    for path in (f"/foro/m/{post.pk}/decidir/", f"/foro/t/{post.topic_id}/cuidar/"):
        assert client.post(path, {"decision": "locked"}).status_code == 404
    assert to_judge(theirs) == 0


def test_a_moderator_who_is_no_more_is_out_at_once(cast, client_as):
    client = client_as(cast.moderator)
    assert client.get("/foro/cola/").status_code == 200
    cast.moderator.role = "learner"
    cast.moderator.save()
    assert client.get("/foro/cola/").status_code == 403
    cast.moderator.delete()
    assert client.get("/foro/cola/").status_code == 404
    assert client.get("/foro/").status_code == 404


def test_what_changed_under_her_eyes_is_looked_at_again(cast, client_as):
    post = said_by(cast.learner)
    edit_own_post(post=post, body="Otra cosa.", by=cast.learner)
    client = client_as(cast.moderator)
    page = client.post(f"/foro/m/{post.pk}/decidir/", {"decision": "publicar", "edits": "0"}, follow=True)
    assert "Míralo otra vez" in page.content.decode()
    assert stored(post).state == State.WAITING
    send(client, f"/foro/m/{post.pk}/decidir/", decision="publicar")
    assert stored(post).state == State.VISIBLE


def test_a_report_on_words_she_has_not_read_stays_open(cast, at_ease, client_as):
    post = said_by(cast.learner)
    report_post(post=post, why="exposes", note="", by=cast.trainer)
    edit_own_post(post=post, body="Vive junto al pozo.", by=cast.learner)
    client = client_as(cast.moderator)
    for unread in ({"edits": "0"}, {}):
        seen = {"decision": "dejar"} | unread
        page = client.post(f"/foro/m/{post.pk}/decidir/", seen, follow=True).content.decode()
        assert "Míralo otra vez" in page
        assert to_judge(cast.moderator) == 1
    send(client, f"/foro/m/{post.pk}/decidir/", decision="dejar")
    assert to_judge(cast.moderator) == 0


@pytest.mark.parametrize("decision", ["", "nada", "mostrar", "publicar\x00"])
def test_a_decision_that_does_not_fit_changes_nothing(cast, client_as, decision):
    post = said_by(cast.learner)
    set_post_state(post, State.REFUSED, by=cast.moderator, reason="Por cuidado.")
    assert (
        send(client_as(cast.moderator), f"/foro/m/{post.pk}/decidir/", decision=decision).status_code == 200
    )
    assert stored(post).state == State.REFUSED


def test_a_topic_is_closed_opened_and_pinned(cast, at_ease, client_as):
    post, client = said_by(cast.learner), client_as(cast.moderator)
    for decision, state, pinned in [
        ("locked", "locked", False),
        ("fijar", "locked", True),
        ("open", "open", True),
        ("soltar", "open", False),
    ]:
        client.post(f"/foro/t/{post.topic_id}/cuidar/", {"decision": decision})
        topic = stored(post).topic
        assert (topic.state, topic.pinned) == (state, pinned)


def test_what_somebody_left_behind_does_not_wait_for_ever(cast):
    said_by(cast.learner)
    assert health(cast.lead)["waiting"] == 1
    erase_person(cast.learner.account)
    assert health(cast.lead) == {"waiting": 0, "reported": 0, "weeks": 0}


def test_how_long_the_oldest_waits(cast):
    post = said_by(cast.learner)
    post.week = this_week().replace(year=this_week().year - 1)
    post.save(update_fields=["week"])
    assert health(cast.lead)["weeks"] == 52

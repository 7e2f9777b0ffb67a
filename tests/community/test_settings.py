"""How a network keeps its forum, and who reads suspicions of infiltration."""

import pytest

from community.actions.moderation import leave_as_it_is
from community.actions.posts import report_post
from community.actions.states import set_post_state
from community.models import Forum, Post
from community.reports import health, queue_of, to_judge
from learning.networks.models import AuditEntry, Membership
from tests.community.conftest import said_by, stored
from tests.factories import a_member

PAGE = "/foro/ajustes/"
AS_IT_IS = {"first_posts": "first", "first_count": "3"}


@pytest.fixture
def other(cast):
    return a_member(cast.moderator.network, "moderator", login_id="otra", pseudonym="Otra")


@pytest.fixture
def suspected(cast, at_ease):
    """A post of which the learner thinks that it hides something."""
    post = said_by(cast.trainer, "Cuéntenme quiénes van.")
    report_post(post=post, why="infiltration", note="Pregunta demasiado", by=cast.learner)
    return post


def forum_of(member):
    return Forum.objects.scoped(network=member.network).get()


def name(*listeners):
    forum_of(listeners[0]).listeners.set(listeners)


def acts(member):
    return list(AuditEntry.objects.scoped(network=member.network).values_list("act", flat=True))


def test_a_moderator_changes_what_waits(cast, client_as):
    client = client_as(cast.moderator)
    assert "checked" in client.get(PAGE).content.decode()
    answer = client.post(PAGE, AS_IT_IS | {"first_posts": "off", "locked": "on"})
    assert (answer.status_code, answer.url) == (302, "/foro/")
    forum = forum_of(cast.moderator)
    assert (forum.first_posts, forum.first_count, forum.locked) == ("off", 3, True)
    assert "El foro está cerrado por ahora" in client_as(cast.learner).get("/foro/").content.decode()
    assert "Cambió los ajustes del foro" in client_as(cast.lead).get("/red/registro/").content.decode()


def test_what_stays_is_not_written_down(cast, client_as):
    client = client_as(cast.moderator)
    client.post(PAGE, AS_IT_IS)
    client.post(PAGE, AS_IT_IS | {"first_count": "5"})
    client.post(PAGE, AS_IT_IS | {"first_count": "5"})
    assert acts(cast.moderator) == ["forum-changed"]


@pytest.mark.parametrize("wrong", [{"first_posts": "never"}, {"first_count": "0"}, {"first_count": "x"}])
def test_a_wrong_setting_is_told_and_changes_nothing(cast, client_as, wrong):
    page = client_as(cast.moderator).post(PAGE, AS_IT_IS | {"locked": "on"} | wrong)
    assert page.status_code == 200
    assert 'aria-invalid="true"' in page.content.decode()
    assert not forum_of(cast.moderator).locked


@pytest.mark.parametrize("who", ["learner", "trainer", "lead"])
def test_others_do_not_set_it(cast, client_as, who):
    assert client_as(getattr(cast, who)).post(PAGE, AS_IT_IS | {"locked": "on"}).status_code == 403


def test_two_at_most_of_her_own_network_are_named(cast, other, client_as):
    third = a_member(cast.moderator.network, "moderator", login_id="tercera", pseudonym="Tercera")
    theirs = a_member(cast.stranger.network, "moderator", login_id="de-jicara", pseudonym="De Jícara")
    client = client_as(cast.moderator)
    too_many = client.post(PAGE, AS_IT_IS | {"listeners": [cast.moderator.pk, other.pk, third.pk]})
    assert "Elige a dos como mucho." in too_many.content.decode()
    for foreign in (theirs, cast.learner):
        assert client.post(PAGE, AS_IT_IS | {"listeners": [foreign.pk]}).status_code == 200
    assert not forum_of(cast.moderator).listeners.through.objects.exists()
    assert client.post(PAGE, AS_IT_IS | {"listeners": [cast.moderator.pk, other.pk]}).status_code == 302
    assert forum_of(cast.moderator).listeners.through.objects.count() == 2


def test_a_suspicion_is_read_by_the_named_alone(cast, other, suspected, client_as):
    name(other)
    assert queue_of(cast.moderator)["reported"] == []
    assert to_judge(cast.moderator) == health(cast.lead)["reported"] == 0
    assert "Pregunta demasiado" not in decision_page(client_as, cast.moderator, suspected)
    assert queue_of(other)["reported"] == [suspected]
    assert "Pregunta demasiado" in decision_page(client_as, other, suspected)


def decision_page(client_as, moderator, post):
    return client_as(moderator).get(f"/foro/m/{post.pk}/decidir/").content.decode()


def test_it_outlives_what_others_decide(cast, other, suspected):
    name(other)
    leave_as_it_is(post=suspected, by=cast.moderator)
    set_post_state(suspected, Post.State.HIDDEN, by=cast.moderator, reason="Por cuidado.")
    assert queue_of(other)["reported"] == [suspected]
    leave_as_it_is(post=stored(suspected), by=other)
    assert queue_of(other)["reported"] == []


def test_all_moderators_read_it_while_nobody_is_named_or_the_named_has_gone(cast, other, suspected):
    assert queue_of(cast.moderator)["reported"] == [suspected]
    name(other)
    Membership.objects.scoped(network=other.network).filter(pk=other.pk).update(role="learner")
    assert queue_of(cast.moderator)["reported"] == [suspected]
    other.delete()
    assert queue_of(cast.moderator)["reported"] == [suspected]


def test_who_reports_knows_who_will_read_it(cast, other, suspected, client_as):
    page = f"/foro/m/{suspected.pk}/avisar/"
    assert "llega solo a" not in client_as(cast.learner).get(page).content.decode()
    name(other)
    assert "tu aviso llega solo a: Otra." in client_as(cast.learner).get(page).content.decode()


def test_who_reports_the_only_moderator_is_told_whom_to_talk_to(cast, at_ease, client_as, request):
    page = f"/foro/m/{said_by(cast.moderator).pk}/avisar/"
    assert "Ahora no hay otra moderadora" in client_as(cast.learner).get(page).content.decode()
    request.getfixturevalue("other")
    assert "Ahora no hay otra moderadora" not in client_as(cast.learner).get(page).content.decode()

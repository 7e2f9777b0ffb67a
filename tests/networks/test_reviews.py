"""A lead decides which reviews her network asks before learners read what its trainers write."""

import uuid

import pytest
from wagtail.models import GroupPagePermission, WorkflowState, WorkflowTask

from learning.networks import actions, audit
from learning.networks.access import SESSION_KEY
from learning.networks.models import AuditEntry, Network, Role
from tests.factories import AccountFactory, a_member
from tests.networks.test_joining import at_once

HERE = "/red/revisiones/"


def choose(client, reviews: str):
    return client.post(HERE, {"reviews": reviews})


def acts(network: Network) -> list[tuple[str, str]]:
    return list(AuditEntry.objects.scoped(network=network).order_by("id").values_list("act", "subject"))


def desk(client) -> str:
    return client.get("/red/").content.decode()


def looks(network: Network) -> list[str]:
    steps = WorkflowTask.objects.filter(workflow__workflow_pages__page=network.course_index)
    return [each.task.specific.looks_at for each in steps.order_by("sort_order")]


def publishing(network: Network) -> int:
    """In how many languages her editors publish alone."""
    rights = GroupPagePermission.objects.filter(group=network.editors)
    return rights.filter(permission__codename="publish_page").count()


@pytest.fixture
def three(ceiba, trainer):
    for name in ("Bea", "Carla"):
        a_member(ceiba, "trainer", login_id=f"ceiba-{name.lower()}", pseudonym=name)


def test_she_asks_for_both_and_for_none_again(client_as, lead, ceiba, jicara, three):
    client = client_as(lead)
    assert (looks(ceiba), publishing(ceiba)) == (["content"], 2)
    assert choose(client, "both").url == "/red/"
    assert (looks(ceiba), publishing(ceiba)) == (["content", "safety"], 0)
    assert (looks(jicara), publishing(jicara)) == (["content"], 2)
    assert 'value="both" required checked' in " ".join(desk(client).split()).replace('id="id_reviews_2" ', "")
    assert choose(client, "none").url == "/red/"
    assert (looks(ceiba), publishing(ceiba)) == (["content"], 2)
    assert acts(ceiba) == [(audit.REVIEWS_CHANGED, "both"), (audit.REVIEWS_CHANGED, "none")]
    assert "Cambió qué revisiones pide la red" in client.get("/red/registro/").content.decode()
    assert audit.verify_chain(ceiba)


@pytest.mark.parametrize(("reviews", "there"), [("content", 1), ("both", 1), ("both", 2)])
def test_what_too_few_women_cannot_do_is_refused_in_words(client_as, lead, ceiba, trainer, reviews, there):
    for number in range(1, there):
        a_member(ceiba, "trainer", login_id=f"ceiba-{number}", pseudonym=f"Otra {number}")
    client = client_as(lead)
    choose(client, reviews)
    needed = {"content": 2, "both": 3}[reviews]
    assert f"hacen falta {needed} facilitadoras, y tu red tiene {there}. Nada cambió." in desk(client)
    ceiba.refresh_from_db()
    assert (ceiba.reviews, publishing(ceiba), acts(ceiba)) == ("none", 2, [])


def test_the_desk_says_when_too_few_are_left(client_as, lead, ceiba, three):
    client = client_as(lead)
    choose(client, "both")
    assert "espera hasta que haya otra" not in desk(client)
    gone = ceiba.memberships.model.objects.scoped(network=ceiba).filter(role=Role.TRAINER).first()
    actions.remove_member(membership=gone, by=lead)
    assert "Son menos de las 3" in desk(client)


def test_pressed_twice_it_is_done_and_written_down_once(client_as, lead, ceiba, three):
    client = client_as(lead)
    assert [choose(client, "both").status_code for _ in range(2)] == [302, 302]
    actions.ask_reviews(reviews="both", by=lead)
    assert len(acts(ceiba)) == 1


def test_of_four_who_press_at_once_one_did_it(transactional_db, lead, ceiba, three):
    assert at_once(4, lambda: actions.ask_reviews(reviews="both", by=lead)) == 4
    assert (len(acts(ceiba)), looks(ceiba)) == (1, ["content", "safety"])


@pytest.mark.parametrize("sent", [{}, {"reviews": ""}, {"reviews": "all"}])
def test_what_no_choice_says_changes_nothing(client_as, lead, ceiba, three, sent):
    assert client_as(lead).post(HERE, sent).url == "/red/"
    assert acts(ceiba) == []


@pytest.mark.parametrize(
    ("who", "status"),
    [("learner", 403), ("moderator", 403), ("trainer", 403), ("stranger", 403), ("keeper", 404)],
)
def test_nobody_else_decides(client_as, cast, ceiba, three, who, status):
    assert choose(client_as(getattr(cast, who)), "both").status_code == status
    assert acts(ceiba) == []


def test_a_lead_without_a_second_factor_is_offered_one(client_as, ceiba, three):
    bare = actions.add_member(network=ceiba, account=AccountFactory(), role=Role.LEAD)
    assert choose(client_as(bare), "both").status_code == 403
    assert acts(ceiba) == []


def test_another_network_is_as_missing(client_as, lead, jicara):
    actions.add_member(network=jicara, account=lead.account, role=Role.LEAD)
    client = client_as(lead)
    client.post("/red/cambiar/", {"network": str(lead.network_id)})
    for key in (jicara.pk, uuid.uuid4(), ""):
        assert client.post(HERE, {"reviews": "none", SESSION_KEY: str(key)}).status_code == 404


def test_what_was_in_review_is_a_draft_again(client_as, lead, ceiba, trainer, three):
    from tests.progress.conftest import taught

    lesson = taught(ceiba, "Ceiba").first.specific
    lesson.get_workflow().start(lesson, trainer.account) if lesson.save_revision() else None
    choose(client_as(lead), "both")
    assert not WorkflowState.objects.active().exists()
    assert lesson.get_workflow().start(lesson, trainer.account).current_task_state.task.name

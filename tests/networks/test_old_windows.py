"""She is in two networks, and a window stayed open in one while she went to the other: it acts in neither."""

import re
import uuid
from typing import Any

import pytest
from django.test import Client
from django.utils.html import escape

from community.models import Forum, Topic
from learning.networks import actions
from learning.networks.models import Invitation, Membership, Network, Role
from learning.progress import actions as progress
from learning.progress.models import Enrolment, LessonCompletion
from tests.community.conftest import said_by, set_forum
from tests.factories import give_second_factor
from tests.progress.conftest import address, taught

ELSEWHERE = "esta página se abrió en otra red"
NEW, CARD, CODES = "/red/codigos/nuevo/", "/red/codigos/hoja/", "/red/codigos/"


@pytest.fixture
def there(learner: Membership, jicara: Network) -> Membership:
    """The same woman in Jícara."""
    give_second_factor(learner.account)
    return actions.add_member(network=jicara, account=learner.account)


@pytest.fixture
def client(client_as: Any, there: Membership) -> Client:
    return client_as(there, fresh=True)


def as_(role: str, *members: Membership) -> None:
    for each in members:
        each.role = role
        each.save()


def go(client: Client, member: Membership) -> None:
    client.post("/red/cambiar/", {"network": str(member.network_id)})


def form_on(client: Client, page: str, action: str = "") -> dict[str, str]:
    """The hidden fields of the form on this page that is sent to `action`."""
    text = client.get(page).content.decode()
    forms = re.findall(r'<form method="post"([^>]*)>(.*?)</form>', text, re.S)
    fields = next(body for head, body in forms if (action in head if action else "action" not in head))
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', fields))


def test_no_code_for_the_network_of_another_window(client, learner, there):
    as_(Role.LEAD, learner, there)
    go(client, learner)
    form = {**form_on(client, NEW), "role": "learner", "uses": 1, "days": 7}
    go(client, there)
    page = client.post(NEW, form).content.decode()
    assert ELSEWHERE in page
    assert "Ahora estás en Red Jícara" in page
    assert f'name="network" value="{learner.network_id}"' in page
    assert not Invitation.objects.unscoped(reason="test").exists()
    go(client, learner)
    assert client.post(NEW, form).url == CARD
    assert Invitation.objects.scoped(network=learner.network).count() == 1


def test_a_card_says_which_network_it_opens_and_stays_with_it(client, learner, there):
    as_(Role.LEAD, learner, there)
    go(client, learner)
    client.post(NEW, {**form_on(client, NEW), "role": "learner", "uses": 1, "days": 7})
    page = client.get(CARD).content.decode()
    assert re.search(r'<p class="no-print">\s*Abre la puerta de Red Ceiba', page)
    assert page.count("Red Ceiba") == 1
    go(client, there)
    assert client.get(CARD).url == CODES
    assert CARD not in client.get(CODES).content.decode()
    go(client, learner)
    assert CARD in client.get(CODES).content.decode()
    assert client.get(CARD).status_code == 200


def test_no_settings_for_the_forum_of_another_window(client, learner, there):
    as_(Role.MODERATOR, learner, there)
    go(client, learner)
    form = form_on(client, "/foro/ajustes/") | {"first_posts": "off", "first_count": "3", "locked": "on"}
    go(client, there)
    assert ELSEWHERE in client.post("/foro/ajustes/", form).content.decode()
    assert not Forum.objects.unscoped(reason="test").filter(locked=True).exists()


@pytest.mark.parametrize("words", ["Mi pregunta <b>", ""])
def test_her_words_come_back_and_are_nowhere(client, learner, there, words):
    set_forum(learner, first_posts="off")
    go(client, learner)
    form = form_on(client, "/foro/nuevo/") | {"title": words, "body": words}
    go(client, there)
    page = client.post("/foro/nuevo/", form).content.decode()
    assert ELSEWHERE in page
    assert (escape(words) in page) if words else "given-back" not in page
    assert not Topic.objects.unscoped(reason="test").exists()


def test_a_shared_course_goes_on_where_its_page_was_opened(client, learner, there):
    shared = taught(actions.found_network(kind=Network.Kind.REGIONAL, name="Todas"), "De todas")
    for each in (learner, there):
        progress.enrol(by=each, course_key=shared.key)
    go(client, learner)
    lesson, course = address(shared.first), address(shared.course)
    done = form_on(client, lesson, f"{lesson}hecha/") | {"how": "marked"}
    leaves = form_on(client, course, f"{course}dejar/")
    go(client, there)
    for path, form in ((f"{lesson}hecha/", done), (f"{course}dejar/", leaves)):
        assert ELSEWHERE in client.post(path, form).content.decode()
    assert not LessonCompletion.objects.unscoped(reason="test").exists()
    assert not Enrolment.objects.unscoped(reason="test").filter(left=True).exists()
    go(client, learner)
    client.post(f"{lesson}hecha/", done)
    assert [each.network_id for each in LessonCompletion.objects.unscoped(reason="test")] == [
        learner.network_id
    ]


def test_every_form_of_a_lesson_and_a_topic_bears_the_mark(client, learner, there):
    here = taught(learner.network, "Ceiba")
    progress.enrol(by=learner, course_key=here.key)
    as_(Role.MODERATOR, learner)
    go(client, learner)
    topic = said_by(learner).topic_id
    pages = [
        f"/foro/t/{topic}/",
        *(address(each) for each in (here.course, here.first, here.second, here.quiz)),
    ]
    for page in pages:
        text = client.get(page).content.decode()
        forms = re.findall(r"<form[^>]*action=\"(/[cl]/[^\"]+|/foro/[^\"]+)\"[^>]*>(.*?)</form>", text, re.S)
        assert forms, page
        for action, form in forms:
            assert f'name="network" value="{learner.network_id}"' in form, action


def test_who_was_taken_out_of_it_is_not_told_its_name(client, learner, lead, there):
    go(client, learner)
    form = form_on(client, "/foro/nuevo/") | {"title": "Hola", "body": "Hola a todas"}
    actions.remove_member(membership=learner, by=lead)
    page = client.post("/foro/nuevo/", form).content.decode()
    assert ELSEWHERE in page
    assert "Hola a todas" in page
    assert "Red Ceiba" not in page
    assert client.post("/foro/nuevo/", {"network": str(uuid.uuid4())}).status_code == 404


def test_where_she_has_no_choice_a_form_needs_no_mark(client_as, stranger):
    set_forum(stranger, first_posts="off")
    client_as(stranger).post("/foro/nuevo/", {"title": "Hola", "body": "Hola a todas"})
    assert Topic.objects.scoped(network=stranger.network).count() == 1

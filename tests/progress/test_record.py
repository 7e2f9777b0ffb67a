"""All she has done stands on her own page: every answer, in every network, also where she is no more."""

import pytest

from learning.networks import actions as networks
from learning.progress import actions
from tests.factories import a_member
from tests.progress.conftest import RIGHT, address

WRONG = {"answer-one": "b", "answer-many": "b", "answer-tf": "false"}
PAGE = "/avance/"


def read(client) -> str:
    return client.get(PAGE).content.decode()


def answer(client, lesson, answers, sheet, **more):
    sent = {**answers, **more, "sheet": f"00000000-0000-4000-8000-{sheet:012}"}
    return client.post(address(lesson, "respuestas"), sent)


def test_what_she_answered_leads_back_to_its_page(client_as, learner, here, enrolment):
    client = client_as(learner)
    failed = answer(client, here.quiz, WRONG, 1).url
    page = read(client)
    assert f'href="{failed}"' in page
    assert "0 de 3" in page
    assert "Pasaste sus preguntas" not in page
    passed = answer(client, here.quiz, RIGHT, 2).url
    page = read(client)
    assert page.index(f'href="{failed}"') < page.index(f'href="{passed}"')
    assert "3 de 3" in page
    assert "Pasaste sus preguntas" in page


@pytest.fixture
def in_both(learner, jicara, here, there):
    """Her second membership; she has done the first lesson of a course in each network."""
    further = networks.add_member(network=jicara, account=learner.account, role="learner")
    actions.enrol(by=learner, course_key=here.key)
    actions.enrol(by=further, course_key=there.key)
    return further


def test_both_her_networks_stand_there_and_only_the_near_one_opens(
    client_as, learner, jicara, here, there, in_both
):
    client = client_as(learner)
    client.post("/red/cambiar/", {"network": str(jicara.pk)})
    client.post(address(there.first, "hecha"), {"how": "marked", "network": str(jicara.pk)})
    answer(client, there.quiz, WRONG, 1, network=str(jicara.pk))
    page = read(client)
    assert page.index("Jícara: curso") < page.index("Ceiba: curso")
    assert address(there.course) in page
    assert address(here.course) not in page
    client.post("/red/cambiar/", {"network": str(learner.network_id)})
    page = read(client)
    assert page.index("Ceiba: curso") < page.index("Jícara: curso")
    assert "Jícara: uno" in page
    assert "0 de 3" in page
    assert address(there.first) not in page
    assert address(there.quiz) not in page


def test_whoever_was_taken_out_keeps_what_she_did(client_as, learner, lead, here, enrolment):
    client = client_as(learner)
    client.post(address(here.first, "hecha"), {"how": "marked"})
    networks.remove_member(membership=learner, by=lead)
    page = read(client)
    assert "En redes donde ya no estás" in page
    assert "Hecha" in page
    assert "Ceiba" not in page
    home = client.get("/").content.decode()
    assert f'href="{PAGE}"' in home
    assert 'href="/cursos/"' not in home


def test_what_another_woman_did_is_not_there(client_as, learner, ceiba, here, enrolment):
    client_as(learner).post(address(here.first, "hecha"), {"how": "marked"})
    assert "Aquí irá quedando lo que hagas" in read(client_as(a_member(ceiba)))

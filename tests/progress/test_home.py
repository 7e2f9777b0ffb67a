"""The front page and the pages open to everybody."""

import html
import re
import uuid
from datetime import timedelta

import pytest
from django.urls import reverse

from tests.progress.conftest import RIGHT, address, taught

pytestmark = pytest.mark.django_db


def test_a_visitor_finds_the_way_in(client):
    page = client.get("/").content.decode()
    assert "/entrar/" in page
    assert "/codigo/" in page


def test_a_member_who_takes_no_course_is_shown_the_courses(client_as, learner, here):
    assert reverse("progress:catalogue") in client_as(learner).get("/").content.decode().partition("<main")[2]


def test_a_member_goes_on_first_of_all(client_as, learner, here, enrolment):
    page = client_as(learner).get("/").content.decode()
    assert "Ceiba: uno" in page
    assert "0 de 3, cerca de 37 minutos más" in page
    assert address(here.first) in page


def test_of_two_courses_of_one_week_she_goes_on_with_the_one_she_began(
    client_as, learner, ceiba, here, enrolment
):
    other = taught(ceiba, "Otro")
    client = client_as(learner)
    client.post(address(other.course, "entrar"))
    client.post(address(other.first, "hecha"), {"how": "marked"})
    assert address(other.second) in client.get("/").content.decode()
    for lesson in (here.first, here.second):
        client.post(address(lesson, "hecha"), {"how": "marked"})
    assert address(here.quiz) in client.get("/").content.decode(), (
        "and of two, with the one where she did more"
    )
    enrolment.week -= timedelta(weeks=1)
    enrolment.save(update_fields=["week"])
    assert address(other.second) in client.get("/").content.decode(), "the one she took last comes first"


def at_home(client):
    return html.unescape(client.get("/").content.decode().partition("<main")[2].partition("</main")[0])


def test_the_main_thing_comes_first_and_whom_to_turn_to_last(client_as, learner, here, enrolment):
    page = at_home(client_as(learner))
    assert re.findall(r"<h2[^>]*>(?:<svg.*?</svg>)?([^<]+)</h2>", page) == [
        "Ceiba: uno",
        "Foro",
        "Quiero hablar",
    ]
    assert "Esta lección: 10 minutos" in re.sub(r"\s+", " ", page)


def test_without_courses_home_says_what_else_there_is(client_as, learner):
    page = at_home(client_as(learner))
    assert "Todavía no hay cursos abiertos" in page
    assert reverse("progress:directory") in page


def test_of_a_course_that_only_wants_her_word_home_says_so(client_as, learner, here, enrolment):
    client = client_as(learner)
    for lesson in (here.first, here.second):
        client.post(address(lesson, "hecha"), {"how": "marked"})
    here.quiz.unpublish()
    page = at_home(client)
    assert "Ya hiciste todas sus lecciones" in page
    assert address(here.course) in page


def test_who_finished_all_of_them_is_told_what_stays(client_as, learner, here, enrolment):
    client = client_as(learner)
    for lesson in (here.first, here.second):
        client.post(address(lesson, "hecha"), {"how": "marked"})
    client.post(address(here.quiz, "respuestas"), {**RIGHT, "sheet": uuid.uuid4()})
    assert "Terminaste todos los cursos de tu red" in at_home(client)
    taught(learner.network, "Otro")
    assert "Ver los cursos" in at_home(client)


def test_whom_to_turn_to_is_one_tap_away(client_as, learner, ceiba):
    page = at_home(client_as(learner)).partition("Quiero hablar")[2]
    assert "Tu red todavía no escribió aquí su contacto" in page
    ceiba.contact = "Pregunta por la del molino."
    ceiba.save()
    page = at_home(client_as(learner)).partition("Quiero hablar")[2]
    assert "Pregunta por la del molino." in page
    for name in ("contacts", "breathing", "keeps"):
        assert reverse(f"progress:{name}") in page


def test_who_belongs_to_no_network_finds_what_is_hers_and_whom_to_turn_to(client_as, learner):
    client = client_as(learner)
    learner.delete()
    page = at_home(client)
    assert "Ahora no estás en ninguna red" in page
    assert reverse("progress:contacts") in page
    assert "Jícara" not in page
    assert "El contacto de tu red" not in page


BETRAYS = re.compile(
    r"derech|defens|defien|proteg|protecci|riesg|peligr|amenaz|segurid|activis|mujer|violen|denunci|historial|"
    r"rights|defend|protect|risk|danger|threat|secur|activis|wom[ae]n|violen|history",
    re.I,
)


@pytest.mark.parametrize("language", ["es", "en"])
def test_the_public_home_tells_a_stranger_nothing(client, language, here):
    client.post("/idioma/", {"language": language, "next": "/"})
    answer = client.get("/")
    assert BETRAYS.findall(answer.content.decode()) == []
    ways = re.findall(r'href="(/[^"]*)"', answer.content.decode().partition("<main")[2])
    assert ways == ["/entrar/", "/codigo/", "/respirar/", "/v/", "/contactos/", "/respirar/", "/que-guarda/"]
    assert BETRAYS.search("un plan de protección")
    assert BETRAYS.search("who defends rights")


@pytest.mark.parametrize("path", ["/", "/contactos/", "/respirar/", "/que-guarda/"])
def test_open_pages_answer_a_visitor_and_no_post(client, path):
    assert client.get(path).status_code == 200
    assert client.post(path).status_code == 405

"""The front page and the pages open to everybody."""

from datetime import timedelta

import pytest
from django.urls import reverse

from tests.progress.conftest import address, taught

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
    assert "0 de 3, unos 37 minutos más" in page
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


@pytest.mark.parametrize("path", ["/", "/contactos/", "/respirar/", "/que-guarda/"])
def test_open_pages_answer_a_visitor_and_no_post(client, path):
    assert client.get(path).status_code == 200
    assert client.post(path).status_code == 405

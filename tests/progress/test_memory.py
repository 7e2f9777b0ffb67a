"""What is kept in memory of a lesson is never older than the lesson, and never another woman's."""

import re

import pytest

from learning.progress import actions
from tests.modules import samples
from tests.modules.pages import a_course, a_lesson, a_module
from tests.progress.conftest import address

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(client_as, learner, enrolment, here):
    client = client_as(learner)
    assert "Primer" in client.get(address(here.first)).content.decode()
    return client


def read(client, lesson):
    return client.get(address(lesson)).content.decode()


def test_a_new_version_is_read_at_once(client, here):
    here.first.body = [samples.block("text", "text-1", body="<p>Corregido</p>")]
    here.first.save_revision().publish()
    assert "Corregido" in read(client, here.first)


def test_a_draft_is_not_read(client, here):
    here.first.body = [samples.block("text", "text-1", body="<p>Borrador</p>")]
    here.first.save_revision()
    assert "Borrador" not in read(client, here.first)


def test_a_lesson_added_or_taken_away_counts_at_once(client, here):
    assert "de 3" in read(client, here.first)
    extra = a_lesson(here.module, "Nueva")
    assert "de 4" in read(client, here.first)
    extra.refresh_from_db()
    extra.unpublish()
    assert "de 3" in read(client, here.first)
    extra.delete()
    here.second.refresh_from_db()
    here.second.delete()
    assert "de 2" in read(client, here.first)


def test_a_course_moved_to_another_network_is_closed_at_once(client, here, jicara):
    here.course.refresh_from_db()
    here.course.move(jicara.course_index, pos="last-child")
    assert client.get(address(here.first)).status_code == 404


def test_a_lesson_moved_to_another_course_asks_her_to_take_that_one(client, here, ceiba, learner):
    other = a_module(a_course(ceiba.course_index, "Otro curso", slug="otro"))
    assert "Primer" in read(client, here.first)
    here.first.refresh_from_db()
    here.first.move(other, pos="last-child")
    page = read(client, here.first)
    assert "Primer" not in page
    assert "Otro curso" in page
    actions.enrol(by=learner, course_key=other.get_parent().translation_key)
    assert "Primer" in read(client, here.first)


def test_each_reader_has_her_own_token(client, client_as, moderator, here):
    other = client_as(moderator, enforce_csrf_checks=True)
    other.get(address(here.course))
    tokens = re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', read(client, here.first))
    assert len(set(tokens)) >= 1
    foreign = other.post(address(here.first, "hecha"), {"how": "marked", "csrfmiddlewaretoken": tokens[0]})
    assert foreign.status_code == 403


def test_what_one_answered_is_not_kept(client, client_as, moderator, here):
    page = client.post(address(here.first, "practica", "one"), {"answer-one": "b"}).content.decode()
    assert "Porque Dos" in page
    assert "Porque Dos" not in read(client, here.first)

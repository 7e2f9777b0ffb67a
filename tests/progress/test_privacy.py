"""She takes with her what she did, in words; and when she goes, nothing of it stays."""

import uuid

import pytest

from learning.core.privacy import erase_person, export_person
from learning.networks.actions import remove_member
from learning.progress.actions import note_finished
from learning.progress.models import Enrolment, LessonCompletion, QuizAttempt
from modules.outline import course_outline
from tests.progress.conftest import RIGHT, address

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def done(client_as, learner, moderator, here, enrolment):
    for member in (learner, moderator):
        client = client_as(member)
        client.post(address(here.course, "entrar"))
        client.post(address(here.first, "hecha"), {"how": "marked"})
        client.post(address(here.quiz, "respuestas"), {**RIGHT, "answer-one": "b", "sheet": uuid.uuid4()})


def test_what_she_takes_with_her_is_in_words(learner, here):
    taken = export_person(learner.account)
    assert taken["cursos"][0]["curso"] == "Ceiba: curso"
    assert {row["lección"] for row in taken["lecciones hechas"]} == {"Ceiba: uno", "Ceiba: tres"}
    answered = taken["preguntas respondidas"][0]
    assert answered["lección"] == "Ceiba: tres"
    assert answered["respuestas"] == "Dos / Uno / Verdadero"
    assert (answered["acertadas"], answered["de"], answered["pasó"]) == ("2", "3", "sí")


def test_what_is_gone_does_not_stop_her(learner, here):
    here.course.delete()
    assert export_person(learner.account)["cursos"][0]["curso"] == "—"


def test_what_she_finished_keeps_its_name(client_as, learner, here):
    client = client_as(learner)
    enrolment = Enrolment.objects.of(learner).get()
    note_finished(enrolment, course_outline(here.key, "es"))
    enrolment.save()
    here.course.delete()
    taken = export_person(learner.account)["cursos"][0]
    assert (taken["curso"], taken["horas"]) == ("Ceiba: curso", "2.0")
    page = client.get("/avance/").content.decode()
    assert "Ceiba: curso" in page
    assert "Este curso ya no está abierto" in page


def test_who_left_the_network_reads_nothing_new_of_it(learner, lead, here):
    remove_member(membership=learner, by=lead)
    taken = export_person(learner.account)
    assert taken["cursos"][0]["curso"] == "—"
    assert {row["lección"] for row in taken["lecciones hechas"]} == {"—"}
    assert taken["preguntas respondidas"][0]["respuestas"] == "—"


def test_nothing_stays_when_she_goes_and_others_keep_theirs(learner, moderator, here):
    erase_person(learner.account)
    for model in (Enrolment, LessonCompletion, QuizAttempt):
        rows = model.objects.scoped(network=moderator.network)
        assert rows.count() == (2 if model is LessonCompletion else 1)
    assert Enrolment.objects.of(moderator).count() == 1

"""The languages of one course in the places of two networks: each network reads its own words and no others."""

import pytest

from learning.core.privacy import export_person
from learning.progress import actions
from learning.progress.models import Enrolment
from modules.models import CourseIndexPage, LessonPage
from tests.modules import samples
from tests.modules.pages import a_course, a_lesson, a_module, a_translation
from tests.progress.conftest import RIGHT, address

pytestmark = pytest.mark.django_db


def saying(words):
    return [samples.block("text", "t", body=f"<p>{words}</p>"), samples.SINGLE]


@pytest.fixture
def lesson(ceiba, jicara) -> LessonPage:
    """Of a course of Ceiba in English, whose Spanish pages stand in the place of Jícara."""
    course = a_course(ceiba.course_index, "Título ajeno")
    module = a_module(course, "Parte ajena")
    lesson = a_lesson(module, "Lección ajena", saying("secreto de Jícara"), pass_mark=60)
    index = CourseIndexPage.objects.get(pk=ceiba.course_index.get_translations().get().pk)
    there = a_translation(course, index, title="Own course")
    part = a_translation(module, there, title="Own part")
    a_translation(lesson, part, title="Own lesson", body=saying("secret of Ceiba"), pass_mark=60)
    course.refresh_from_db()
    course.move(jicara.course_index, pos="last-child")
    lesson.refresh_from_db()
    return lesson


@pytest.mark.parametrize("language", ["es", "en"])
def test_each_network_reads_its_own_words(client_as, learner, stranger, lesson, language):
    course_key = lesson.get_ancestors().get(depth=4).translation_key
    words = {learner: "secret of Ceiba", stranger: "secreto de Jícara"}
    for member, own in words.items():
        foreign = next(each for each in words.values() if each != own)
        actions.enrol(by=member, course_key=course_key)
        client = client_as(member)
        client.post("/idioma/", {"language": language, "next": "/"})
        for _each in range(2):  # As it is asked, then as it is remembered.
            page = client.get(address(lesson)).content.decode()
            assert (own in page, foreign in page) == (True, False)
        sent = {"answer-one": "b", "sheet": course_key}
        assert foreign not in client.post(address(lesson, "respuestas"), sent, follow=True).content.decode()


def test_what_she_finished_keeps_the_title_of_her_own_network(client_as, learner, stranger, lesson):
    course_key = lesson.get_ancestors().get(depth=4).translation_key
    kept = {learner: {"en": ["Own course", "Curso"]}, stranger: {"es": ["Título ajeno", "Curso"]}}
    for member, titles in kept.items():
        actions.enrol(by=member, course_key=course_key)
        sent = {"answer-one": RIGHT["answer-one"], "sheet": course_key}
        client_as(member).post(address(lesson, "respuestas"), sent)
        assert Enrolment.objects.of(member).get().completed_titles == titles


def test_what_she_takes_with_her_has_the_words_of_her_own_network(client_as, learner, lesson):
    actions.enrol(by=learner, course_key=lesson.get_ancestors().get(depth=4).translation_key)
    sent = {"answer-one": "b", "sheet": lesson.translation_key}
    client_as(learner).post(address(lesson, "respuestas"), sent)
    taken = export_person(learner.account)
    assert taken["cursos"][0]["curso"] == "Own course"
    assert taken["preguntas respondidas"][0]["lección"] == "Own lesson"
    lesson.get_translations().get().delete()
    taken = export_person(learner.account)
    assert taken["preguntas respondidas"][0]["lección"] == "—"
    assert taken["preguntas respondidas"][0]["respuestas"] == "—"

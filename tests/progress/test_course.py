"""When a course is finished, and that nothing takes it back."""

from datetime import timedelta

import pytest

from learning.progress import actions
from learning.progress.models import Enrolment, LessonCompletion
from tests.modules import samples
from tests.modules.pages import a_course, a_lesson, a_module, a_translation
from tests.progress.conftest import RIGHT, address

pytestmark = pytest.mark.django_db


def finish(client, here):
    for lesson in (here.first, here.second):
        client.post(address(lesson, "hecha"), {"how": "marked"})
    return client.post(address(here.quiz, "respuestas"), RIGHT, follow=True)


@pytest.fixture
def client(client_as, learner, enrolment):
    return client_as(learner)


def test_doing_all_that_is_required_finishes_the_course(client, here, enrolment):
    finish(client, here)
    enrolment.refresh_from_db()
    assert enrolment.completed_week is not None
    assert "Terminaste este curso" in client.get(address(here.course)).content.decode()
    assert "Terminado" in client.get("/cursos/").content.decode()
    assert "Terminado" in client.get("/avance/").content.decode()


def test_what_is_not_required_may_stay_undone(client, here, enrolment):
    a_lesson(here.module, "De más", required=False)
    finish(client, here)
    enrolment.refresh_from_db()
    assert enrolment.completed_week is not None


def test_a_required_lesson_added_later_does_not_undo(client, here, enrolment):
    finish(client, here)
    a_lesson(here.module, "Nueva")
    client.post(address(here.first, "hecha"), {"how": "marked"})
    enrolment.refresh_from_db()
    assert enrolment.completed_week is not None
    assert "3 de 4" in client.get(address(here.course)).content.decode()


def test_a_lesson_taken_away_lets_the_next_one_finish(client, here, enrolment):
    client.post(address(here.first, "hecha"), {"how": "marked"})
    here.quiz.unpublish()
    answer = client.post(address(here.second, "hecha"), {"how": "marked"})
    assert answer.headers["Location"] == address(here.course)
    enrolment.refresh_from_db()
    assert enrolment.completed_week is not None


def test_a_last_lesson_taken_away_leaves_her_the_ending(client, here, enrolment):
    for lesson in (here.first, here.second):
        client.post(address(lesson, "hecha"), {"how": "marked"})
    assert "Terminar el curso" not in client.get(address(here.course)).content.decode()
    here.quiz.unpublish()
    page = client.get(address(here.course)).content.decode()
    assert "todo hecho" in page
    assert f'action="{address(here.course, "terminar")}"' in page
    for _ in range(2):
        answer = client.post(address(here.course, "terminar"), follow=True)
        assert "Terminaste este curso" in answer.content.decode()
        assert "Terminar el curso" not in answer.content.decode()
    enrolment.refresh_from_db()
    assert enrolment.completed_week == enrolment.week


def test_finishing_again_keeps_the_first_week(client, here, enrolment, learner):
    finish(client, here)
    earlier = enrolment.week - timedelta(weeks=3)
    Enrolment.objects.of(learner).update(week=earlier, completed_week=earlier)
    assert client.post(address(here.course, "terminar")).status_code == 302
    enrolment.refresh_from_db()
    assert enrolment.completed_week == earlier


def test_a_course_is_not_finished_by_saying_so(client, here, enrolment):
    client.post(address(here.first, "hecha"), {"how": "marked"})
    page = client.post(address(here.course, "terminar"), follow=True).content.decode()
    assert "Todavía falta hacer alguna lección" in page
    client.post(address(here.course, "dejar"))
    assert client.post(address(here.course, "terminar")).status_code == 404
    enrolment.refresh_from_db()
    assert enrolment.completed_week is None


def test_deleting_the_course_takes_nothing_from_her(client, here, enrolment, learner):
    finish(client, here)
    here.course.delete()
    assert LessonCompletion.objects.scoped(network=learner.network).count() == 3
    page = client.get("/avance/").content.decode()
    assert "Ceiba: curso" in page
    assert "Este curso ya no está abierto" in page
    assert "Terminado" in page


def test_a_course_deleted_before_she_finished_has_no_name(client, here, enrolment, learner):
    client.post(address(here.first, "hecha"), {"how": "marked"})
    here.course.delete()
    page = client.get("/avance/").content.decode()
    assert "Un curso que ya no está abierto" in page
    assert "Ceiba: curso" not in page


def test_a_course_without_lessons_is_never_finished(client_as, learner, ceiba):
    empty = a_course(ceiba.course_index, "Vacío")
    client = client_as(learner)
    answer = client.post(address(empty, "entrar"))
    assert answer.headers["Location"] == address(empty)
    assert client.get(address(empty)).status_code == 200
    assert "Terminaste" not in client.get(address(empty)).content.decode()


def test_progress_is_one_over_languages(client, here, ceiba, learner, enrolment):
    """She begins in Spanish, goes on in English where there is English, and finishes once."""
    index = ceiba.course_index.get_translations().get(locale__language_code="en").specific
    course = a_translation(here.course, index, title="Course")
    module = a_translation(here.module, course, title="Part")
    quiz = a_translation(
        here.quiz, module, title="Three", body=[{**b} for b in here.quiz.body.raw_data], pass_mark=60
    )
    client.post(address(here.first, "hecha"), {"how": "marked"})
    learner.account.language = "en"
    learner.account.save()
    page = client.get(address(here.second)).content.decode()
    assert '<html lang="en">' in page
    assert '<div lang="es">' in page
    assert '<h1 lang="en">Course</h1>' in client.get(address(course)).content.decode()
    client.post(address(here.second, "hecha"), {"how": "marked"})
    client.post(address(quiz, "respuestas"), RIGHT)
    enrolment.refresh_from_db()
    assert enrolment.completed_week is not None
    assert Enrolment.objects.of(learner).count() == 1


def test_a_translation_without_a_pass_mark_is_passed_all_the_same(client, here, ceiba, learner, enrolment):
    index = ceiba.course_index.get_translations().get(locale__language_code="en").specific
    module = a_translation(here.module, a_translation(here.course, index, title="Course"), title="Part")
    body = [{**block} for block in here.quiz.body.raw_data]
    quiz = a_translation(here.quiz, module, title="Three", body=body, pass_mark=None, required=False)
    learner.account.language = "en"
    learner.account.save()
    for lesson in (here.first, here.second, quiz):
        client.post(address(lesson, "hecha"), {"how": "marked"})
    enrolment.refresh_from_db()
    assert (enrolment.completions.count(), enrolment.completed_week) == (2, None)
    assert " 60 " in client.get(address(quiz)).content.decode().partition("<main")[2]
    wrong = {**RIGHT, "answer-one": "b", "answer-tf": "false"}
    for answers, week in ((wrong, None), (RIGHT, enrolment.week)):
        client.post(address(quiz, "respuestas"), answers)
        enrolment.refresh_from_db()
        assert enrolment.completed_week == week


def test_a_lesson_that_is_only_in_spanish_is_all_in_spanish(client, here, learner):
    """Also what the site says inside of it, so that the language of each part is the one it is marked with."""
    lesson = a_lesson(here.module, "Cuatro", [samples.KEY_IDEA, samples.SINGLE])
    learner.account.language = "en"
    learner.account.save()
    pages = client.get(address(lesson)), client.post(address(lesson, "practica", "one"), {"answer-one": "b"})
    for page in (answer.content.decode() for answer in pages):
        assert '<html lang="en">' in page
        assert "1 de noviembre de 2026" in page.partition('<div lang="es">')[2]


def test_the_shared_course_is_open_to_both_networks_and_counted_in_each(learner, stranger, here):
    shared = here.course.get_parent().specific
    shared.shared = True
    shared.save()
    for member in (learner, stranger):
        actions.enrol(by=member, course_key=here.key)
    assert Enrolment.objects.of(learner).count() == Enrolment.objects.of(stranger).count() == 1


def test_a_module_of_its_own_for_each_lesson_counts_through(client_as, learner, ceiba):
    course = a_course(ceiba.course_index, "Largo", slug="largo")
    lessons = [a_lesson(a_module(course, f"M{n}"), f"L{n}") for n in range(3)]
    actions.enrol(by=learner, course_key=course.translation_key)
    page = client_as(learner).get(address(lessons[2])).content.decode()
    assert "Lección 3 de 3" in page
    assert address(lessons[1]) in page

"""Questions that are checked: nothing lost, nothing twice, and an edit breaks nothing."""

import uuid

import pytest
from wagtail.models import Locale

from learning.progress.models import LessonCompletion, QuizAttempt
from modules.models import LessonPage
from tests.modules import samples
from tests.modules.pages import a_translation
from tests.progress.conftest import QUESTIONS, RIGHT, address

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(client_as, learner, enrolment):
    return client_as(learner)


@pytest.fixture
def attempts(learner):
    return QuizAttempt.objects.scoped(network=learner.network)


@pytest.fixture
def done(learner):
    return LessonCompletion.objects.scoped(network=learner.network)


def send(client, here, answers, sheet=None):
    posted = {**answers, "sheet": str(sheet or uuid.uuid4())}
    return client.post(address(here.quiz, "respuestas"), posted, follow=True)


def change(lesson, body, **fields):
    lesson.refresh_from_db()
    lesson.body = body
    for name, value in fields.items():
        setattr(lesson, name, value)
    lesson.save_revision().publish()
    lesson.refresh_from_db()


def test_passing_completes_the_lesson_in_the_version_she_took(client, here, attempts, done):
    page = send(client, here, RIGHT).content.decode()
    assert "Pasaste" in page
    assert "Acertaste 3 de 3" in page
    assert "Porque Uno" in page
    attempt = attempts.get()
    assert (attempt.passed, attempt.right, attempt.total) == (True, 3, 3)
    assert attempt.answers == {"one": ["a"], "many": ["a"], "tf": ["true"]}
    assert (done.get().how, done.get().revision) == ("quiz", here.quiz.live_revision_id)


def test_not_yet_is_said_without_fear_and_she_may_try_for_ever(client, here, attempts, done):
    for _ in range(3):
        page = send(client, here, {**RIGHT, "answer-one": "b", "answer-tf": "false"}).content.decode()
        assert "Todavía no, y está bien" in page
        assert "Acertaste 1 de 3" in page
        assert "Porque Dos" in page
    assert (attempts.count(), done.count()) == (3, 0)
    send(client, here, RIGHT)
    assert done.count() == 1


def test_two_of_three_reach_sixty_of_a_hundred(client, here, done):
    send(client, here, {**RIGHT, "answer-one": "c"})
    assert done.count() == 1


def test_the_same_sheet_twice_is_one_attempt_with_one_result(client, here, attempts):
    sheet = uuid.uuid4()
    first = send(client, here, {**RIGHT, "answer-one": "b", "answer-tf": "false"}, sheet)
    second = send(client, here, {**RIGHT, "answer-one": "b", "answer-tf": "false"}, sheet)
    assert first.redirect_chain == second.redirect_chain
    assert attempts.get().passed is False


def test_other_answers_on_a_sheet_that_back_showed_again_count(client, here, attempts):
    sheet = uuid.uuid4()
    send(client, here, {**RIGHT, "answer-one": "b", "answer-tf": "false"}, sheet)
    assert "Pasaste" in send(client, here, RIGHT, sheet).content.decode()
    assert sorted(attempts.values_list("passed", flat=True)) == [False, True]


def test_a_translation_that_asks_another_thing_is_passed_in_the_original(
    client_as, learner, here, enrolment, attempts
):
    english = here.course.get_parent().get_translation(Locale.objects.get(language_code="en"))
    module = a_translation(here.module, a_translation(here.course, english, title="Course"), title="Part")
    quiz = a_translation(here.quiz, module, title="Three", body=[samples.TRUE_FALSE], pass_mark=60)
    learner.account.language = "en"
    learner.account.save()
    client = client_as(learner)
    for _warm in range(2):
        page = client.get(address(here.quiz)).content.decode()
        assert "only in this language: español" in page
        assert "Ceiba: tres" in page
        assert page.count("<fieldset") == 3
    answered = send(client, here, {"answer-tf": "true"}).content.decode()
    assert 'href="#b-one"' in answered
    assert not attempts.exists()

    change(quiz, QUESTIONS)
    change(here.quiz, QUESTIONS[:2])  # The translation asks what the original no longer does.
    assert client.get(address(here.quiz)).content.decode().count("<fieldset") == 2
    change(here.quiz, QUESTIONS)
    page = client.get(address(here.quiz)).content.decode()
    assert "only in this language: español" not in page
    assert "Three" in page
    assert "You passed" in send(client, here, RIGHT).content.decode()


def test_nobody_passes_where_nothing_is_asked(client, here, attempts):
    LessonPage.objects.filter(pk=here.quiz.pk).update(body="[]")
    send(client, here, {})
    assert not attempts.exists()


def test_what_is_missing_is_asked_for_and_the_rest_is_kept(client, here, attempts):
    page = " ".join(send(client, here, {"answer-many": ["a", "c"]}).content.decode().split())
    assert "Falta responder" in page
    assert 'href="#b-one"' in page
    assert 'href="#b-tf"' in page
    assert 'href="#b-many"' not in page
    assert page.count(" checked") == 2
    assert not attempts.exists()


def test_a_question_removed_while_she_answered_is_not_missed(client, here, attempts):
    change(here.quiz, QUESTIONS[1:])
    assert "Acertaste 2 de 2" in send(client, here, RIGHT).content.decode()
    assert "one" not in attempts.get().answers


def test_a_choice_removed_while_she_answered_is_asked_again(client, here, attempts):
    left = [samples.choice("b", "Dos", correct=True), samples.choice("c", "Tres")]
    edited = samples.block("single_choice", "one", prompt=samples.rich("¿Cuál?"), choices=left)
    change(here.quiz, [edited, *QUESTIONS[1:]])
    assert 'href="#b-one"' in send(client, here, RIGHT).content.decode()
    assert not attempts.exists()


def test_a_question_added_while_she_answered_is_asked(client, here, attempts):
    change(here.quiz, [*QUESTIONS, {**samples.SINGLE, "id": "new"}])
    page = send(client, here, RIGHT).content.decode()
    assert 'href="#b-new"' in page
    assert not attempts.exists()


def test_a_quiz_that_became_practice_says_so(client, here, attempts):
    change(here.quiz, QUESTIONS, pass_mark=None)
    assert "son ahora práctica" in send(client, here, RIGHT).content.decode()
    assert not attempts.exists()


def test_an_unpublished_quiz_is_missing_and_what_she_passed_stays(client, here, done):
    send(client, here, RIGHT)
    here.quiz.unpublish()
    assert send(client, here, RIGHT).status_code == 404
    assert done.count() == 1
    assert "Una lección que ya no está" in client.get("/avance/").content.decode()


@pytest.mark.parametrize("sheet", ["", "nonsense", "0" * 500])
def test_a_spoilt_sheet_number_loses_nothing(client, here, attempts, sheet):
    answer = client.post(address(here.quiz, "respuestas"), {**RIGHT, "sheet": sheet}, follow=True)
    assert "Pasaste" in answer.content.decode()
    assert attempts.count() == 1


@pytest.mark.parametrize("value", ["\x00", "x" * 5000, "<script>", "zz"])
def test_hostile_answers_are_asked_again(client, here, attempts, value):
    answer = send(client, here, {**RIGHT, "answer-one": value})
    assert answer.status_code == 200
    assert "<script>" not in answer.content.decode().partition("<main")[2]
    assert not attempts.exists()


def test_a_result_is_hers_alone(client, client_as, here, attempts, moderator, stranger):
    result = send(client, here, RIGHT).redirect_chain[-1][0]
    assert client.get(result).status_code == 200
    assert client_as(moderator).get(result).status_code == 404
    assert client_as(stranger).get(result).status_code == 404


def test_answers_come_back_after_a_session_that_ended(client_as, learner, here, enrolment, client):
    page = client.get(address(here.quiz)).content.decode()
    mark = page.partition('name="owner_mark" value="')[2].partition('"')[0]
    answers = {**RIGHT, "answer-many": "", "owner_mark": mark, "sheet": str(uuid.uuid4())}
    client.logout()
    client.post(
        address(here.quiz, "respuestas"),
        answers,
        headers={"Origin": "http://testserver", "Referer": f"http://testserver{address(here.quiz)}"},
    )
    session = client.session
    client.force_login(learner.account)
    assert session
    back = client.get(address(here.quiz)).content.decode()
    assert 'href="#b-many">Ir a lo que falta' in back
    assert back.count(" checked") == 2


PLACES = {
    "answer-pairs": ["a:a", "b:c", "c:b"],
    "answer-steps": ["a:1", "b:2", "c:3"],
    "answer-word": "Mi DIARIO secreto",
    "answer-way": "a",
}


def test_things_in_their_places_count_in_part_and_what_she_wrote_is_not_kept(client, here, attempts, done):
    change(here.quiz, [samples.MATCHING, samples.ORDERING, samples.SHORT_TEXT, samples.SCENARIO])
    page = send(client, here, PLACES).content.decode()
    assert "Acertaste 2 de 4" in page
    assert "Vas por buen camino: 1 de 3" in page
    attempt = attempts.get()
    assert (attempt.right, attempt.total, attempt.passed) == (2, 4, False)  # 58 percent of 60.
    assert attempt.answers["word"] == ["[other]"]
    assert "diario" not in page.lower()
    assert "Pasaste" in send(client, here, {**PLACES, "answer-word": "bitácora"}).content.decode()
    assert done.count() == 1


def test_a_thing_without_a_place_is_asked_for_again_and_what_she_wrote_stays(client, here, attempts):
    change(here.quiz, [samples.MATCHING, samples.SHORT_TEXT])
    sent = {"answer-pairs": ["a:a", "", "c:c"], "answer-word": "Mi <diario>"}
    page = send(client, here, sent).content.decode()
    assert not attempts.exists()
    assert "Mi &lt;diario&gt;" in page
    assert page.count("selected") == 2

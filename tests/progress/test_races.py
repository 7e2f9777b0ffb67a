"""Fifty at once: nothing twice, nothing lost. On a SQLite file and on PostgreSQL, whichever the run is on."""

import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection
from django_tasks_db.models import DBTaskResult

from learning.progress import actions
from learning.progress.access import LessonPlace
from learning.progress.feedback import give_feedback
from learning.progress.models import Enrolment, LessonCompletion, LessonFeedback, QuizAttempt, QuizDraft
from modules.models import Pack
from modules.outline import outline_around
from modules.paper import packs
from modules.querysets import lesson_pages
from modules.quizzes import read_quiz
from tests.progress.test_later import ALL_RIGHT, WRONG, attempts, deed, done, publish_and_forget, send

pytestmark = pytest.mark.django_db(transaction=True)
MANY = 50


def at_once(*jobs: Callable[[], Any]) -> list[Any]:
    """Run each job in a thread of its own, all let go at the same moment; what they returned."""
    start = Barrier(len(jobs))

    def run(job: Callable[[], Any]) -> Any:
        try:
            start.wait()
            return job()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(jobs)) as pool:
        return list(pool.map(run, jobs))


def place_of(learner, lesson) -> LessonPlace:
    pages = lesson_pages(lesson.translation_key, "es", None)
    course = outline_around(pages, "es")
    standing = Enrolment.objects.of(learner).standings()[course.key]
    return LessonPlace(course.lesson(lesson.translation_key), course, standing, pages)


def test_she_takes_a_course_fifty_times(learner, here):
    made = at_once(*[lambda: actions.enrol(by=learner, course_key=here.key)] * MANY)
    assert len({enrolment.pk for enrolment in made}) == 1
    assert Enrolment.objects.of(learner).count() == 1


def test_she_marks_a_lesson_fifty_times(learner, here, enrolment):
    place = place_of(learner, here.first)
    at_once(*[lambda: actions.complete_lesson(by=learner, place=place, how="marked")] * MANY)
    assert LessonCompletion.objects.scoped(network=learner.network).count() == 1


def test_one_sheet_sent_fifty_times_is_one_attempt(learner, here, enrolment):
    place, quiz, sheet = place_of(learner, here.quiz), read_quiz(here.quiz.body), uuid.uuid4()
    right = {"one": ["a"], "many": ["a"], "tf": ["true"]}

    def send() -> QuizAttempt:
        return actions.submit_quiz(by=learner, place=place, quiz=quiz, answers=right, sheet=sheet)

    assert len({attempt.pk for attempt in at_once(*[send] * MANY)}) == 1
    assert QuizAttempt.objects.scoped(network=learner.network).count() == 1
    assert LessonCompletion.objects.scoped(network=learner.network).count() == 1


def test_what_waited_on_her_phone_is_sent_by_fifty_windows(client_as, learner, here, enrolment):
    items = [
        deed(learner, here.first),
        deed(learner, here.second, "skipped"),
        deed(learner, here.quiz, "quiz", answers=WRONG),
        deed(learner, here.quiz, "quiz", answers=ALL_RIGHT),
    ]
    clients = [client_as(learner) for _ in range(MANY)]
    sent = at_once(*[lambda client=client: send(client, *items).json() for client in clients])
    assert {len(each["taken"]) for each in sent} == {len(items)}
    assert {len(each["again"]) for each in sent} == {0}
    assert sorted(done(learner).values()) == ["marked", "quiz", "skipped"]
    assert attempts(learner) == [(0, False), (3, True)]
    enrolment.refresh_from_db()
    assert enrolment.completed_week is not None


def test_answers_to_a_version_that_is_gone_wait_once(client_as, learner, here, enrolment):
    item = deed(learner, here.quiz, "quiz", answers=WRONG)
    publish_and_forget(here.quiz)
    clients = [client_as(learner) for _ in range(MANY)]
    sent = at_once(*[lambda client=client: send(client, item).json() for client in clients])
    assert {each["taken"][0]["address"] for each in sent} == {here.quiz.get_opaque_url()}
    assert QuizDraft.objects.scoped(network=learner.network).get().given["one"] == ["b"]
    assert attempts(learner) == []


def test_two_tabs_that_do_the_last_lessons_at_once_finish_the_course(learner, here, enrolment):
    places = [place_of(learner, lesson) for lesson in (here.first, here.second, here.quiz)]
    at_once(
        *[
            lambda place=place: actions.complete_lesson(by=learner, place=place, how="marked")
            for place in places
        ]
    )
    enrolment.refresh_from_db()
    assert enrolment.completed_week is not None


def test_what_she_thinks_is_counted_once_of_fifty_taps_and_of_each_who_taps(learner, trainer, lead, here):
    members = (learner, trainer, lead)
    for each in members:
        actions.enrol(by=each, course_key=here.key)
    places = [(each, place_of(each, here.first)) for each in members]
    jobs = [
        lambda each=each, place=place: give_feedback(by=each, place=place, tags=["useful"])
        for each, place in places
    ]
    assert sum(at_once(*jobs * (MANY // 3))) == len(members)
    row = LessonFeedback.objects.scoped(network=learner.network).get()
    assert (row.answers, row.counts["useful"]) == (len(members), len(members))


def test_a_file_asked_for_fifty_times_is_made_once(here, settings, tmp_path):
    settings.MEDIA_ROOT, settings.PACK_ROOT = tmp_path / "media", tmp_path / "packs"
    settings.TASKS = {**settings.TASKS, "work": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    at_once(*[lambda: packs.ask(here.course, "page")] * MANY)
    assert DBTaskResult.objects.count() == 1
    # Ten workers that each think the others lost.
    key = Pack.objects.get().pk
    at_once(*[lambda: packs.make(key)] * 10)
    with packs.open_pack(Pack.objects.get()) as made:
        assert made.read().startswith(b"<!DOCTYPE")
    assert [each.name for each in settings.PACK_ROOT.iterdir()] == [str(key)]

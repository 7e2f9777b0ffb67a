"""What of a finished course goes after half a year, and what stays of it."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from learning.core.purging import purge
from learning.core.weeks import months_ago
from learning.progress.models import Enrolment, LessonCompletion, NetworkMonth, QuizAttempt
from tests.progress.conftest import RIGHT, address

pytestmark = pytest.mark.django_db


@pytest.fixture
def finished(client_as, learner, here, enrolment, time_machine):
    """She has done all of it, in the week of the 9th of March."""
    time_machine.move_to("2026-03-12 18:00:00+00:00", tick=False)
    Enrolment.objects.scoped(network=learner.network).update(week=date(2026, 3, 9))
    client = client_as(learner)
    for lesson in (here.first, here.second):
        client.post(address(lesson, "hecha"), {"how": "marked"})
    page = client.get(address(here.quiz))
    token = page.content.decode().partition('name="token" value="')[2].partition('"')[0]
    client.post(address(here.quiz, "respuestas"), RIGHT | {"token": token})
    return Enrolment.objects.scoped(network=learner.network).get()


def rows(model, enrolment):
    return model.objects.scoped(network=enrolment.network_id)


def test_the_month_and_that_it_is_done_stay(finished, client_as, learner, here, time_machine):
    assert finished.completed_week == date(2026, 3, 9)
    assert rows(QuizAttempt, finished).count() == 1
    time_machine.move_to("2026-09-09 18:00:00+00:00", tick=False)
    assert months_ago(6) == date(2026, 3, 9)
    list(purge())
    assert rows(QuizAttempt, finished).count() == 1
    assert set(rows(LessonCompletion, finished).values_list("week", flat=True)) == {date(2026, 3, 9)}
    time_machine.move_to("2026-09-10 18:00:00+00:00", tick=False)
    list(purge())
    finished.refresh_from_db()
    assert (finished.week, finished.completed_week) == (date(2026, 3, 1), date(2026, 3, 1))
    assert finished.last_lesson_key is None
    assert not rows(QuizAttempt, finished).exists()
    assert set(rows(LessonCompletion, finished).values_list("week", "revision")) == {(date(2026, 3, 1), None)}
    assert "3 de 3" in client_as(learner).get("/avance/").content.decode()


def test_a_course_that_goes_on_keeps_its_weeks(enrolment, time_machine):
    Enrolment.objects.scoped(network=enrolment.network_id).update(week=date(2026, 3, 9))
    time_machine.move_to(timezone.now() + timedelta(days=300), tick=False)
    Enrolment.objects.scoped(network=enrolment.network_id).get().account.__class__.objects.update(
        seen_week=timezone.localdate()
    )
    list(purge())
    enrolment.refresh_from_db()
    assert enrolment.week == date(2026, 3, 9)


def test_months_are_closed_before_anything_goes(enrolment, time_machine):
    time_machine.move_to(timezone.now() + timedelta(days=62), tick=False)
    list(purge())
    assert rows(NetworkMonth, enrolment).exists()

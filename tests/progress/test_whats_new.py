"""What is new at home: since the week before this one in which she was here, and nothing finer."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from learning.accounts.door import note_week
from learning.accounts.models import Account
from learning.core.weeks import this_week
from learning.networks.models import Network
from learning.progress import actions
from learning.progress.models import LessonCompletion
from modules.models import LessonLabel
from tests.modules import samples
from tests.modules.pages import a_lesson
from tests.progress.conftest import address, taught

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(client_as, learner):
    return client_as(learner)


def was_here(member, weeks):
    """She was here so many weeks ago, and then this week."""
    monday = this_week() - timedelta(weeks=weeks)
    Account.objects.filter(pk=member.account_id).update(seen_before=monday)


def published(*pages, weeks):
    for page in pages:
        page.first_published_at = timezone.now() - timedelta(weeks=weeks)
        page.save(update_fields=["first_published_at"])


def news(client):
    page = client.get("/").content.decode()
    return page.partition("Lo nuevo")[2].partition("</section>")[0]


def test_in_her_first_week_nothing_is_called_new(client, here):
    assert news(client) == ""
    assert "Ver los cursos" in client.get("/").content.decode()


def test_a_course_opened_since_is_new_until_she_takes_it(client, learner, here):
    was_here(learner, 2)
    assert address(here.course) in news(client)
    assert "Curso nuevo:" in news(client)
    assert ">Nuevo</span>" in client.get("/cursos/").content.decode()
    actions.enrol(by=learner, course_key=here.key)
    assert news(client) == ""


def test_a_course_of_before_is_not_new(client, learner, here):
    was_here(learner, 2)
    published(here.course, here.first, here.second, here.quiz, weeks=4)
    assert news(client) == ""
    assert ">Nuevo</span>" not in client.get("/cursos/").content.decode()


def test_a_course_is_opened_with_its_first_lesson(client, learner, here):
    was_here(learner, 2)
    published(here.course, weeks=9)
    assert address(here.course) in news(client)


def test_a_lesson_that_came_into_her_course_is_new_until_it_is_done(client, learner, here, enrolment):
    enrolment.week = this_week() - timedelta(weeks=5)
    enrolment.save(update_fields=["week"])
    published(here.course, here.first, here.second, here.quiz, weeks=6)
    was_here(learner, 2)
    assert news(client) == ""
    added = a_lesson(here.module, "La que llegó", [samples.TEXT], slug="cuatro")
    assert address(added) in news(client)
    assert "Lección nueva, en" in news(client)
    client.post(address(added, "hecha"), {"how": "marked"})
    assert news(client) == ""


def test_a_lesson_that_changed_since_she_did_it_is_told_once_by_its_kind(client, learner, here, enrolment):
    client.post(address(here.first, "hecha"), {"how": "marked"})
    was_here(learner, 2)
    rows = LessonCompletion.objects.scoped(network=learner.network)
    rows.update(week=this_week() - timedelta(weeks=3))
    assert news(client) == ""
    LessonLabel.objects.filter(page=here.first).update(changed_week=this_week())
    assert "Lección que cambió, en" in news(client)
    assert address(here.first) in news(client)
    rows.update(week=this_week())
    assert news(client) == ""


def test_no_more_than_three_are_named(client, learner, ceiba):
    was_here(learner, 2)
    for number in range(4):
        taught(ceiba, f"Curso {number}")
    assert news(client).count("Curso nuevo:") == 3
    assert "Ver todos los cursos" in news(client)


def test_in_a_pause_what_is_new_waits(client, learner, here):
    was_here(learner, 2)
    Network.objects.update(paused=True)
    page = client.get("/").content.decode()
    assert "Lo nuevo" not in page
    assert "Tu red está en pausa" in page
    assert "Ver los cursos" in page


def test_nobody_hears_of_what_another_network_opened(client, learner, there):
    was_here(learner, 2)
    assert news(client) == ""


def test_the_week_before_is_kept_when_she_comes_in_again(client, learner, time_machine):
    Account.objects.update(seen_week=date(2026, 3, 2), seen_before=date(2026, 2, 2))
    time_machine.move_to("2026-03-20 18:00:00+00:00", tick=False)
    for _again in range(2):
        learner.account.refresh_from_db()
        note_week(learner.account)
    learner.account.refresh_from_db()
    assert (learner.account.seen_before, learner.account.seen_week) == (date(2026, 3, 2), date(2026, 3, 16))

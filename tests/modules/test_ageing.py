"""Advice past its review, and the act that dates it anew: live and draft, in each language, once."""

from datetime import date, timedelta

import pytest
from django.db.models import Q
from django.utils import timezone
from wagtail.models import GroupApprovalTask, Page, Workflow, WorkflowTask

from learning.networks.models import Membership
from modules.ageing import aged, check_again
from modules.models import EntryPage, LessonPage
from modules.reviewing import pages_she_wrote
from tests.modules import samples
from tests.modules.pages import a_course, a_lesson, a_module, a_place, a_translation, an_entry, home_of

pytestmark = pytest.mark.django_db

EVERYWHERE = Q()
OLD = date(2020, 3, 1)


def idea(block_id="idea", checked_on=OLD, days=90, **value):
    told = {
        **samples.KEY_IDEA["value"],
        "body": f"<p>{block_id}: una <b>ley</b>.</p>",
        "checked_on": checked_on.isoformat(),
        "review_by": (checked_on + timedelta(days=days)).isoformat(),
    }
    return {"type": "key_idea", "id": block_id, "value": told | value}


def dates(page, block_id="idea"):
    value = next(raw["value"] for raw in page.body.raw_data if raw["id"] == block_id)
    return value["checked_on"], value["review_by"]


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def fresh(today):
    """What an advice of ninety days has once it was checked today."""
    return today.isoformat(), (today + timedelta(days=90)).isoformat()


@pytest.fixture
def module():
    return a_module(a_course(a_place()))


@pytest.fixture
def lesson(module):
    return a_lesson(module, "Leyes", [samples.TEXT, idea()])


@pytest.fixture
def user(trainer: Membership):
    return trainer.account


def again(page, user, block_id="idea", seen=OLD):
    return check_again(EVERYWHERE, page.translation_key, block_id, seen, user=user)


def now(page):
    return type(page).objects.get(pk=page.pk)


@pytest.mark.parametrize("many", [1, 3])
def test_what_is_past_or_near_is_listed_the_oldest_first(module, today, many, django_assert_num_queries):
    for n in range(many):
        body = [idea("vieja"), idea("pronto", today, 29), idea("lejos", today, 31, advice="none", owner="")]
        a_lesson(module, f"L{n}", body, slug=f"l{n}")
    place = module.get_ancestors().get(depth=3).specific
    an_entry(place, "Fondo", checked_on=OLD - timedelta(days=9), review_by=OLD)
    a_lesson(module, "Borrador", [idea("oculta")], slug="b", live=False)
    with django_assert_num_queries(2):
        rows = aged(EVERYWHERE)
    assert [row.said.partition(":")[0] for row in rows] == ["Fondo", *["vieja"] * many, *["pronto"] * many]
    assert [row.past for row in rows] == [True] * (1 + many) + [False] * many
    assert (rows[0].owner, rows[1].owner, rows[1].kind) == ("el equipo", "El equipo", "Leyes y mecanismos")
    assert rows[1].said == "vieja: una ley."


def test_it_is_dated_anew_for_as_long_as_before_and_only_once(lesson, user, fresh):
    assert again(lesson, user) == [lesson]
    page = now(lesson)
    assert dates(page) == fresh
    assert page.live_revision.user == user
    assert not page.has_unpublished_changes
    revisions = page.revisions.count()
    assert again(lesson, user) == again(lesson, user, seen=date.fromisoformat(fresh[0])) == []
    assert now(lesson).revisions.count() == revisions
    assert aged(EVERYWHERE) == []


def test_a_draft_keeps_what_somebody_writes_and_gets_the_new_day_too(lesson, user, fresh, stranger):
    lesson.title, lesson.body = "Leyes nuevas", [idea(), samples.STORY]
    lesson.save_revision(user=stranger.account)
    again(lesson, user)
    page = now(lesson)
    assert (page.title, dates(page), len(page.body)) == ("Leyes", fresh, 2)
    assert page.body[0].block_type == "text"
    assert page.has_unpublished_changes
    draft = page.get_latest_revision_as_object()
    assert (draft.title, dates(draft), draft.body[1].block_type) == ("Leyes nuevas", fresh, "story")
    assert page.latest_revision.user == stranger.account
    draft.save_revision().publish()
    assert (now(lesson).title, dates(now(lesson))) == ("Leyes nuevas", fresh)


def test_who_wrote_in_a_draft_before_another_is_still_one_who_wrote_it(lesson, user, learner, stranger):
    lesson.save_revision(user=learner.account)
    lesson.title = "De las dos"
    lesson.save_revision(user=stranger.account)
    assert again(lesson, user) == [lesson]
    wrote = {each: pages_she_wrote(each, [lesson.pk]) for each in (learner.account, stranger.account, user)}
    assert list(map(len, wrote.values())) == [1, 1, 0]
    newest = LessonPage.objects.get(pk=lesson.pk).latest_revision
    assert (newest.user, newest.as_object().title) == (stranger.account, "De las dos")


def test_a_draft_that_has_another_day_or_lost_it_is_left_so(lesson, user, fresh):
    lesson.body = [idea(checked_on=date(2024, 1, 1))]
    lesson.save_revision()
    again(lesson, user)
    page = now(lesson)
    assert dates(page) == fresh
    assert dates(page.get_latest_revision_as_object())[0] == "2024-01-01"


def test_each_language_that_says_the_same_gets_the_day_and_no_other(lesson, module, user, fresh):
    course = module.get_parent().specific
    place = a_translation(course.get_parent().specific, home_of("en"), title="Place", slug="place")
    part = a_translation(module, a_translation(course, place, title="Course"), title="Part")
    other = idea("otra")
    lesson.body = [idea(), other]
    lesson.save_revision().publish()
    newer = idea("otra", date(2021, 1, 1))
    english = a_translation(lesson, part, title="Laws", body=[idea(), newer])
    rows = aged(EVERYWHERE)
    assert [len(row.pages) for row in rows] == [2, 1, 1]
    assert len(again(lesson, user)) == 2
    assert dates(now(english)) == dates(now(lesson)) == fresh
    again(lesson, user, "otra")
    assert dates(now(lesson), "otra") == fresh
    assert dates(now(english), "otra")[0] == "2021-01-01"


def test_an_entry_is_dated_anew_and_is_confirmed(user, today):
    entry = an_entry(a_place(), checked_on=OLD, review_by=OLD + timedelta(days=50), to_confirm=True)
    assert again(entry, user, block_id="") == [entry]
    page = EntryPage.objects.get()
    assert (page.checked_on, page.review_by) == (today, today + timedelta(days=50))
    assert not page.to_confirm
    assert page.live_revision.as_object().checked_on == today


def test_a_review_goes_on_about_the_draft_with_its_new_day(lesson, user, trainer, fresh):
    task = GroupApprovalTask.objects.create(name="T")
    task.groups.add(trainer.network.editors)
    workflow = Workflow.objects.create(name="W")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    lesson.title = "En revisión"
    lesson.save_revision()
    state = workflow.start(lesson, user)
    again(lesson, user)
    state.refresh_from_db()
    assert state.status == state.STATUS_IN_PROGRESS
    assert now(lesson).title == "Leyes"
    assert state.current_task_state.revision == now(lesson).latest_revision
    state.current_task_state.approve()
    assert (now(lesson).title, dates(now(lesson))) == ("En revisión", fresh)


def test_a_page_that_is_not_among_hers_is_left(lesson, user):
    assert check_again(Q(pk=0), lesson.translation_key, "idea", OLD, user=user) == []
    assert dates(LessonPage.objects.get())[0] == OLD.isoformat()
    assert Page.objects.filter(pk=lesson.pk, has_unpublished_changes=False).exists()

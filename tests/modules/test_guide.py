"""The facilitator's guide of a lesson: written in the editor, translated, and never in front of a learner."""

import pytest
from django.urls import reverse
from wagtail.models import Locale, Page
from wagtail_localize.models import StringSegment

from learning.progress import actions
from modules.exchange.guide import read_guide
from modules.exchange.loading import digest_of
from modules.models import LessonPage
from tests.modules import samples
from tests.modules.editor_forms import SMALL, form_of
from tests.modules.pages import a_lesson
from tests.progress.conftest import address, taught

pytestmark = pytest.mark.django_db

TOLD = {
    "objective": "SECRETO uno",
    "steps": {"activity": 10},
    "questions": ["SECRETO dos"],
    "versions": {"30": "SECRETO tres"},
}
GUIDE = read_guide({"guide": TOLD}, "", ("curso", "uno"))


@pytest.fixture
def here(ceiba):
    return taught(ceiba, "Ceiba")


@pytest.fixture
def lesson(here):
    return a_lesson(here.module, "Con guía", [samples.TEXT], guide=GUIDE)


def test_no_word_of_it_reaches_a_learner(client_as, learner, here, lesson):
    actions.enrol(by=learner, course_key=here.key)
    client = client_as(learner)
    for place in (lesson, here.course):
        page = client.get(address(place))
        assert page.status_code == 200
        assert "SECRETO" not in page.content.decode()


def test_she_writes_it_in_a_tab_of_its_own(client_as, trainer, lesson):
    client = client_as(trainer)
    url = reverse("wagtailadmin_pages:edit", args=[lesson.pk])
    assert "Para facilitar" in client.get(url).content.decode()
    data = form_of(client, url)
    data |= {"guide-0-value-closing": "Una ronda.", **SMALL, "action-publish": "1"}
    assert client.post(url, data).status_code == 302
    (guide,) = LessonPage.objects.get(pk=lesson.pk).guide
    assert guide.value["closing"] == "Una ronda."
    assert guide.value["objective"] == "SECRETO uno"
    assert guide.value["steps"]["activity"] == 10
    assert guide.id == GUIDE[0]["id"]


def test_its_words_are_translated(client_as, trainer, lesson, django_capture_on_commit_callbacks):
    english = Locale.objects.get(language_code="en")
    with django_capture_on_commit_callbacks(execute=True):
        sent = {"locales": english.pk}
        client_as(trainer).post(f"/cms/localize/submit/page/{lesson.pk}/", sent)
    words = StringSegment.objects.values_list("string__data", flat=True)
    assert {"SECRETO uno", "SECRETO dos", "SECRETO tres"} <= set(words)
    there = LessonPage.objects.get(translation_key=lesson.translation_key, locale=english)
    assert there.guide[0].value["steps"]["activity"] == 10
    assert not any(Page.find_problems())


def test_a_changed_guide_is_a_change_of_the_page(lesson):
    before = digest_of(lesson)
    lesson.guide = []
    assert digest_of(lesson, stored=False) != before

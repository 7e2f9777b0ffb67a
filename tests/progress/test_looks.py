"""A lesson as she wants it: pictures that wait for a tap, one step at a time; and what a phone keeps of it."""

import pytest
from django.core.cache import cache

from learning.progress import actions
from modules.models import CourseImage
from modules.pictures import sheet
from tests.modules.everything import a_course_of_everything, everything
from tests.modules.pages import LessonPage
from tests.progress.conftest import address

pytestmark = pytest.mark.django_db


@pytest.fixture
def lesson(ceiba, learner, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    course = a_course_of_everything(ceiba, everything(ceiba))
    actions.enrol(by=learner, course_key=course.translation_key)
    return LessonPage.objects.get(title="Todo")


def weighed(client, lesson):
    return len(client.get(address(lesson), headers={"accept-encoding": "gzip"}).content)


def saving(account):
    account.data_saver = "on"
    account.save()


def test_where_she_saves_data_no_picture_comes_by_itself(client_as, learner, lesson):
    client = client_as(learner)
    assert "<img" in client.get(address(lesson)).content.decode()
    usual = weighed(client, lesson)
    saving(learner.account)
    for shown in (client.get(address(lesson)), client.post(address(lesson, "practica"), {"answer-one": "a"})):
        html = shown.content.decode()
        assert "<img" not in html
        assert "poster=" not in html
        assert html.count("data-picture=") == 1
        assert "Un monte" in html
        assert f'href="{address(lesson, "imagenes")}"' in html
    said = client.get(address(lesson, "imagenes"))
    assert said.headers["Content-Type"] == "text/css; charset=utf-8"
    assert said.content.decode().startswith('[open] > [data-picture="')
    # What a lesson is said to weigh holds either way.
    assert abs(weighed(client, lesson) + len(said.content) - usual) <= 500
    assert "<img" in client.get(address(lesson, "para-llevar")).content.decode()


def test_it_costs_no_question_more(client_as, learner, lesson, django_assert_num_queries):
    client = client_as(learner)
    client.get(address(lesson))
    with django_assert_num_queries(3):
        client.get(address(lesson))
    saving(learner.account)
    client.get(address(lesson))
    with django_assert_num_queries(3):
        client.get(address(lesson))


def test_a_browser_that_saves_data_is_heeded_unless_she_says_otherwise(client_as, learner, lesson):
    client = client_as(learner, headers={"Save-Data": "on"})
    assert "<img" not in client.get(address(lesson)).content.decode()
    learner.account.data_saver = "off"
    learner.account.save()
    assert "<img" in client.get(address(lesson)).content.decode()


def test_a_picture_whose_file_is_gone_is_told_in_words(client_as, learner, lesson):
    saving(learner.account)
    for cut in CourseImage.objects.get().renditions.all():
        cut.file.storage.delete(cut.file.name)
    cache.clear()
    html = client_as(learner).get(address(lesson)).content.decode()
    assert "data-picture" not in html
    assert "Un monte" in html
    assert sheet(lesson) == ""


def test_what_a_phone_keeps_is_the_same_whatever_she_chose(client_as, learner, lesson):
    client = client_as(learner)
    page = address(lesson, "para-llevar")
    before = client.get(page).content
    learner.account.text_size, learner.account.simple_view = 4, True
    learner.account.save()
    assert client.get(page).content == before

"""A course of Ceiba to review, with three who write there; a file may have a lesson of its own instead."""

import pytest

from learning.networks import actions
from modules.models import CourseIndexPage, LessonPage
from tests.factories import a_member
from tests.modules.pages import a_course, a_lesson, a_module, a_translation
from tests.progress.conftest import Taught, taught


@pytest.fixture
def here(ceiba) -> Taught:
    return taught(ceiba, "Ceiba")


@pytest.fixture
def lesson(here) -> LessonPage:
    return here.first.specific


@pytest.fixture
def ana(trainer):
    return trainer


@pytest.fixture
def bea(ceiba):
    return a_member(ceiba, "trainer", login_id="ceiba-bea", pseudonym="Bea")


@pytest.fixture
def carla(ceiba):
    return a_member(ceiba, "trainer", login_id="ceiba-carla", pseudonym="Carla")


@pytest.fixture
def both(ceiba, lead, ana, bea, carla):
    """The network asks for both looks."""
    actions.ask_reviews(reviews="both", by=lead)


@pytest.fixture
def editor(client_as, trainer):
    return client_as(trainer)


@pytest.fixture
def module(ceiba):
    return a_module(a_course(ceiba.course_index))


@pytest.fixture
def foreign(jicara):
    """A lesson of the other network, in both languages."""
    course = a_course(jicara.course_index)
    lesson = a_lesson(a_module(course), "Ajena")
    place = jicara.course_index.get_translations().get()
    there = a_module(a_course(CourseIndexPage.objects.get(pk=place.pk)))
    return [lesson, a_translation(lesson, there, title="Foreign", body=[])]

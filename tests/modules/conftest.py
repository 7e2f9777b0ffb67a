"""A course of Ceiba to review, with three who write there; a file may have a lesson of its own instead."""

import pytest

from learning.networks import actions
from modules.models import LessonPage
from tests.factories import a_member
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

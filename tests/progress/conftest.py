"""A course of Ceiba: two lessons with practice and a last one whose questions are checked; and one of Jícara."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest

from learning.networks.models import Membership, Network
from learning.progress import actions
from learning.progress.models import Enrolment
from modules.models import CoursePage, LessonPage, ModulePage
from tests.modules import samples
from tests.modules.pages import a_course, a_lesson, a_module

# Every answer right, as the browser sends it.
RIGHT = {"answer-one": "a", "answer-many": "a", "answer-tf": "true"}
QUESTIONS = [samples.SINGLE, samples.MULTIPLE, samples.TRUE_FALSE]


@dataclass
class Taught:
    """A course and its pages; `address` of what a browser asks for."""

    course: CoursePage
    module: ModulePage
    first: LessonPage
    second: LessonPage
    quiz: LessonPage

    @property
    def key(self) -> UUID:
        return self.course.translation_key


def taught(network: Network, name: str) -> Taught:
    course = a_course(network.course_index, f"{name}: curso", summary=f"{name}: de qué trata")
    module = a_module(course, f"{name}: parte")
    first = a_lesson(module, f"{name}: uno", [samples.TEXT, samples.SINGLE], minutes=10, slug="uno")
    second = a_lesson(module, f"{name}: dos", [samples.TEXT, samples.CONTENT_NOTE], minutes=15, slug="dos")
    quiz = a_lesson(module, f"{name}: tres", QUESTIONS, minutes=12, pass_mark=60, slug="tres")
    return Taught(course, module, first, second, quiz)


@pytest.fixture
def here(ceiba: Network) -> Taught:
    return taught(ceiba, "Ceiba")


@pytest.fixture
def there(jicara: Network) -> Taught:
    return taught(jicara, "Jícara")


@pytest.fixture
def enrolment(learner: Membership, here: Taught) -> Enrolment:
    return actions.enrol(by=learner, course_key=here.key)


def address(page: Any, *more: str) -> str:
    return page.get_opaque_url() + "".join(f"{part}/" for part in more)

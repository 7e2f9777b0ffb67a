"""
What a page weighs on her prepaid line: the answer as it is sent, compressed, and what the trainer is told of a lesson.
With all that comes beside it, as Chromium counts it: tests/browser/test_wire.py.
"""

import pytest
from django.core.management import call_command
from django.test import Client

from learning.progress import actions
from learning.progress.models import Enrolment
from modules.models import CoursePage, LessonPage
from modules.weight import HEADERS, LIMIT, lesson_weight

AGAIN = 15_000 - HEADERS

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader(client_as, learner) -> Client:
    """A learner who takes the starter courses."""
    call_command("load_starter", verbosity=0)
    for course in CoursePage.objects.filter(locale__language_code="es"):
        actions.enrol(by=learner, course_key=course.translation_key)
    assert Enrolment.objects.scoped(network=learner.network).exists()
    return client_as(learner)


def sent(client: Client, address: str) -> int:
    """Bytes of an answer as they go over the line, without its headers."""
    return len(client.get(address, headers={"accept-encoding": "br, gzip"}).content)


def test_every_page_is_light(reader: Client) -> None:
    lessons = LessonPage.objects.filter(locale__language_code="es")
    assert len(lessons) >= 6
    for lesson in lessons:
        page, told = sent(reader, lesson.get_opaque_url()), lesson_weight(lesson)
        assert page <= AGAIN, lesson.title
        # What the trainer is told, and what publishing is refused by, is what goes over the line.
        assert abs(told.page - HEADERS - page) <= 300, (lesson.title, told, page)
        assert told.total <= LIMIT, lesson.title
    for address in ("/", "/cursos/", "/foro/", "/avance/", "/cuenta/"):
        assert sent(reader, address) <= AGAIN, address

"""
What a page weighs on her prepaid line: the answer as it is sent, and the files it names as whitenoise sends them in
production, brotli-compressed. A second visit has the files already.
"""

import re
from pathlib import Path

import brotli
import pytest
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.test import Client

from learning.progress import actions
from learning.progress.models import Enrolment
from modules.models import CoursePage, LessonPage
from modules.weight import lesson_weight

FIRST, AGAIN, SCRIPTS = 50_000, 15_000, 12_000

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader(client_as, learner) -> Client:
    """A learner who takes the starter courses."""
    call_command("load_starter", verbosity=0)
    for course in CoursePage.objects.filter(locale__language_code="es"):
        actions.enrol(by=learner, course_key=course.translation_key)
    assert Enrolment.objects.scoped(network=learner.network).exists()
    return client_as(learner)


def sent(client: Client, address: str) -> tuple[int, str]:
    """Bytes of an answer as they go over the line, and its text."""
    plain = client.get(address).content
    packed = client.get(address, headers={"accept-encoding": "br, gzip"})
    return len(packed.content), plain.decode()


def files(html: str) -> dict[str, int]:
    """The files a page asks for by itself, and what each weighs compressed."""
    named = set(re.findall(r'(?:src|href)="(/estatico/[^"]+)"', html))
    found = {name: finders.find(name.removeprefix("/estatico/")) for name in named}
    return {
        name: len(brotli.compress(Path(path).read_bytes()))
        for name, path in found.items()
        if isinstance(path, str)
    }


def test_every_lesson_is_light(reader: Client) -> None:
    lessons = LessonPage.objects.filter(locale__language_code="es")
    assert len(lessons) >= 6
    for lesson in lessons:
        page, html = sent(reader, lesson.get_opaque_url())
        asked = files(html)
        assert len(asked) >= 2
        assert page + sum(asked.values()) <= FIRST, lesson.title
        assert page <= AGAIN, lesson.title
        # What the trainer is told, and what publishing is refused by, is what goes over the line.
        told = lesson_weight(lesson)
        assert abs(told.page - page) <= 300, lesson.title
        assert told.files == sum(asked.values())
        assert sum(size for name, size in asked.items() if name.endswith("js")) <= SCRIPTS


@pytest.mark.parametrize("address", ["/", "/cursos/", "/foro/", "/avance/", "/cuenta/"])
def test_every_main_page_is_light(reader: Client, address: str) -> None:
    page, html = sent(reader, address)
    assert page + sum(files(html).values()) <= FIRST
    assert page <= AGAIN

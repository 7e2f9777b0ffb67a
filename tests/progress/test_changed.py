"""A lesson she has done was changed to protect her: she is told until she has read it, and keeps what she did."""

import pytest
from django.core.cache import cache
from django.test import Client

from learning.progress import actions
from learning.progress.models import LessonCompletion
from modules.changes import still_to_tell
from modules.models import LessonChange
from tests.progress.conftest import Taught, address, taught

SAID = {"es": "Ya no llames a ese número.", "en": "Do not call that number."}


@pytest.fixture
def client(client_as, learner, here) -> Client:
    client = client_as(learner)
    actions.enrol(by=learner, course_key=here.key)
    return client


def do(client: Client, lesson) -> None:
    assert client.post(address(lesson, "hecha"), {"how": "marked"}).status_code == 302


def change(lesson, weight: str = "safety", what: dict[str, str] = SAID) -> LessonChange:
    lesson.refresh_from_db()
    lesson.change = {**still_to_tell({}), "weight": weight, "what": what}
    lesson.save_revision().publish()
    return LessonChange.objects.latest("pk")


def read(client: Client, lesson, version: int, then: str = "home"):
    return client.post(address(lesson, "leido"), {"version": version, "then": then})


def says(client: Client, *pages: str) -> list[bool]:
    return [SAID["es"] in client.get(page).content.decode() for page in pages]


def test_who_did_it_is_told_until_she_has_read_it(client, here):
    do(client, here.first)
    told = change(here.first)
    pages = "/", address(here.first), address(here.second)
    assert says(client, *pages) == [True, True, False]
    assert read(client, here.first, told.revision).url == "/"
    assert says(client, *pages) == [False, False, False]
    assert LessonCompletion.objects.unscoped(reason="test").get().revision < told.revision
    again = change(here.first, what={"es": SAID["es"]})
    assert read(client, here.first, told.revision, "lesson").url == address(here.first)
    assert says(client, *pages) == [True, True, False]
    read(client, here.first, again.revision)
    assert says(client, *pages) == [False, False, False]


def test_all_that_changed_is_told_newest_first(client, here):
    do(client, here.first)
    change(here.first, what={"es": "Primero."})
    newest = change(here.first, what={"es": "Después."})
    page = client.get("/").content.decode()
    assert 0 < page.index("Después.") < page.index("Primero.")
    read(client, here.first, newest.revision)
    assert "Primero." not in client.get("/").content.decode()


@pytest.mark.parametrize("weight", ["small", "content"])
def test_a_lighter_change_disturbs_nobody(client, here, weight):
    do(client, here.first)
    change(here.first, weight)
    assert says(client, "/", address(here.first)) == [False, False]


def test_who_does_it_afterwards_reads_the_lesson_as_it_is(client, here):
    change(here.first)
    assert says(client, "/", address(here.first)) == [False, False]
    do(client, here.first)
    assert says(client, "/", address(here.first)) == [False, False]


def test_also_who_put_the_course_aside_is_told(client, learner, here):
    do(client, here.first)
    actions.leave(by=learner, course_key=here.key)
    change(here.first)
    assert says(client, "/") == [True]


def test_in_her_language_or_else_as_it_was_said(client, here):
    do(client, here.first)
    change(here.first)
    change(here.first, what={"es": "Solo así."})
    client.post("/idioma/", {"language": "en", "next": "/"})
    page = client.get("/").content.decode()
    assert '<p lang="en">Do not call that number.</p>' in page
    assert '<p lang="es">Solo así.</p>' in page


def test_nobody_is_told_of_another_network(client, client_as, stranger, here, jicara):
    there: Taught = taught(jicara, "Jícara")
    do(client, here.first)
    change(there.first)
    assert says(client, "/") == [False]
    told = change(here.first)
    assert read(client_as(stranger), here.first, told.revision).status_code == 404
    assert says(client, "/") == [True]


@pytest.mark.parametrize("version", ["", "0", "-1", "mil", str(2**63), str(2**63 - 1)])
def test_she_has_read_no_more_than_was_told(client, here, version):
    do(client, here.first)
    told = change(here.first)
    assert client.post(address(here.first, "leido"), {"version": version}).status_code == 302
    known = LessonCompletion.objects.unscoped(reason="test").get().read_change
    assert known == (told.revision if version == str(2**63 - 1) else None)


@pytest.mark.parametrize("many", [1, 3])
def test_what_changed_costs_no_question(client, here, many, django_assert_num_queries):
    for lesson in (here.first, here.second, here.first)[:many]:
        do(client, lesson)
    client.get("/")
    with django_assert_num_queries(6):
        client.get("/")
    for lesson in (here.first, here.second, here.first)[:many]:
        change(lesson)
    client.get("/")
    with django_assert_num_queries(6):
        assert says(client, "/") == [True]
    cache.clear()
    with django_assert_num_queries(6):
        assert says(client, address(here.first)) == [True]

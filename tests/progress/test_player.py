"""Course and lesson as she meets them."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from learning.accounts.models import Session
from learning.progress import actions
from learning.progress.models import Enrolment, LessonCompletion
from modules.outline import course_outline
from tests.accounts.test_doors import give
from tests.modules.pages import a_lesson
from tests.progress.conftest import address

pytestmark = pytest.mark.django_db
HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)"')


def of(learner):
    return Enrolment.objects.of(learner)


def test_the_catalogue_shows_her_networks_courses_alone(client_as, learner, here, there):
    page = client_as(learner).get("/cursos/").content.decode()
    assert "Ceiba: curso" in page
    assert "Jícara" not in page


def test_before_she_takes_the_course_she_sees_the_outline_and_not_the_text(client_as, learner, here):
    client = client_as(learner)
    course = client.get(address(here.course)).content.decode()
    assert "Ceiba: uno" in course
    assert address(here.first) not in course
    lesson = client.get(address(here.first)).content.decode()
    assert "Empezar este curso" in lesson
    assert "Primer" not in lesson


def test_enrolling_leads_into_the_first_lesson_once(client_as, learner, here):
    client = client_as(learner)
    for _ in range(2):
        answer = client.post(address(here.course, "entrar"))
        assert answer.headers["Location"] == address(here.first)
    assert of(learner).count() == 1


def test_a_lesson_says_where_she_is_and_never_its_name_in_the_title(client_as, learner, here, enrolment):
    page = client_as(learner).get(address(here.second)).content.decode()
    assert "Lección 2 de 3" in page
    assert "0 de 3, cerca de 37 minutos más" in page
    title = page[page.index("<title>") : page.index("</title>")]
    assert " ".join(title.removeprefix("<title>").split()) == "Lección 2 · Aula"
    assert address(here.first) in page
    assert address(here.quiz) in page
    assert reverse("progress:contacts") in page


def test_marking_a_lesson_leads_on_and_twice_is_once(client_as, learner, here, enrolment):
    client = client_as(learner)
    for _ in range(2):
        answer = client.post(address(here.first, "hecha"), {"how": "marked"})
        assert answer.headers["Location"] == address(here.second)
    done = LessonCompletion.objects.scoped(network=learner.network).get()
    assert (done.how, done.revision) == ("marked", here.first.live_revision_id)
    assert "1 de 3, cerca de 27 minutos más" in client.get(address(here.second)).content.decode()


def test_skipping_what_hurts_counts_the_same(client_as, learner, here, enrolment):
    client_as(learner).post(address(here.second, "hecha"), {"how": "skipped"})
    assert LessonCompletion.objects.scoped(network=learner.network).get().how == "skipped"


@pytest.mark.parametrize("how", ["", "quiz", "trainer", "nonsense"])
def test_only_done_or_skipped_is_hers_to_say(client_as, learner, here, enrolment, how):
    client_as(learner).post(address(here.first, "hecha"), {"how": how})
    assert not LessonCompletion.objects.scoped(network=learner.network).exists()


def test_a_lesson_with_a_pass_mark_is_not_done_by_saying_so(client_as, learner, here, enrolment):
    client_as(learner).post(address(here.quiz, "hecha"), {"how": "marked"})
    assert not LessonCompletion.objects.scoped(network=learner.network).exists()


def test_reading_leaves_no_trace(client_as, learner, here, enrolment):
    client_as(learner).get(address(here.second))
    enrolment.refresh_from_db()
    assert enrolment.last_lesson_key is None


def test_she_goes_on_where_she_was(client_as, learner, here, enrolment):
    client = client_as(learner)
    client.post(address(here.second, "hecha"), {"how": "marked"})
    assert address(here.quiz) in client.get("/").content.decode()
    client.post(address(here.first, "practica", "one"), {"answer-one": "b"})
    assert address(here.first) in client.get("/").content.decode()


def test_a_finished_course_does_not_call_her_back(client_as, learner, here, enrolment):
    a_lesson(here.module, "De más", required=False)
    actions.note_finished(enrolment, course_outline(here.key, "es"))
    enrolment.save()
    assert "De más" not in client_as(learner).get("/").content.decode()


def test_leaving_keeps_what_she_did(client_as, learner, here, enrolment):
    client = client_as(learner)
    client.post(address(here.first, "hecha"), {"how": "marked"})
    client.post(address(here.course, "dejar"))
    assert "Primer" not in client.get(address(here.first)).content.decode()
    assert client.post(address(here.first, "hecha"), {"how": "marked"}).status_code == 404
    assert client.post(address(here.course, "entrar")).headers["Location"] == address(here.second)
    assert "1 de 3" in client.get(address(here.course)).content.decode()


def test_practice_answers_back_and_stores_nothing(client_as, learner, here, enrolment):
    page = (
        client_as(learner).post(address(here.first, "practica", "one"), {"answer-one": "b"}).content.decode()
    )
    assert "Porque Dos" in page
    assert 'value="b" checked' in " ".join(page.split())
    assert "Todavía no" in page
    assert not LessonCompletion.objects.scoped(network=learner.network).exists()


@pytest.mark.parametrize("page", [(), ("practica", "one")])
@pytest.mark.parametrize("how", ["session ended", "cookie gone"])
def test_a_tick_of_practice_comes_back_after_a_session_that_ended(learner, here, enrolment, page, how):
    client = Client(enforce_csrf_checks=True)
    client.force_login(learner.account)
    hidden = dict(HIDDEN.findall(client.get(address(here.first)).content.decode()))
    assert {"owner_mark", "network"} <= set(hidden)
    Session.objects.all().delete()
    if how == "cookie gone":
        client.cookies.clear()
    came_from = f"http://testserver{address(here.first, *page)}"
    answer = client.post(
        address(here.first, "practica", "one"),
        hidden | {"answer-one": "b"},
        headers={"Origin": "http://testserver", "Referer": came_from},
    )
    assert answer.url == address(here.first, *page)
    door = client.get(answer.url, follow=True)
    form = dict(HIDDEN.findall(door.content.decode()))
    give(client, csrfmiddlewaretoken=form["csrfmiddlewaretoken"])
    back = client.get(answer.url, follow=True).content.decode()
    assert "Tu sesión se cerró" in back
    assert 'value="b" checked' in " ".join(back.split())
    assert "Porque Dos" not in back, "she has not sent it yet"


@pytest.mark.parametrize("more", [("hecha",), ("practica", "one"), ("respuestas",)])
@pytest.mark.parametrize("which", ["first", "quiz"])
def test_who_does_not_take_the_course_can_send_nothing_and_is_shown_nothing(
    client_as, learner, here, which, more
):
    answer = client_as(learner).post(address(getattr(here, which), *more), {"how": "marked"})
    assert answer.status_code == 404


@pytest.mark.parametrize("block", ["gone", "text-1"])
def test_practice_with_a_question_that_is_gone_shows_the_lesson(client_as, learner, here, enrolment, block):
    answer = client_as(learner).post(address(here.first, "practica", block), {"answer-gone": "x"})
    assert answer.headers["Location"] == address(here.first)


@pytest.mark.parametrize("more", [(), ("entrar",), ("dejar",)])
def test_a_foreign_course_is_a_missing_course(client_as, learner, here, there, more):
    client = client_as(learner)
    ask = client.post if more else client.get
    foreign = ask(address(there.course, *more))
    missing = ask(f"/c/{'7' + 'z' * 25}/" + "".join(f"{part}/" for part in more))
    assert (foreign.status_code, len(foreign.content)) == (404, len(missing.content))
    assert not Enrolment.objects.of(learner).exists()


@pytest.mark.parametrize("more", [(), ("hecha",), ("practica", "one"), ("respuestas",)])
def test_a_foreign_lesson_is_a_missing_lesson(client_as, learner, here, there, enrolment, more):
    client = client_as(learner)
    ask = client.post if more else client.get
    foreign = ask(address(there.first, *more))
    missing = ask(f"/l/{'7' + 'z' * 25}/" + "".join(f"{part}/" for part in more))
    assert (foreign.status_code, len(foreign.content)) == (404, len(missing.content))


def test_a_draft_and_an_unpublished_lesson_are_missing(client_as, learner, here, enrolment):
    client = client_as(learner)
    draft = a_lesson(here.module, "Borrador", live=False)
    assert client.get(address(draft)).status_code == 404
    here.first.unpublish()
    assert client.get(address(here.first)).status_code == 404


def test_a_woman_of_no_network_gets_no_course(client_as, keeper, here):
    client = client_as(keeper)
    assert client.get("/").status_code == 200
    assert [client.get(path).status_code for path in ("/cursos/", address(here.first))] == [404, 404]


def test_a_visitor_is_sent_to_the_door(client, here):
    for path in ("/cursos/", "/avance/", address(here.course), address(here.first)):
        assert client.get(path).status_code == 302

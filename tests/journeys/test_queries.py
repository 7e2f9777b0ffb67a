"""How many questions the pages ask to which every app adds: as many for three of each thing as for one."""

import json
import re
import uuid

import pytest
from django.core.cache import cache

from certificates.actions import issue
from community.actions.posts import report_post
from community.models import Forum
from learning.accounts.models import Account
from learning.cohorts.actions import accompany, join
from learning.core.weeks import this_week
from learning.networks.actions import add_member, invite
from learning.progress.actions import enrol, note_finished
from modules.models import LessonChange
from modules.outline import course_outline
from tests.community.conftest import said_by
from tests.factories import a_member, a_network
from tests.modules.pages import a_course, a_lesson, a_module
from tests.news.test_news import say
from tests.progress.conftest import QUESTIONS, RIGHT, address

# Who she is; each kind of thing once; and for each way its lessons and courses are named, the networks she belongs to,
# their places and the pages.
MY_DATA = 47
HOME = 6
MODERATOR_HOME = HOME + 1  # What waits for her.
CATALOGUE, QUIZ = 4, 7
DESK = 9
# With nothing remembered, of each of these.
MOST_COLD = 8

pytestmark = pytest.mark.django_db

KINDS = {
    "cuenta", "sesiones abiertas", "tus redes", "cursos", "lecciones hechas", "preguntas respondidas",
    "respuestas que no has enviado", "temas del foro",
    "lo que escribiste en el foro", "avisos que diste en el foro", "hasta dónde leíste en el foro", "tus constancias",
    "códigos que hiciste", "lo que hiciste con un rol en tu red",
    "cursos que acompañas", "cursos en que vas con una facilitadora",
}  # fmt: skip # A list is read in lines.


def does_a_thing_of_each_kind(client, member, trainer, number):
    """A course with a lesson and its questions, finished with a paper; a topic, a report."""
    course = a_course(member.network.course_index, f"Curso {number}", slug=f"curso-{number}")
    module = a_module(course)
    lesson = a_lesson(module, f"Lección {number}", slug="una")
    quiz = a_lesson(module, f"Preguntas {number}", QUESTIONS, pass_mark=60, slug="otra")
    client.post(address(course, "entrar"))
    client.post(address(lesson, "hecha"), {"how": "marked"})
    client.post(address(quiz, "respuestas"), {**RIGHT, "sheet": uuid.uuid4()})
    client.post(address(quiz, "respuestas", "guardar"), RIGHT)
    enrolment = member.account.enrolments.get(course_key=course.translation_key)
    note_finished(enrolment, course_outline(course.translation_key, "es"))
    enrolment.save()
    issue(by=member.account, enrolment=enrolment, name="Ana", neutral=False, language="es", nonce=str(number))
    join(by=member, cohort=accompany(by=trainer, course_key=course.translation_key, reach="Los martes."))
    accompany(by=member, course_key=course.translation_key, reach="Los jueves.")
    said_by(member, title=f"Tema {number}")
    report_post(post=said_by(trainer), why="other", note=f"Nota {number}", by=member)
    client.get(f"/foro/t/{said_by(trainer).topic_id}/")
    invite(network=member.network, role="learner", by=member)


def belongs_elsewhere(member, number):
    elsewhere = add_member(network=a_network(f"Red {number}"), account=member.account)
    there = a_course(elsewhere.network.course_index, f"Allá {number}", slug=f"alla-{number}")
    enrol(by=elsewhere, course_key=there.translation_key)


@pytest.fixture
def one_who_did(client_as, cast, ceiba):
    """`one_who_did(3)`: the browser of a learner who did three things of each kind."""
    Forum.objects.scoped(network=ceiba).update(first_posts=Forum.FirstPosts.OFF)

    def make(many):
        client = client_as(cast.learner, fresh=True)
        for number in range(many):
            does_a_thing_of_each_kind(client, cast.learner, cast.trainer, number)
            client_as(cast.learner)
        for number in range(many):
            belongs_elsewhere(cast.learner, number)
        client.post("/red/cambiar/", {"network": ceiba.pk})
        return client

    return make


@pytest.mark.parametrize("many", [1, 3])
def test_what_she_takes_with_her_on_a_page(one_who_did, many, django_assert_num_queries):
    client = one_who_did(many)
    with django_assert_num_queries(MY_DATA):
        page = client.get("/cuenta/mis-datos/").content.decode()
    for words in ("Curso {}", "Lección {}", "Allá {}", "Tema {}", "Nota {}"):
        assert all(words.format(number) in page for number in range(many))


@pytest.mark.parametrize("many", [1, 3])
def test_what_she_takes_with_her_as_a_file(one_who_did, many, django_assert_num_queries):
    client = one_who_did(many)
    with django_assert_num_queries(MY_DATA):
        taken = json.loads(client.get("/cuenta/mis-datos/descargar/").content)
    assert set(taken) == KINDS
    for kind in KINDS - {"cuenta"}:
        assert len(taken[kind]) >= many, kind
    for kind in ("preguntas respondidas", "respuestas que no has enviado"):
        assert {row["respuestas"] for row in taken[kind]} == {"Uno / Uno / Verdadero"}


@pytest.mark.parametrize("many", [1, 3])
def test_the_home_page(one_who_did, many, django_assert_num_queries):
    client = one_who_did(many)
    client.get("/")
    with django_assert_num_queries(HOME):
        assert client.get("/").status_code == 200


@pytest.mark.parametrize("many", [1, 3])
@pytest.mark.parametrize("role", ["learner", "trainer", "moderator", "lead"])
def test_what_each_role_asks(
    client_as, cast, ceiba, role, many, django_assert_num_queries, django_assert_max_num_queries
):
    """With what changed to protect her, what is new, news, and posts that wait and were reported."""
    member = getattr(cast, role)
    module = a_module(a_course(ceiba.course_index, "Curso", slug="curso"))
    lessons = [a_lesson(module, f"Lección {number}", slug=f"l{number}") for number in range(many)]
    quiz = a_lesson(module, "Preguntas", QUESTIONS, pass_mark=60, slug="preguntas")
    course = module.get_parent()
    client = client_as(member)
    enrol(by=member, course_key=course.translation_key)
    for number, lesson in enumerate(lessons):
        client.post(address(lesson, "hecha"), {"how": "marked"})
        told = {"weight": "safety", "what": {"es": "Cambió."}, "revision": 10**6 + number}
        LessonChange.objects.create(mark=uuid.uuid4(), lesson_key=lesson.translation_key, **told)
        a_lesson(a_module(a_course(ceiba.course_index, f"Otro {number}", slug=f"otro-{number}")), "Una")
        said_by(cast.learner)
        say(cast.lead, f"Novedad {number}")
        report_post(post=said_by(cast.trainer), why="other", note="", by=cast.lead)
    Account.objects.update(seen_before=this_week())
    client.get("/")
    with django_assert_num_queries(MODERATOR_HOME if role == "moderator" else HOME):
        page = client.get("/").content.decode()
    assert "Cambió." in page
    assert "Lo nuevo" in page
    assert "Novedad 0" in page
    for where, asked in (("/cursos/", CATALOGUE), (address(quiz), QUIZ)):
        with django_assert_num_queries(asked):
            assert client.get(where).status_code == 200
    for where in ("/", "/cursos/", address(quiz)):
        cache.clear()
        with django_assert_max_num_queries(MOST_COLD):
            assert client.get(where).status_code == 200


@pytest.mark.parametrize("many", [1, 3])
def test_the_desk_with_its_numbers(client_as, lead, many, time_machine, django_assert_num_queries):
    time_machine.move_to("2026-10-14 15:00+00:00")
    members = [a_member(lead.network) for _ in range(16)]
    for number in range(many):
        course = a_course(lead.network.course_index, f"Curso {number}", slug=f"curso-{number}")
        for member in members[:12]:
            enrol(by=member, course_key=course.translation_key)
        invite(network=lead.network, role="learner", by=lead)
        report_post(post=said_by(members[0]), why="other", note="", by=members[1])
    time_machine.move_to("2026-11-11 15:00+00:00")
    client = client_as(lead)
    client.get("/red/")
    with django_assert_num_queries(DESK):
        page = client.get("/red/").content.decode()
    assert len(re.findall(r">\s*12\s*<", page)) == many

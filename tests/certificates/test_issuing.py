"""From a finished course to a paper, and from the paper to its check by a stranger."""

import io
import re
import uuid
from decimal import Decimal
from functools import cache
from importlib import import_module

import pytest
from django.apps import apps
from django.db import IntegrityError, connection
from django.test import Client
from pypdf import PdfReader
from wagtail.models import Locale

from certificates import actions
from certificates.models import Certificate
from certificates.verification import Verdict, verify
from learning.accounts.actions import leave_for_good
from learning.core import fonts
from learning.core import paper as press
from learning.core.logging import Unpersonal
from learning.core.weeks import this_week
from learning.networks.actions import add_member, remove_member
from learning.networks.models import Membership
from learning.progress.actions import enrol, note_finished
from learning.progress.models import Enrolment
from modules.models import CoursePage
from modules.outline import course_outline
from tests.conftest import Cast
from tests.progress.test_races import at_once

pytestmark = pytest.mark.django_db

NAME = "Ixchel Kʼicheʼ Ñuflo"


@pytest.fixture
def course(cast: Cast) -> CoursePage:
    """A course in Ceiba's place that the learner has finished."""
    page = CoursePage(
        title="Tejer redes",
        neutral_title="Curso 1",
        hours=Decimal("2.5"),
        locale=Locale.objects.get(language_code="es"),
    )
    cast.learner.network.course_index.add_child(instance=page)
    finish(cast.learner, page)
    return page


def finish(member: Membership, page: CoursePage) -> Enrolment:
    enrolment = enrol(by=member, course_key=page.translation_key)
    note_finished(enrolment, course_outline(page.translation_key, "es"))
    enrolment.save()
    return enrolment


def address(page: CoursePage) -> str:
    return f"/constancias/{page.key}/"


def ask(client: Client, page: CoursePage, name: str = NAME, nonce: str = "", **fields: str):
    wanted = {"name": name, "language": "es", "nonce": nonce or str(uuid.uuid4())}
    return client.post(address(page), wanted | fields)


def text_of(response) -> str:
    return " ".join(PdfReader(io.BytesIO(response.content)).pages[0].extract_text().split())


def code_of(response) -> str:
    return re.search(r"\b(?:[0-9A-Z]{4,5}-){5}[0-9A-Z]{4,5}\b", text_of(response)).group()


@pytest.mark.parametrize("name", ["'''", "ʼ ʼ", "ꞌꞌ", "¿?", "-", "12", "´`"])
def test_a_name_has_a_letter(client_as, learner, course, name: str) -> None:
    page = ask(client_as(learner), course, name)
    assert page.context["form"].errors["name"] == ["Escribe un nombre con letras."]
    assert not Certificate.objects.scoped(network=learner.network).exists()


@pytest.mark.parametrize("name", ["X", "Ñ", "Kʼ", "María 2"])
def test_one_letter_is_a_name(client_as, learner, course, name: str) -> None:
    assert ask(client_as(learner), course, name)["Content-Type"] == "application/pdf"


def test_she_gets_a_paper_and_a_stranger_checks_it(client_as, learner, course, client) -> None:
    paper = ask(client_as(learner), course)
    assert paper["Content-Type"] == "application/pdf"
    assert paper["Content-Disposition"] == 'attachment; filename="constancia.pdf"'
    assert "no-store" in paper["Cache-Control"]
    assert "Tejer redes" in text_of(paper)
    code = code_of(paper)
    answers = {
        "vale": {"code": code},
        "El nombre que escribiste es el que está impreso": {
            "code": code.lower().replace("-", " "),
            "name": "ixchel k'iche' ñuflo",
        },
        "El nombre no coincide": {"code": code, "name": "ixchel k'iche' nuflo"},
        "No conocemos este código": {"code": code[:-1] + ("0" if code[-1] != "0" else "1")},
    }
    for words, sent in answers.items():
        page = client.post("/v/", sent).content.decode()
        assert words in page
        assert NAME not in page
    assert not client.cookies


def test_sent_twice_it_is_one_paper_byte_for_byte(client_as, learner, course) -> None:
    client, nonce = client_as(learner), str(uuid.uuid4())
    first, second = ask(client, course, nonce=nonce), ask(client, course, nonce=nonce)
    assert first.content == second.content
    assert Certificate.objects.scoped(network=learner.network).count() == 1


def test_a_neutral_title_and_another_language(client_as, learner, course) -> None:
    text = text_of(ask(client_as(learner), course, neutral="on", language="en"))
    assert "Curso 1" in text
    assert "Tejer redes" not in text


def test_of_a_course_on_care_the_neutral_title_is_offered_first(client_as, learner, course) -> None:
    """Who reads the paper would read that she took it. She may take the mark away."""
    mine = client_as(learner)
    for theme, marked in (("risk", False), ("care", True)):
        CoursePage.objects.filter(pk=course.pk).update(theme=theme)
        page = mine.get(address(course))
        assert page.context["form"]["neutral"].value() is marked
        assert bool(re.search(r'<input[^>]*name="neutral"[^>]* checked', page.content.decode())) is marked
    assert "Tejer redes" in text_of(ask(mine, course))


@pytest.mark.parametrize("name", ["", "W" * 81, "中文", "A\u202eB", "..."])
def test_a_bad_name_is_told_and_kept(client_as, learner, course, name) -> None:
    answer = ask(client_as(learner), course, name=name)
    assert answer["Content-Type"].startswith("text/html")
    assert "aria-invalid" in answer.content.decode()
    assert not Certificate.objects.scoped(network=learner.network).exists()


def test_only_who_finished_gets_one_and_everything_else_is_missing(client_as, cast, course) -> None:
    for other in (cast.stranger, cast.trainer):
        missing = client_as(other).get(f"/constancias/{'0' * 26}/")
        answer = client_as(other).get(address(course))
        assert (answer.status_code, len(answer.content)) == (404, len(missing.content))


def test_neither_name_nor_code_is_in_the_database(client_as, learner, course) -> None:
    code = code_of(ask(client_as(learner), course))
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM certificates_certificate")
        stored = repr(cursor.fetchall())
    for trace in (NAME, "ixchel", code, code.replace("-", "")):
        assert trace.lower() not in stored.lower()


def test_revoked_by_her_it_says_so(client_as, learner, course, client, cast) -> None:
    hers = client_as(learner)
    code = code_of(ask(hers, course))
    row = Certificate.objects.scoped(network=learner.network).get()
    assert client_as(cast.stranger).post(f"/constancias/anular/{row.pk}/").status_code == 404
    hers.post(f"/constancias/anular/{row.pk}/")
    hers.post(f"/constancias/anular/{row.pk}/")
    for name in ("", NAME, "Otra"):
        page = client.post("/v/", {"code": code, "name": name}).content.decode()
        assert ("ya no vale" in page, "no coincide" in page) == (True, False)


def test_the_paper_outlives_the_account(client_as, learner, course, client) -> None:
    code = code_of(ask(client_as(learner), course))
    leave_for_good(account=learner.account)
    assert Certificate.objects.unscoped(reason="hers is nobody's now").get().account_id is None
    assert verify(code, NAME)[0] == Verdict.VALID


def test_twelve_are_enough(client_as, learner, course, monkeypatch) -> None:
    monkeypatch.setattr(actions, "MOST_PER_COURSE", 1)
    client = client_as(learner)
    assert ask(client, course)["Content-Type"] == "application/pdf"
    assert "Ya tienes todas" in ask(client, course).content.decode()


def papers_of(learner: Membership) -> list[Certificate]:
    return list(Certificate.objects.scoped(network=learner.network).order_by("number"))


def test_the_form_of_a_revoked_paper_makes_another_one_once(client_as, learner, course, client) -> None:
    hers, nonce = client_as(learner), str(uuid.uuid4())
    codes = []
    for _revoked_each_time in range(3):
        paper, again = ask(hers, course, nonce=nonce), ask(hers, course, nonce=nonce)
        assert paper.content == again.content
        codes.append(code_of(paper))
        assert verify(codes[-1], NAME)[0] == Verdict.VALID
        hers.post(f"/constancias/anular/{papers_of(learner)[-1].pk}/")
    assert len(set(codes)) == 3
    assert [verify(code)[0] for code in codes] == [Verdict.REVOKED] * 3
    assert [paper.number for paper in papers_of(learner)] == [1, 2, 3]


def test_a_revoked_paper_makes_room_for_another(client_as, learner, course, monkeypatch) -> None:
    monkeypatch.setattr(actions, "MOST_PER_COURSE", 2)
    client = client_as(learner)
    for _paper in range(2):
        ask(client, course)
    assert "Ya tienes todas" in ask(client, course).content.decode()
    client.post(f"/constancias/anular/{papers_of(learner)[0].pk}/")
    assert ask(client, course)["Content-Type"] == "application/pdf"
    assert "Ya tienes todas" in ask(client, course).content.decode()


def test_she_sees_which_of_two_papers_she_revokes(client_as, learner, course) -> None:
    client = client_as(learner)
    for language in ("es", "es", "en"):
        ask(client, course, language=language)
    page = client.get("/constancias/").content.decode()
    places = [page.index(f"n.º {number}") for number in (3, 2, 1)]
    assert places == sorted(places)
    second = papers_of(learner)[1]
    page = client.get(f"/constancias/anular/{second.pk}/").content.decode()
    assert "n.º 2" in page
    assert "Español" in page.partition("<main")[2]


def test_a_title_is_said_in_its_own_language_wherever_it_stands(client_as, learner, course, client) -> None:
    hers = client_as(learner)
    code = code_of(ask(hers, course, language="en"))
    assert re.search(r'<dd lang="es">\s*Tejer redes', client.post("/v/", {"code": code}).content.decode())
    own = f"/constancias/anular/{papers_of(learner)[0].pk}/"
    for path in ("/constancias/", own):
        page = hers.get(path, headers={"Accept-Language": "en"}).content.decode()
        assert '<strong lang="es">Tejer redes</strong>' in page


def test_papers_made_before_they_had_numbers_get_them(client_as, learner, course) -> None:
    client = client_as(learner)
    for _paper in range(3):
        ask(client, course)
    rows = Certificate.objects.scoped(network=learner.network)
    rows.update(number=1, title_language="")
    module = import_module("certificates.migrations.0002_tell_papers_and_title_languages_apart")
    module.fill(apps, None)
    assert {(paper.number, paper.title_language) for paper in rows} == {(1, "es"), (2, "es"), (3, "es")}


@pytest.mark.parametrize("letters", ["ó", "o\u0301"], ids=["composed", "decomposed"])
def test_eighty_letters_are_eighty_however_they_are_typed(
    client_as, learner, course, client, letters
) -> None:
    hers = client_as(learner)
    paper = ask(hers, course, name=letters * 80)
    assert paper["Content-Type"] == "application/pdf"
    checked = client.post("/v/", {"code": code_of(paper), "name": letters * 80}).content.decode()
    assert "es el que está impreso" in checked
    assert "80" in ask(hers, course, name=letters * 81).content.decode()
    assert (
        'maxlength="'
        not in re.search(r'<input[^>]*name="name"[^>]*>', hers.get(address(course)).content.decode())[0]
    )


@pytest.mark.django_db(transaction=True)
def test_twenty_asked_for_at_once_are_twelve(learner, course) -> None:
    enrolment = Enrolment.objects.of(learner).get()
    wanted = {"by": learner.account, "enrolment": enrolment, "name": NAME, "neutral": False, "language": "es"}

    def one(nonce: int) -> bool:
        try:
            actions.issue(**wanted, nonce=str(nonce))
        except actions.TooMany:
            return False
        return True

    made = at_once(*[lambda nonce=nonce: one(nonce) for nonce in range(20)])
    assert sum(made) == Certificate.objects.scoped(network=learner.network).count() == 12


@pytest.mark.django_db(transaction=True)
def test_one_form_sent_ten_times_at_once_is_one_paper(learner, course) -> None:
    enrolment = Enrolment.objects.of(learner).get()
    wanted = {"by": learner.account, "enrolment": enrolment, "name": NAME, "neutral": False, "language": "es"}
    made = at_once(*[lambda: actions.issue(**wanted, nonce="one")] * 10)
    assert len({each.certificate.pk for each in made}) == 1


def test_checking_is_limited(client) -> None:
    answers = [client.post("/v/", {"code": "x"}).status_code for _ in range(31)]
    assert answers == [200] * 30 + [429]


def test_without_letters_the_site_says_it_cannot_and_the_log_names_it_once(
    client_as, learner, course, monkeypatch, caplog
) -> None:
    monkeypatch.setattr(fonts, "FOLDERS", [])
    for module, name in ((fonts, "folder"), (press, "_weasyprint"), (press, "_tell_keeper")):
        monkeypatch.setattr(module, name, cache(getattr(module, name).__wrapped__))
    client = client_as(learner)
    for _twice in range(2):
        answer = ask(client, course)
        assert answer.status_code == 503
        assert "todavía no puede hacer constancias" in answer.content.decode()
    assert not Certificate.objects.scoped(network=learner.network).exists()
    (record,) = [each for each in caplog.records if each.name == "learning.core.paper"]
    assert re.fullmatch(r"ERROR learning.core.paper PaperMissing [0-9a-f]{12}", Unpersonal().format(record))


def test_a_course_renamed_or_deleted_leaves_her_the_paper_of_what_she_took(
    client_as, learner, course
) -> None:
    course.title, course.hours = "Otro nombre", Decimal("9")
    course.save_revision().publish()
    client = client_as(learner)
    for gone in (False, True):
        if gone:
            CoursePage.objects.get(pk=course.pk).delete()
        assert "Tejer redes" in client.get("/constancias/").content.decode()
        assert "Tejer redes" in client.get(address(course)).content.decode()
        paper = text_of(ask(client, course, nonce=str(uuid.uuid4())))
        assert ("Tejer redes" in paper, "2.5" in paper, "Otro nombre" in paper) == (True, True, False)
        assert "Curso 1" in text_of(ask(client, course, neutral="on"))


def test_who_left_the_network_sees_the_title_she_knew(client_as, learner, lead, course) -> None:
    remove_member(membership=learner, by=lead)
    course.title = "Lo que ya no es suyo"
    course.save_revision().publish()
    client = client_as(learner.account)
    for page in ("/constancias/", address(course)):
        text = client.get(page).content.decode()
        assert ("Tejer redes" in text, course.title in text) == (True, False)


def test_each_language_has_the_title_it_had(client_as, learner, course) -> None:
    english = course.copy_for_translation(Locale.objects.get(language_code="en"), copy_parents=True)
    english.title, english.neutral_title = "Weaving networks", "Course 1"
    english.save_revision().publish()
    Enrolment.objects.of(learner).delete()
    enrolment = finish(learner, course)
    assert enrolment.completed_titles == {
        "es": ["Tejer redes", "Curso 1"],
        "en": ["Weaving networks", "Course 1"],
    }
    english.delete()
    assert "Weaving networks" in text_of(ask(client_as(learner), course, language="en"))


def test_of_a_course_that_went_before_names_were_kept_there_is_no_paper(client_as, learner, course) -> None:
    Enrolment.objects.of(learner).update(completed_titles={}, completed_hours=0)
    assert "Todavía no terminas" in client_as(learner).get("/constancias/").content.decode()
    assert client_as(learner).get(address(course)).status_code == 404


def test_a_course_she_finished_in_two_networks_stands_there_once(client_as, learner, jicara, course) -> None:
    finish(add_member(network=jicara, account=learner.account), course)
    assert client_as(learner).get("/constancias/").content.decode().count("Tejer redes") == 1


@pytest.mark.parametrize("courses", [1, 3])
def test_her_list_takes_the_same_queries(
    client_as, learner, cast, courses, django_assert_num_queries
) -> None:
    for number in range(courses):
        page = CoursePage(title=f"Curso {number}", locale=Locale.objects.get(language_code="es"))
        learner.network.course_index.add_child(instance=page)
        wanted = {"name": NAME, "neutral": False, "language": "es", "nonce": "n"}
        actions.issue(by=learner.account, enrolment=finish(learner, page), **wanted)
    client = client_as(learner)
    client.get("/constancias/")
    with django_assert_num_queries(4):
        assert "Curso 0" in client.get("/constancias/").content.decode()


def test_a_revoked_paper_has_its_reason(client_as, learner, course) -> None:
    ask(client_as(learner), course)
    with pytest.raises(IntegrityError, match="certificate_revoked_with_reason"):
        Certificate.objects.scoped(network=learner.network).update(revoked_month=this_week())

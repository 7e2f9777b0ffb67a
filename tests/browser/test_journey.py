"""From an invitation to a certificate that a stranger checks, on a phone, with and without JavaScript."""

import io
import re
from pathlib import Path

import pytest
from django.core.management import call_command
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from learning.core.weeks import first_monday, month_before
from learning.networks.models import Membership
from learning.progress.models import Enrolment, LessonCompletion
from learning.progress.months import open_month
from modules.models import CoursePage, LessonPage
from tests.browser.journeys import answer_quiz, follow, looking, sign_in

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def starter(cast) -> None:
    call_command("load_starter", verbosity=0)


def invite(page: Page, lead, look) -> str:
    """The lead makes a code at her desk and reads it from the card."""
    sign_in(page, lead.account.login_id)
    page.goto("/red/")
    look(page)
    page.goto("/red/codigos/nuevo/")
    look(page)
    follow(page.get_by_role("button", name="Hacer el código"))
    look(page)
    return page.locator(".secret-value").first.inner_text()


def join(page: Page, code: str, look) -> None:
    page.goto("/")
    look(page)
    follow(page.get_by_role("link", name="Tengo un código"))
    look(page)
    page.get_by_label("Tu código").fill(code.lower().replace("-", " "))
    follow(page.get_by_role("button", name="Seguir"))
    look(page)
    page.get_by_label("Cómo quieres que te llamen").fill("Xochitl serena")
    page.get_by_label(re.compile("Usar esta frase|ofrecida")).check()
    page.get_by_label("Leí los acuerdos").check()
    follow(page.get_by_role("button", name="Hacer mi cuenta"))
    look(page)
    assert page.locator(".secret-value").count() == 3
    follow(page.get_by_role("button", name="Ya lo anoté").first)
    look(page)


def its_lessons():
    course = CoursePage.objects.get(title="Prevención de riesgos")
    return LessonPage.objects.descendant_of(course)


def take_course(page: Page, look) -> None:
    page.goto("/cursos/")
    look(page)
    follow(page.get_by_role("link", name="Prevención de riesgos").first)
    look(page)
    follow(page.get_by_role("button", name="Empezar este curso"))
    lessons = its_lessons().filter(pass_mark=None).count()
    for number in range(1, lessons + 1):
        assert f"Lección {number}" in page.title()
        look(page)
        if number == 1:
            practise(page, look)
        follow(page.get_by_role("button", name="Ya la hice, seguir"))


def practise(page: Page, look) -> None:
    """A question answered in passing gives its feedback in its place and keeps what she chose."""
    page.locator('main input[type="radio"]').first.check()
    page.get_by_role("button", name="Revisar mi respuesta").first.click()
    expect(page.locator(".feedback").first).to_be_visible()
    look(page)


def pass_quiz(page: Page, look) -> None:
    quiz = its_lessons().get(pass_mark__isnull=False)
    look(page)
    answer_quiz(page, quiz, rightly=False)
    follow(page.get_by_role("button", name="Enviar mis respuestas"))
    expect(page.get_by_role("heading", name="Todavía no, y está bien")).to_be_visible()
    look(page)
    follow(page.get_by_role("link", name="Intentarlo otra vez"))
    answer_quiz(page, quiz)
    follow(page.get_by_role("button", name="Enviar mis respuestas"))
    expect(page.get_by_role("heading", name="Pasaste")).to_be_visible()
    look(page)
    follow(page.get_by_role("link", name="Seguir"))


def certificate(page: Page, look) -> str:
    """She types a name, gets the file, and the code is read off the paper."""
    follow(page.get_by_role("link", name="Hacer mi constancia"))
    look(page)
    page.get_by_label("Nombre que irá impreso").fill("Xochitl Kʼicheʼ Ñuflo")
    with page.expect_download() as download:
        page.get_by_role("button", name="Bajar la constancia").click()
    assert download.value.suggested_filename == "constancia.pdf"
    paper = PdfReader(io.BytesIO(Path(download.value.path()).read_bytes())).pages[0].extract_text()
    assert "Xochitl Kʼicheʼ Ñuflo" in paper
    found = re.search(r"\b(?:[0-9A-Z]{4,5}-){5}[0-9A-Z]{4,5}\b", paper)
    assert found
    return found.group()


def check_paper(page: Page, code: str, javascript: bool, look) -> None:
    """A stranger comes by the QR: the code stands behind the #; without JavaScript she types it."""
    page.goto(f"/v/#{code}")
    if not javascript:
        page.get_by_label("Código").fill(code)
    assert page.get_by_label("Código").input_value() == code
    page.get_by_label(re.compile("Nombre impreso")).fill("xochitl k'iche' ñuflo")
    follow(page.get_by_role("button", name="Comprobar"))
    expect(page.get_by_role("heading", name="Esta constancia vale")).to_be_visible()
    assert "#" not in page.url
    look(page)


def a_month_goes_by() -> None:
    """All that happened was in the month that closed last."""
    then = {"week": first_monday(month_before(open_month()))}
    Membership.objects.unscoped(reason="test").update(joined_week=then["week"])
    Enrolment.objects.unscoped(reason="test").update(completed_week=then["week"], **then)
    LessonCompletion.objects.unscoped(reason="test").update(**then)


@pytest.mark.parametrize("javascript", [False, True], ids=["plain", "script"])
def test_from_an_invitation_to_a_checked_certificate(witness, starter, cast, axe, javascript) -> None:
    look = looking(axe if javascript else None)
    lead, learner, stranger = (witness.open(javascript=javascript) for _ in range(3))
    join(learner, invite(lead, cast.lead, look), look)
    take_course(learner, look)
    pass_quiz(learner, look)
    code = certificate(learner, look)
    check_paper(stranger, code, javascript, look)
    learner.goto("/avance/")
    look(learner)

    a_month_goes_by()
    lead.goto("/red/")
    look(lead)
    expect(lead.get_by_text("Tu red estuvo activa")).to_be_visible()
    assert "Xochitl" not in lead.content()
    assert learner.context.storage_state()["origins"] == []

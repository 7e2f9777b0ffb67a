"""Home and the list of courses on her phone, light and dark, with and without JavaScript."""

import re
from datetime import date, timedelta

import pytest
from playwright.sync_api import expect

from learning.accounts.models import Account
from learning.core.weeks import this_week
from learning.progress.actions import enrol
from modules.models import LanguageVariety, LessonLabel
from tests.browser.journeys import follow, looking, sign_in
from tests.modules import samples
from tests.modules.pages import a_course, a_lesson, a_module

pytestmark = pytest.mark.django_db(transaction=True)
LONG = "Acompañamiento psicosocial y corresponsabilidad intercomunitaria"


@pytest.fixture
def courses(ceiba, cast):
    """One she takes, and one with all that a course can hold, opened since she was here."""
    known = a_course(ceiba.course_index, "Cuidarnos", theme="care", slug="cuidarnos", summary="De a poco.")
    a_lesson(a_module(known), "Empezar por el cuerpo", [samples.TEXT], minutes=20)
    whole = a_course(
        ceiba.course_index,
        LONG,
        slug="largo",
        summary="Sin cargar sola.",
        before=[str(known.translation_key)],
    )
    lesson = a_lesson(a_module(whole), "Escuchar", [samples.CONTENT_NOTE, samples.TEXT], minutes=50)
    heard = [LanguageVariety.objects.create(name=f"Lengua {n}", region="del valle") for n in range(3)]
    LessonLabel.objects.filter(page=lesson).update(
        voices=[str(each.key) for each in heard],
        media=3_000_000,
        checked_first=date(2026, 1, 5),
        checked_last=date(2026, 5, 1),
        review_first=date(2026, 2, 1),
    )
    enrol(by=cast.learner, course_key=known.translation_key)
    Account.objects.update(seen_before=this_week() - timedelta(weeks=2), seen_week=this_week())
    return known, whole


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_home_and_courses_can_be_read_by_all(witness, cast, courses, axe, scheme):
    page, look = witness.open(color_scheme=scheme), looking(axe)
    page.goto("/")
    look(page)
    sign_in(page, cast.learner.account.login_id)
    expect(page.get_by_role("heading", name="Lo nuevo")).to_be_visible()
    page.get_by_text("El contacto de tu red").click()
    look(page)
    page.goto("/cursos/")
    page.get_by_text("Elegir por tema, lengua o tiempo").click()
    look(page)
    follow(page.get_by_role("link", name=LONG))
    look(page)


@pytest.mark.parametrize("javascript", [True, False])
def test_she_chooses_among_courses_and_goes_to_what_comes_before(witness, cast, courses, javascript):
    page = witness.open(javascript=javascript)
    sign_in(page, cast.learner.account.login_id)
    page.goto("/cursos/")
    page.get_by_text("Elegir por tema, lengua o tiempo").click()
    page.get_by_label("Para leer u oír en").select_option(label="Lengua 1 (del valle) (para oír)")
    follow(page.get_by_role("button", name="Mostrar"))
    assert page.locator("article").count() == 1
    asked = page.url.partition("?")[2].replace("&", "=").split("=")[1::2]
    assert re.fullmatch("[0-9a-f]{8}", asked[1]), "a mark that tells nothing"
    assert asked[:1] + asked[2:] == ["", "", ""]
    expect(page.get_by_text("1 curso: Lengua 1 (del valle) (para oír).")).to_be_visible()
    # The link inside the card, under which the whole card leads to the course itself.
    follow(page.locator("article").get_by_role("link", name="Cuidarnos"))
    assert page.get_by_role("heading", level=1).inner_text() == "Cuidarnos"
    page.go_back()
    follow(page.get_by_role("link", name="Ver todos"))
    assert page.locator("article").count() == 2

"""A learner looks for where to turn, on her phone; a trainer keeps the directory of her network."""

from datetime import date

import pytest
from playwright.sync_api import expect
from wagtail.models import Locale

from learning.networks.models import Network
from modules.exchange.loading import shared_place
from modules.models import EntryPage, LessonPage
from tests.browser.editing import CHOOSE, choose_publish, open_attending
from tests.browser.journeys import WIDER, follow, sign_in
from tests.modules import samples
from tests.modules.pages import a_course, a_lesson, a_module, an_entry
from tests.plugins.browser import LAPTOP

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def letter(ceiba):
    """An entry of the place of all; a line to call beside it, and what the network has of its own."""
    Network.objects.filter(pk=ceiba.pk).update(contact="La responsable de turno", country="GT")
    common = shared_place(Locale.objects.get(language_code="es"))
    an_entry(common, "Línea de emergencia", phone="+1 2 3", urgent=True, slug="linea")
    return an_entry(
        common,
        "Una carta",
        countries=["GT"],
        needs=["letter"],
        danger=["now", "ahead"],
        submission="Quién es\nQué pasó",
        about="<p>Se envía por escrito.</p>",
        slug="carta",
    )


@pytest.mark.parametrize("javascript", [True, False])
def test_she_finds_where_to_turn_and_why_and_prints_what_to_send(witness, cast, letter, axe, javascript):
    page = witness.open(javascript=javascript)
    sign_in(page, cast.learner.account.login_id)
    follow(page.get_by_role("link", name="A dónde acudir"))
    expect(page.get_by_label("¿Dónde estás?")).to_have_value(
        page.locator("option", has_text="Guatemala").get_attribute("value")
    )
    page.get_by_label("¿Qué tan pronto está el peligro?").select_option(
        label="Ya está aquí o viene en estos días"
    )
    page.get_by_label("¿Qué necesitas?").select_option(label="Que un organismo le escriba al Estado")
    follow(page.get_by_role("button", name="Buscar"))
    shown = page.locator("main").inner_text()
    order = [
        shown.index(words) for words in ("La responsable de turno", "primero habla con alguien", "+1 2 3")
    ]
    assert [*order, shown.index("Una carta")] == sorted([*order, shown.index("Una carta")])
    expect(
        page.get_by_text("Tiene que ver con Guatemala. Se puede usar cuando el peligro está aquí.")
    ).to_be_visible()
    assert page.url.partition("?")[2] == "a=19&b=&c=1&d=5"
    assert page.evaluate(WIDER) == []
    follow(page.get_by_role("link", name="Una carta"))
    page.get_by_label("Quién es").check()
    assert page.evaluate(WIDER) == []
    if javascript:
        axe(page)
        page.go_back()
        axe(page)
        page.go_forward()
    page.emulate_media(media="print")
    expect(page.get_by_text("Qué pasó")).to_be_visible()
    expect(page.get_by_role("button", name="Salir ya")).to_be_hidden()


def test_a_trainer_mends_an_entry_shows_it_in_a_lesson_and_says_that_it_holds(
    witness, cast, ceiba, letter, axe
):
    own = an_entry(ceiba.course_index, "Casa", checked_on=date(2020, 1, 1), review_by=date(2020, 6, 1))
    empty = samples.block("resource_card", "card", entry=None, note="")
    lesson = a_lesson(a_module(a_course(ceiba.course_index)), "L", [empty], live=False)
    page = witness.open(viewport=LAPTOP)
    sign_in(page, cast.trainer.account.login_id)
    open_attending(page, f"{own.pk}/edit/")
    page.get_by_role("textbox", name="Para qué sirve, en una frase").fill("Para descansar.")
    page.get_by_role("textbox", name="Qué debe llevar lo que se envía").fill("Nada")
    choose_publish(page)
    expect(page.locator(".messages .success")).to_contain_text("publicada")
    assert EntryPage.objects.get(pk=own.pk).what == "Para descansar."

    open_attending(page, f"{lesson.pk}/edit/")
    page.locator(CHOOSE).first.click()
    window = page.get_by_role("dialog")
    for place in ("Cursos para todas", "Directorio"):
        window.locator("tr", has_text=place).locator("a.navigate-pages").click()
    window.get_by_role("link", name="Una carta").click()
    expect(page.locator("[data-chooser-title]")).to_have_text("Una carta")
    expect(window).to_have_count(0)
    follow(page.get_by_role("button", name="Guardar borrador"))

    page.goto("/cms/advice/")
    axe(page)
    follow(page.get_by_role("button", name="Comprobado hoy otra vez"))
    expect(page.get_by_text("Queda comprobado hoy")).to_be_visible()
    expect(page.get_by_text("Todo está al día.")).to_be_visible()
    key = LessonPage.objects.get(pk=lesson.pk).get_latest_revision_as_object().body[0].value["entry"]
    assert key == str(letter.translation_key)

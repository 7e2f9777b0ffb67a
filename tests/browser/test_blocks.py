"""One lesson with a block of each kind, as a learner has it on her phone."""

import re

import pytest
from playwright.sync_api import Page, expect

from learning.progress import actions
from modules.exchange.glossary import load_glossary
from modules.models import LessonPage
from tests.browser.journeys import WIDER, follow, sign_in
from tests.modules import samples
from tests.modules.everything import a_course_of_everything, everything

pytestmark = pytest.mark.django_db(transaction=True)
# A trainer writes the address of a site where she asks, or as what can be chosen.
ADDRESSES = """() => document.querySelectorAll("main legend, main .option span, main .feedback").forEach((each) => {
  each.textContent = "https://ejemplo.org/una-direccion/que-no-cabe/en-una-linea/de-su-telefono";
})"""


@pytest.fixture
def lesson(ceiba, cast, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    course = a_course_of_everything(ceiba, everything(ceiba))
    actions.enrol(by=cast.learner, course_key=course.translation_key)
    return LessonPage.objects.get(title="Todo")


def open_lesson(page: Page, cast, lesson) -> Page:
    sign_in(page, cast.learner.account.login_id)
    page.goto(lesson.get_opaque_url())
    return page


@pytest.mark.parametrize("language", ["es", "en"])
def test_every_block_reads_well_and_fits_the_phone(witness, cast, lesson, axe, language):
    page = open_lesson(witness.open(), cast, lesson)
    follow(page.get_by_role("button", name={"es": "Español", "en": "English"}[language]))
    for each in page.locator("details").all():
        each.evaluate("it => it.open = true")
    for reading in page.locator("label.option[for^='reading-how-1']").all():
        reading.click()
    for kind in ("img", "audio", "video"):
        expect(page.locator(f"main {kind}").first).to_be_visible()
    assert page.evaluate(WIDER) == []
    axe(page)
    page.evaluate(ADDRESSES)
    assert page.evaluate(WIDER) == []


@pytest.mark.parametrize("javascript", [True, False])
def test_she_walks_a_story_by_its_links(witness, cast, lesson, javascript):
    page = open_lesson(witness.open(javascript=javascript), cast, lesson)
    story = page.get_by_role("group", name="La llamada")
    expect(story.get_by_text("Paso A")).to_be_visible()
    expect(story.get_by_text("Paso B")).to_be_hidden()
    story.get_by_role("link", name="Camino w1").click()
    expect(story.get_by_text("Pasa w1")).to_be_visible()
    expect(story.get_by_text("Paso A")).to_be_hidden()
    story.get_by_role("link", name="Seguir la historia").locator("visible=true").click()
    expect(story.get_by_text("Paso B")).to_be_visible()
    story.get_by_role("link", name="Volver al principio").locator("visible=true").click()
    expect(story.get_by_text("Paso A")).to_be_visible()


def test_a_story_waits_while_a_word_is_opened(witness, cast, lesson):
    load_glossary()
    body = [samples.block("text", "w", body="<p>Una relatoría.</p>"), *lesson.body.raw_data]
    lesson.body = body
    lesson.save_revision().publish()
    page = open_lesson(witness.open(), cast, lesson)
    story = page.get_by_role("group", name="La llamada")
    story.get_by_role("link", name="Camino w1").click()
    page.get_by_text("relatoría", exact=True).first.click()
    meaning = page.get_by_role("note").filter(has_text="se escribe de una sesión")
    expect(meaning).to_be_visible()
    expect(story.get_by_text("Pasa w1")).to_be_visible()
    expect(story.get_by_text("Paso A")).to_be_hidden()
    meaning.get_by_role("link", name="Cerrar").click()
    expect(story.get_by_text("Pasa w1")).to_be_visible()
    story.get_by_role("link", name="Seguir la historia").locator("visible=true").click()
    expect(story.get_by_text("Paso B")).to_be_visible()
    expect(story.get_by_text("Pasa w1")).to_be_hidden()
    page.go_back()
    expect(story.get_by_text("Pasa w1")).to_be_visible()


def test_a_word_in_a_story_opens_where_she_is_without_a_script(witness, cast, lesson):
    load_glossary()
    body = [dict(each) for each in lesson.body.raw_data]
    [story] = [each for each in body if each["id"] == "ways"]
    story["value"]["steps"][1]["value"]["body"] = "<p>Llega la relatoría.</p>"
    lesson.body = body
    lesson.save_revision().publish()
    page = open_lesson(witness.open(javascript=False), cast, lesson)
    story = page.get_by_role("group", name="La llamada")
    story.get_by_role("link", name="Camino w1").click()
    story.get_by_role("link", name="Seguir la historia").locator("visible=true").click()
    story.locator("summary").locator("visible=true").click()
    expect(story.get_by_text("se escribe de una sesión")).to_be_visible()
    expect(story.get_by_text("Llega la relatoría")).to_be_visible()
    expect(story.get_by_text("Paso A")).to_be_hidden()


@pytest.mark.parametrize("javascript", [True, False])
def test_when_it_is_much_she_is_offered_what_helps(witness, cast, lesson, javascript):
    page = open_lesson(witness.open(javascript=javascript), cast, lesson)
    how = page.get_by_role("group", name="¿Cómo está tu cuerpo ahora?")
    expect(how.get_by_text("Si hoy es mucho")).to_be_hidden()
    how.get_by_text("Naranja").click()
    expect(how.get_by_text("Si hoy es mucho")).to_be_visible()
    how.get_by_text("Verde").click()
    expect(how.get_by_text("Si hoy es mucho")).to_be_hidden()


@pytest.mark.parametrize("javascript", [True, False])
def test_where_the_danger_is_here_the_sheet_stops_and_what_she_wrote_waits(witness, cast, lesson, javascript):
    page = open_lesson(witness.open(javascript=javascript), cast, lesson)
    sheet = page.locator("#b-sheet-security_plan")
    written = sheet.get_by_label("Amenaza").first
    written.fill("algo")
    sheet.get_by_role("radio", name="No").focus()
    page.keyboard.press("ArrowDown")
    expect(sheet.get_by_role("radio", name="Sí")).to_be_checked()
    expect(sheet.get_by_role("radio", name="Sí")).to_have_accessible_description(
        re.compile("¿El peligro ya está")
    )
    page.keyboard.press("Tab")
    expect(sheet.get_by_role("link", name="Contactos urgentes")).to_be_focused()
    expect(sheet.get_by_role("textbox")).to_have_count(0)
    page.emulate_media(media="print")
    expect(written).to_be_visible()
    expect(sheet.get_by_role("link", name="Contactos urgentes")).to_be_hidden()
    page.emulate_media(media="screen")
    sheet.get_by_text("No", exact=True).click()
    expect(written).to_have_value("algo")
    expect(written).to_be_visible()


def test_she_orders_by_keyboard_and_is_told_what_goes_well(witness, cast, lesson):
    page = open_lesson(witness.open(), cast, lesson)
    ordering = page.locator("#b-steps")
    ordering.locator("select").first.focus()
    for _each in range(3):
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#b-steps")).to_contain_text("Vas por buen camino: 1 de 3")


def test_a_sheet_is_taken_as_a_file_with_a_harmless_name_and_only_its_actions(witness, cast, lesson):
    page = open_lesson(witness.open(), cast, lesson)
    sheet = page.locator("#b-sheet-security_plan")
    sheet.get_by_label("Amenaza").first.fill("palabra de amenaza")
    sheet.get_by_label("Quién y para cuándo").first.fill("Nosotras, el lunes")
    sheet.get_by_text("Al imprimir o bajar, solo las acciones").click()
    with page.expect_download() as coming:
        sheet.get_by_role("button", name="Bajarla").click()
    taken = coming.value
    assert taken.suggested_filename == "notas.txt"
    text = taken.path().read_text()
    assert "Nosotras, el lunes" in text
    assert "palabra de amenaza" not in text
    page.emulate_media(media="print")
    expect(sheet.get_by_label("Amenaza").first).to_be_hidden()
    expect(sheet.get_by_label("Quién y para cuándo").first).to_be_visible()

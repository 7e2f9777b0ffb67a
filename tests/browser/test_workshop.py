"""A lesson from its empty frame to another site: written, refused, mended, reviewed by two, translated, taken out."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from learning.networks import actions
from modules.exchange.gift import read_gift
from modules.models import LessonPage
from tests.browser.editing import add_block, approve, choose_send, open_attending
from tests.browser.journeys import follow
from tests.factories import a_member
from tests.modules.everything import everything
from tests.modules.pages import a_course, a_module
from tests.modules.test_packages import named
from tests.modules.test_second_site import in_second_site

FRAME = ["text", "reflection", "key_idea", "single_choice", "next_step"]
# One of each family that is not in the frame.
CLICKED = {
    "Imagen": "image",
    "Pregunta de parejas": "matching",
    "Historia con caminos": "scenario",
    "Hoja: plan de seguridad": "security_plan",
    "Ficha de apoyo": "resource_card",
    "Volver aquí: 5-4-3-2-1": "grounding",
    "Qué te pareció": "feedback",
}


@pytest.fixture(autouse=True)
def _files_elsewhere(settings, tmp_path):
    settings.MEDIA_ROOT, settings.WORK_ROOT = tmp_path / "media", tmp_path / "work"


@pytest.fixture
def reviewers(ceiba, trainer):
    return [a_member(ceiba, "trainer", login_id=f"ceiba-{name}", pseudonym=name) for name in ("bea", "carla")]


@pytest.fixture
def course(ceiba, lead, reviewers):
    actions.ask_reviews(reviews="both", by=lead)
    course = a_course(ceiba.course_index, "Curso de todo", neutral_title="Curso 1")
    a_module(course, "Parte")
    return course


def write(page: Page, module) -> LessonPage:
    """From the frame, with one block of each family beside it, saved while she writes."""
    open_attending(page, f"add/modules/lessonpage/{module.pk}/")
    page.locator("#id_title").fill("Todo")
    page.locator("[data-contentpath='body'] [contenteditable='true']").first.fill("Mira tu semana.")
    stream = page.locator("[data-contentpath='body'] [data-streamfield-stream-container]").first
    for number, name in enumerate(CLICKED, len(FRAME) + 1):
        add_block(page, name)
        expect(stream.locator("> [data-streamfield-child]")).to_have_count(number)
    follow(page.get_by_role("button", name="Guardar borrador"))
    lesson = LessonPage.objects.get(title="Todo")
    written = lesson.get_latest_revision_as_object().body
    assert [block.block_type for block in written] == [*FRAME, *CLICKED.values()]
    assert "Mira tu semana." in str(written[0].value["body"])
    return lesson


def fill(lesson: LessonPage, network, by) -> dict[str, str]:
    """Every kind of block, and in two of them something that is missing; the ids of blocks, by their kind."""
    blocks = {each["type"]: each for each in named(everything(network))}
    blocks["text"]["value"]["body"] = "<p>Mira tu semana.</p>"
    blocks["image"]["value"]["alt"] = ""
    for choice in blocks["single_choice"]["value"]["choices"]:
        choice["value"]["correct"] = False
    draft = lesson.get_latest_revision_as_object()
    draft.body = list(blocks.values())
    draft.save_revision(user=by)
    return {kind: each["id"] for kind, each in blocks.items()}


def mend(page: Page, lesson: LessonPage, ids: dict[str, str]) -> None:
    """Refused with a list of both; then it goes to review."""
    open_attending(page, f"{lesson.pk}/edit/")
    choose_send(page)
    refused = page.get_by_role("alert").filter(has_text="Para publicar")
    expect(refused.get_by_role("listitem")).to_have_count(2)
    page.locator(f"#block-{ids['single_choice']}-section input[name$='-correct']").first.check()
    page.locator(f"#block-{ids['image']}-section input[name$='-alt']").fill("Un monte verde")
    choose_send(page)
    expect(page.locator(".messages .success")).to_be_visible()


def translate(page: Page, course, lesson: LessonPage) -> LessonPage:
    """Side by side: the title and the first words of the lesson, sent to review."""
    page.goto(f"/cms/localize/submit/page/{course.pk}/")
    page.locator("input[name='locales']").first.check()
    page.locator("input[name='include_subtree']").check()
    follow(page.locator("input[type='submit'].button"))
    english = LessonPage.objects.get(translation_key=lesson.translation_key, locale__language_code="en")
    page.goto(f"/cms/pages/{english.pk}/edit/")
    for words in ("Everything", "Look at your week."):
        page.get_by_role("button", name="Traducir").first.click()
        page.locator(".js-translation-editor textarea").fill(words)
        with page.expect_response(lambda answer: answer.request.method == "PUT"):
            page.get_by_role("button", name="Guardar").click()
        expect(page.locator(".js-translation-editor textarea")).to_have_count(0)
    follow(page.get_by_role("button", name="Enviar a revisión"))
    expect(page.locator(".messages .success")).to_contain_text("va a revisión")
    return english


def take_out(page: Page, about, name: str) -> bytes:
    """What she gets when she asks for this on the page of exchange."""
    page.goto(f"/cms/exchange/{about.pk}/")
    follow(page.get_by_role("button", name=f"Preparar: {name}", exact=True))
    expect(page.locator("[data-work]")).to_contain_text("Lista.")
    with page.expect_download() as coming:
        page.get_by_role("link", name="Bajar el archivo").click()
    return coming.value.path().read_bytes()


def names_in(data: bytes) -> list[str]:
    with ZipFile(BytesIO(data)) as package:
        return package.namelist()


def words_of(pdf: bytes) -> str:
    return " ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)


def test_from_the_empty_frame_to_another_site(enters, ceiba, trainer, reviewers, course, tmp_path):
    author, module = enters(trainer), course.get_children().get()
    lesson = write(author, module)
    mend(author, lesson, fill(lesson, ceiba, trainer.account))
    looking = {look: enters(each) for look, each in zip(("content", "safety"), reviewers, strict=True)}
    for look, reviewer in looking.items():
        approve(reviewer, look)
    assert LessonPage.objects.get(pk=lesson.pk).live
    english = translate(author, course, lesson)
    for look, reviewer in looking.items():
        approve(reviewer, look)
    english.refresh_from_db()
    assert (english.live, english.title) == (True, "Everything")

    page = take_out(author, course, "Una sola página").decode()
    assert "Mira tu semana." in page
    assert names_in(take_out(author, course, "Libro para el teléfono"))[0] == "mimetype"
    handbook = words_of(take_out(author, course, "Libro para imprimir"))
    kit = words_of(take_out(author, module, "Guía para facilitar, en carta"))
    assert ("SECRETO" in kit, "SECRETO" in handbook) == (True, False)
    card = names_in(take_out(author, course, "Todo, para una memoria"))
    assert {name.rpartition(".")[2] for name in card} == {"html", "epub", "pdf", "mp3", "webm"}
    questions = read_gift(take_out(author, lesson, "Las preguntas de esta lección").decode())
    assert {"single_choice", "matching", "short_text"} <= {each.block["type"] for each in questions}

    here, there = tmp_path / "here.zip", tmp_path / "there.zip"
    here.write_bytes(take_out(author, course, "El curso entero"))
    assert names_in(here.read_bytes())[:4] == ["en/01.md", "en/curso.md", "es/01.md", "es/curso.md"]
    assert in_second_site(here, there, tmp_path / "second") == "done:"
    assert there.read_bytes() == here.read_bytes()

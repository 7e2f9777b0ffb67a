"""A trainer is told what would help, is refused with all that is missing, mends it, and publishes."""

import re

import pytest
from playwright.sync_api import Page, expect

from modules.models import LessonPage
from tests.browser.editing import add_block, choose_publish, open_attending, publish
from tests.modules import samples
from tests.modules.pages import a_course, a_module, put
from tests.plugins.browser import LAPTOP

UNANSWERED = samples.block(
    "single_choice",
    "11111111-1111-4111-8111-111111111111",
    "deepening",
    prompt=samples.rich("¿Cuál?"),
    hint="",
    choices=[samples.choice("a", "Uno"), samples.choice("b", "Dos")],
)
WORDS_TO_COME = "Bloque 4, Próximo paso"


@pytest.fixture
def lesson(ceiba) -> LessonPage:
    module = a_module(a_course(ceiba.course_index))
    return put(
        module, LessonPage(title="Al río", body=[samples.TEXT, samples.KEY_IDEA, UNANSWERED], live=False)
    )


@pytest.fixture
def editor(witness, client_as, trainer, live_server) -> Page:
    page = witness.open(viewport=LAPTOP)
    cookie = client_as(trainer).cookies["s"].value
    page.context.add_cookies([{"name": "s", "value": cookie, "url": live_server.url}])
    return page


def test_she_is_told_refused_mends_and_publishes(editor, lesson, axe):
    open_attending(editor, f"{lesson.pk}/edit/")
    toggle = editor.locator("[data-side-panel-toggle='checks']")
    expect(toggle).to_contain_text("1")
    toggle.click()
    told = editor.locator("[data-overview-panel]")
    expect(told).to_contain_text("No tiene cierre")
    expect(told).to_contain_text("Bloque 3, Pregunta de una respuesta")
    add_block(editor, "Próximo paso")
    editor.locator("select[name$='-value-step']").last.select_option("synthesis")
    expect(told).not_to_contain_text("No tiene cierre", timeout=20_000)
    expect(told).to_contain_text(WORDS_TO_COME)
    axe(editor)

    choose_publish(editor)
    refused = editor.get_by_role("alert").filter(has_text="Para publicar")
    expect(refused.get_by_role("listitem")).to_have_count(2)
    expect(editor.locator(".messages .error")).to_contain_text("Lo que escribiste sigue aquí")
    axe(editor)
    refused.get_by_role("link", name="Bloque 3, Pregunta de una respuesta").click()
    question = editor.locator("#block-11111111-1111-4111-8111-111111111111-section")
    expect(question).to_be_in_viewport()
    expect(question).to_contain_text("Marca una opción acertada, y solo una.")
    question.locator("input[name$='-correct']").first.check()
    refused.get_by_role("link", name=WORDS_TO_COME).click()
    mended = editor.locator("[id^='block-']:target")
    mended.locator("[contenteditable='true']").fill("Cuéntalo a una.")
    expect(mended.locator("[name$='-value-body']")).to_have_value(re.compile("Cuéntalo"))
    publish(editor)
    lesson.refresh_from_db()
    assert lesson.live
    assert [block.block_type for block in lesson.body] == ["text", "key_idea", "single_choice", "next_step"]


def test_she_sees_it_dark_and_without_javascript(editor, lesson, axe):
    editor.goto(f"/cms/pages/{lesson.pk}/edit/")
    editor.locator("[data-side-panel-toggle='preview']").click()
    shown = editor.frame_locator("#w-preview-iframe")
    expect(shown.locator("summary").first).to_contain_text("s en 3G")
    for mode, paper in (("dark", "rgb(23, 19, 27)"), ("bare", "rgb(251, 247, 238)")):
        editor.locator("#id_preview_mode").select_option(mode)
        expect(shown.locator("html")).to_have_css("background-color", paper, timeout=20_000)
    expect(shown.locator("noscript")).to_have_count(0)
    editor.goto(f"/cms/pages/{lesson.pk}/edit/preview/?mode=dark")
    axe(editor)

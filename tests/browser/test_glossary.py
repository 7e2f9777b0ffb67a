"""A word of a lesson is opened where she reads, and closed again, with a script or without one."""

import pytest
from playwright.sync_api import expect

from learning.progress import actions
from modules.exchange.glossary import load_glossary
from tests.browser.journeys import WIDER, sign_in
from tests.modules import samples
from tests.modules.pages import a_course, a_lesson, a_module

pytestmark = pytest.mark.django_db(transaction=True)

LONG = "<p>Un párrafo cualquiera para que la página sea larga y haya que bajar.</p>" * 20


@pytest.fixture
def lesson(ceiba, cast):
    load_glossary()
    course = a_course(ceiba.course_index, "Curso")
    words = "<p>Aquí hablamos de la relatoría y de una amenaza, que no es un riesgo.</p>"
    body = [samples.block("text", "t", body=LONG + words + LONG)]
    actions.enrol(by=cast.learner, course_key=course.translation_key)
    return a_lesson(a_module(course), "Palabras", body)


@pytest.mark.parametrize("javascript", [True, False])
def test_a_word_is_opened_in_place_and_nothing_moves(witness, cast, lesson, axe, javascript):
    page = witness.open(javascript=javascript)
    sign_in(page, cast.learner.account.login_id)
    page.goto(lesson.get_opaque_url())
    word = page.get_by_text("relatoría", exact=True).first
    meaning = page.get_by_role("note").filter(has_text="se escribe de una sesión")
    word.scroll_into_view_if_needed()
    expect(meaning).to_be_hidden()
    before = word.bounding_box()
    word.press("Enter")
    expect(meaning).to_be_in_viewport()
    assert word.bounding_box() == before
    expect(page.get_by_role("button", name="Salir ya")).to_be_in_viewport()
    assert page.evaluate(WIDER) == []
    if javascript:
        axe(page)
    meaning.get_by_role("link", name="Cerrar").click()
    expect(meaning).to_be_hidden()
    assert word.bounding_box() == before
    # The next thing she reaches by keyboard is what follows in the text.
    page.keyboard.press("Tab")
    expect(page.get_by_text("amenaza", exact=True).first).to_be_focused()
    if javascript:
        # Whoever goes on without closing it has nothing lying over what she comes to.
        word.press("Enter")
        meaning.get_by_role("link", name="Cerrar").press("Tab")
        expect(page.get_by_text("amenaza", exact=True).first).to_be_focused()
        expect(meaning).to_be_hidden()
    page.emulate_media(media="print")
    expect(meaning).to_be_visible()

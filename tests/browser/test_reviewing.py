"""A lesson on its way through two reviews, and what is left of her words when the line or the session ends."""

import re

import pytest
from playwright.sync_api import Page, expect
from wagtail.models import WorkflowState

from learning.networks import actions
from modules.models import LessonPage
from tests.browser.editing import approve, open_attending, send
from tests.factories import a_member
from tests.modules import samples
from tests.modules.pages import a_course, a_lesson, a_module

LINE_CUT = "El guardado automático está en pausa"


@pytest.fixture
def lesson(ceiba):
    return a_lesson(a_module(a_course(ceiba.course_index)), "Al río", [samples.TEXT])


def waits_for(page: Page, times: int) -> None:
    page.goto("/cms/")
    expect(page.get_by_role("region", name="Revisiones").get_by_role("button", name="Aprobar")).to_have_count(
        times
    )


def test_a_lesson_goes_through_two_reviews(enters, ceiba, lead, trainer, lesson, axe):
    bea = a_member(ceiba, "trainer", login_id="ceiba-bea", pseudonym="Bea")
    carla = a_member(ceiba, "trainer", login_id="ceiba-carla", pseudonym="Carla")
    actions.ask_reviews(reviews="both", by=lead)
    author, first, second = enters(trainer), enters(bea), enters(carla)
    send(author, lesson, "Una semana junto al agua.")
    waits_for(author, 0)
    waits_for(first, 1)
    axe(first)
    approve(first, "content", axe)
    waits_for(first, 0)

    second.goto("/cms/")
    second.get_by_role("button", name="Devolver").click()
    window = second.locator(".modal[role='dialog']")
    window.get_by_label("Qué falta").fill("Falta una salida en la parte dura.")
    axe(second)
    window.get_by_role("button", name="Devolver").click()
    expect(second.get_by_text("Nada espera")).to_be_visible()

    author.goto("/cms/")
    expect(author.get_by_text("Falta una salida en la parte dura.")).to_be_visible()
    axe(author)
    send(author, lesson, "Una semana junto al agua, con salida.")
    author.goto(f"/cms/pages/{lesson.pk}/edit/")
    expect(author.get_by_text("mientras tanto nadie la cambia")).to_be_visible()
    axe(author)
    approve(second, "safety")
    approve(first, "content")
    assert LessonPage.objects.get(pk=lesson.pk).summary == "Una semana junto al agua, con salida."
    assert not WorkflowState.objects.active().exists()


def test_a_cut_line_and_an_ended_session_lose_nothing_that_was_saved(enters, trainer, lesson):
    page = enters(trainer)
    open_attending(page, f"{lesson.pk}/edit/")
    field = page.locator("#id_summary")
    with page.expect_response(lambda answer: answer.request.method == "POST" and "/edit/" in answer.url):
        field.fill("Guardado solo.")
    expect(page.locator("#w-autosave-indicator").get_by_text("Guardado", exact=True)).to_be_visible()
    page.context.set_offline(True)
    field.fill("Guardado solo. Sin línea.")
    expect(page.get_by_text(LINE_CUT).first).to_be_visible()
    expect(page.get_by_text("se guarda sola cuando vuelva")).to_be_visible()
    page.context.set_offline(False)
    field.fill("Guardado solo. Con línea otra vez.")
    expect(page.locator("#w-autosave-indicator").get_by_text("Guardado", exact=True)).to_be_visible()

    kept = page.evaluate("() => JSON.stringify([{...localStorage}, {...sessionStorage}])")
    assert "Guardado solo" not in kept
    page.context.clear_cookies()
    field.fill("Guardado solo. Sin sesión.")
    expect(page.get_by_text(LINE_CUT).first).to_be_visible()
    expect(page.get_by_text("Lo último no se guardó")).to_be_visible()

    again = enters(trainer)
    again.goto(f"/cms/pages/{lesson.pk}/edit/")
    expect(again.locator("#id_summary")).to_have_value(re.compile("Con línea otra vez"))

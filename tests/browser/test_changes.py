"""A trainer changes a lesson to protect who did it, and a learner reads at her next visit what changed."""

import re

import pytest
from playwright.sync_api import expect

from learning.progress import actions
from modules.models import LessonChange
from tests.browser.editing import choose_publish, open_attending, publish
from tests.browser.journeys import follow, sign_in
from tests.modules import samples
from tests.modules.pages import a_course, a_lesson, a_module
from tests.plugins.browser import LAPTOP
from tests.progress.conftest import address

WORDS = "El número de la lección ya no es seguro: pregunta a tu red."


@pytest.fixture
def lesson(ceiba):
    return a_lesson(a_module(a_course(ceiba.course_index, "Cuidar")), "Al llamar", [samples.TEXT])


def test_what_protects_her_reaches_who_did_the_lesson(
    witness, client_as, learner, trainer, lesson, live_server, axe
):
    actions.enrol(by=learner, course_key=lesson.get_parent().get_parent().translation_key)
    client_as(learner).post(address(lesson, "hecha"), {"how": "marked"})
    editor = witness.open(viewport=LAPTOP)
    cookie = client_as(trainer).cookies["s"].value
    editor.context.add_cookies([{"name": "s", "value": cookie, "url": live_server.url}])
    open_attending(editor, f"{lesson.pk}/edit/")
    text = editor.locator("[data-contentpath='body'] [contenteditable='true']").first
    text.press_sequentially("Ese número cambió. ")
    # The editor hands what is written on to its form some moments later.
    expect(editor.locator("[name='body-0-value-body']")).to_have_value(re.compile("Ese n"))
    choose_publish(editor)
    expect(editor.get_by_text("Di qué tan grande es este cambio")).to_be_visible()
    expect(text).to_contain_text("Ese número cambió.")
    axe(editor)
    editor.get_by_label("De seguridad").check()
    editor.get_by_label("Qué cambió, en español").fill(WORDS)
    publish(editor)
    assert LessonChange.objects.get().what == {"es": WORDS}

    for javascript in (True, False):
        phone = witness.open(javascript=javascript)
        sign_in(phone, "ceiba-learner")
        told = phone.get_by_role("region", name="Cambió algo en una lección que ya hiciste")
        expect(told.get_by_text(WORDS)).to_be_visible()
        if javascript:
            axe(phone)
            follow(told.get_by_role("link", name="Al llamar"))
            expect(phone.get_by_text(WORDS)).to_be_visible()
            axe(phone)
            continue
        follow(told.get_by_role("button", name="Ya lo leí"))
        expect(phone.get_by_role("heading", name="Hola")).to_be_visible()
        expect(phone.get_by_text(WORDS)).to_have_count(0)

"""What the women of the journeys do at every turn."""

import re
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Locator, Page, expect

from modules.models import LessonPage
from modules.quizzes import read_quiz
from tests.factories.networks import PASSPHRASE
from tests.factories.totp import code_now

Look = Callable[[Page], None]
# What makes the page wider than the phone, by its text.
WIDER = """() => document.documentElement.scrollWidth <= innerWidth ? [] : [...document.querySelectorAll("main *")]
  .filter(each => each.getBoundingClientRect().right > innerWidth).map(each => each.outerHTML.slice(0, 120))"""


def follow(way: Locator) -> None:
    """Click on what leads to a page, and wait until that page has come whole."""
    with way.page.expect_navigation():
        way.click()


def until(page: Page, asked: str) -> None:
    """Ask the page until it says yes, by a promise: `wait_for_function` takes any promise for a yes."""
    for _tries in range(150):
        if page.evaluate(asked):
            return
        page.wait_for_timeout(100)
    raise AssertionError(asked)


def sign_in(page: Page, login_id: str) -> None:
    """Through the one door, with the second factor where she has the factories' app."""
    page.goto("/entrar/")
    page.get_by_label("Nombre de entrada").fill(login_id)
    page.get_by_label("Frase de paso").fill(PASSPHRASE)
    follow(page.get_by_role("button", name="Entrar", exact=True))
    if "/entrar/segundo/" in page.url:
        page.get_by_label("Código", exact=True).fill(code_now())
        follow(page.get_by_role("button", name="Entrar"))


def looking(axe: Any | None) -> Look:
    """
    Nothing wider than the phone, the title dull, the way out in view; and no rule of axe broken, which cannot be
    asked of a page without scripts.
    """

    def look(page: Page) -> None:
        page.wait_for_load_state("load")  # Before its stylesheet came, any page is too wide.
        if axe:
            wide = page.evaluate(WIDER)
            assert wide == [], page.url
            axe(page)
        assert re.search(r"(· Aula|^Aula)$", page.title().strip()), page.title()
        assert not re.search("riesgo|derecho|defens", page.title(), re.I), page.title()
        expect(page.get_by_role("button", name="Salir ya").first).to_be_visible()

    return look


def answer_quiz(page: Page, lesson: LessonPage, *, rightly: bool = True) -> None:
    """Mark the right choices of every question, or the wrong ones."""
    for question in read_quiz(lesson.body).questions:
        wanted = [choice for choice in question.choices if choice.correct == rightly] or list(
            question.choices
        )
        for choice in wanted if rightly else wanted[:1]:
            page.locator(f'[name="answer-{question.id}"][value="{choice.id}"]').check()

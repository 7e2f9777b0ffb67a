"""Two women on one phone, and somebody who presses Back on it: nothing that was typed comes back."""

import re

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect

from learning.progress.actions import enrol
from tests.browser.journeys import follow, sign_in
from tests.community.conftest import said_by
from tests.progress.conftest import address, taught

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.parametrize("javascript", [True, False], ids=["script", "plain"]),
]
TITLE, WORDS = "Camino al mercado", "Ayer en el mercado pasó esto."
TYPED = "main :is(input:not([type=hidden]), textarea)"
MARKED = "main :is([type=radio], [type=checkbox]):checked"


@pytest.fixture
def phone(witness, javascript) -> Page:
    witness.may_leave_to(settings.QUICK_EXIT_URL)
    return witness.open(javascript=javascript)


def pages_behind(page: Page, most: int = 12) -> list[tuple[str, str]]:
    """Back until there is nothing behind: each address with all that its fields hold."""
    seen = []
    for _step in range(most):
        if page.go_back() is None and page.url == "about:blank":
            break
        page.wait_for_load_state()
        held = [each.input_value() for each in page.locator(TYPED).all() if each.is_editable()]
        seen.append((page.url, "\n".join(held) + page.locator("body").inner_text()))
    return seen


def marks_behind(page: Page, path: str) -> int:
    """How many marks Back shows on the page at `path`."""
    while not page.url.endswith(path):
        assert page.go_back() is not None, f"{path} is not behind"
        page.wait_for_load_state()
    return page.locator(MARKED).count()


def sign_out(page: Page) -> None:
    page.goto("/cuenta/")
    follow(page.get_by_role("button", name="Cerrar mi sesión"))


def leave(page: Page) -> None:
    page.get_by_role("button", name="Salir ya").first.click()
    page.wait_for_url(settings.QUICK_EXIT_URL)


@pytest.mark.parametrize("goes", [sign_out, leave])
def test_the_next_woman_reads_nothing_of_what_the_first_wrote(phone, cast, goes, javascript):
    sign_in(phone, cast.learner.account.login_id)
    phone.goto("/foro/")
    follow(phone.get_by_role("link", name=re.compile("tema", re.I)).first)
    assert phone.url.endswith("/foro/nuevo/")
    phone.locator("[name=title]").fill(TITLE)
    phone.locator("[name=body]").fill(WORDS)
    goes(phone)
    sign_in(phone, cast.trainer.account.login_id)
    behind = pages_behind(phone)
    # With scripts, the way out puts its own address in the place of the page.
    assert any(url.endswith("/foro/nuevo/") for url, _held in behind) or (goes is leave and javascript)
    assert [url for url, held in behind if TITLE in held or WORDS in held] == []


@pytest.mark.parametrize("goes", [sign_out, leave])
def test_back_shows_nobody_how_she_comes_in(phone, cast, goes):
    login_id = cast.learner.account.login_id
    phone.goto("/entrar/llave/")
    phone.locator("[name=login_id]").fill(login_id)
    sign_in(phone, login_id)
    expect(phone.get_by_role("button", name="Salir ya").first).to_be_visible()
    goes(phone)
    behind = pages_behind(phone)
    assert any("/entrar/" in url for url, _held in behind)
    assert [url for url, held in behind if login_id in held] == []


def test_the_next_woman_sees_no_answer_and_no_suspicion_that_the_first_marked(phone, cast):
    here = taught(cast.learner.network, "Ceiba")
    for each in (cast.learner, cast.trainer):
        enrol(by=each, course_key=here.key)
    report = f"/foro/m/{said_by(cast.lead).pk}/avisar/"
    lesson = address(here.first)
    sign_in(phone, cast.learner.account.login_id)
    for path in (report, lesson):
        phone.goto(path)
        phone.locator("main [type=radio]").first.check()
        assert phone.locator(MARKED).count() == 1
    sign_out(phone)
    sign_in(phone, cast.trainer.account.login_id)
    assert [marks_behind(phone, path) for path in (lesson, report)] == [0, 0]

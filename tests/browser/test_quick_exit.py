"""What is left in the browser of a woman who left at once: what Back and Forward show, and what is stored."""

import re
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, Response

from learning.core.opaque import encode
from learning.progress.actions import enrol
from tests.browser.journeys import follow
from tests.community.conftest import said_by, set_forum
from tests.progress.conftest import address, taught

HERS = ("Ceiba", "Semillas", "Palabras del foro", "seudónimo")
WITH_AND_WITHOUT = pytest.mark.parametrize("script", [True, False], ids=["script", "plain"])


@pytest.fixture
def open_as(witness: Any, client_as: Any, transactional_db: None, settings: Any) -> Any:
    """A phone, or a laptop, on which she is in, with a page of the site behind her."""
    assert reverse("demo:enter", args=["lead"])  # The addresses are known before the demo is gone.
    settings.DEMO = False
    witness.may_leave_to("https://")

    def signed_in(person: Any, script: bool, **options: Any) -> Page:
        page = witness.open(javascript=script, **options)
        cookies = {"idioma": "es"} | {n: each.value for n, each in client_as(person).cookies.items()}
        page.context.add_cookies(
            [{"name": name, "value": value, "url": witness.origin} for name, value in cookies.items()]
        )
        page.goto("/")
        return page

    return signed_in


def leave(page: Page, settings: Any) -> None:
    page.get_by_role("button", name=re.compile("Salir ya|Leave")).click()
    page.wait_for_url(settings.QUICK_EXIT_URL)
    for _each in range(50):  # With a script she is away at once, and the site answers behind her back.
        if not page.context.cookies():
            break
        page.wait_for_timeout(100)
    assert page.context.cookies() == []


def shown(page: Page) -> str:
    return f"{page.title()} {page.inner_text('body')}".strip()


def steps(page: Page, step: Any, most: int = 6) -> list[tuple[str, str]]:
    """Address and words of each entry that Back, or Forward, leads to."""
    seen = []
    for _ in range(most):
        answer: Response | None = step()
        if answer is None:
            break
        page.wait_for_load_state()
        seen.append((page.url, shown(page)))
    return seen


def walk_to(page: Page, *links: str) -> None:
    for link in links:
        follow(page.locator(f"a[href='{link}']").first)
        page.wait_for_url(f"**{link}")


@pytest.mark.parametrize("where", ["lesson", "forum", "account"])
@WITH_AND_WITHOUT
def test_back_is_blank_where_she_went_by_links(
    open_as: Any, learner: Any, witness: Any, settings: Any, script: bool, where: str
) -> None:
    here = taught(learner.network, "Ceiba")
    enrol(by=learner, course_key=here.key)
    set_forum(learner, first_posts="off")
    topic = said_by(learner, "Palabras del foro")
    page = open_as(learner, script)
    course, lesson = f"/c/{encode(here.key)}/", address(here.first)
    walk_to(page, *{
        "lesson": ["/cursos/", course, lesson],
        "forum": ["/foro/", f"/foro/t/{topic.topic_id}/"],
        "account": ["/cuenta/"],
    }[where])  # fmt: skip # A list is read in lines.
    leave(page, settings)
    seen = steps(page, page.go_back)
    assert seen
    by_link = [words for at, words in seen if not at.endswith("about:blank")]
    assert not any(word in words for words in by_link for word in HERS)
    assert [words for words in by_link[:-1] if words != "Seguir"] == []
    # The entry that she typed: script makes it blank too; else it is what any visitor sees.
    assert by_link[-1] == "Seguir" if script else "Aula" in by_link[-1]
    forward = steps(page, page.go_forward)
    assert [words for _, words in forward if any(word in words for word in HERS)] == []
    page.goto("/cuenta/")
    assert "/entrar/?" in page.url


@pytest.mark.parametrize("field", ["#id_title", ".Draftail-Editor [contenteditable='true']"])
def test_three_escapes_leave_the_editor_while_she_writes(
    open_as: Any, trainer: Any, settings: Any, field: str
) -> None:
    lesson = taught(trainer.network, "Ceiba").first
    page = open_as(trainer, True, viewport={"width": 1280, "height": 800})
    page.goto(f"/cms/pages/{lesson.pk}/")
    page.goto(f"/cms/pages/{lesson.pk}/edit/")
    page.locator(field).first.click()
    page.keyboard.type("Palabras")
    for _ in range(3):
        page.keyboard.press("Escape")
    page.wait_for_url(settings.QUICK_EXIT_URL)
    assert page.context.cookies() == []
    seen = steps(page, page.go_back)
    assert [each for each in seen if each[0] != "about:blank" and each[1] != "Seguir"] == [], seen


@WITH_AND_WITHOUT
def test_the_session_is_dead_and_nothing_is_stored(
    open_as: Any, learner: Any, settings: Any, script: bool
) -> None:
    page = open_as(learner, script)
    walk_to(page, "/cuenta/")
    if script:
        assert page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 1]
        page.evaluate("localStorage.setItem('kept', 'yes')")
    key = next(each for each in page.context.cookies() if each["name"] == "s")
    leave(page, settings)
    page.go_back()
    if script:
        assert page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]
    page.context.add_cookies([key])
    page.goto("/cuenta/")
    assert "/entrar/?" in page.url


@WITH_AND_WITHOUT
def test_the_word_leads_to_the_page(open_as: Any, learner: Any, settings: Any, script: bool) -> None:
    page = open_as(learner, script)
    walk_to(page, "/que-guarda/", "/respirar/")
    leave(page, settings)
    page.go_back()
    assert shown(page) == "Seguir"
    follow(page.get_by_role("link"))
    page.wait_for_selector("h1")
    assert page.url.endswith("/que-guarda/" if script else "/respirar/")


def test_a_visitor_at_a_door_goes_back_as_everywhere(page: Page, transactional_db: None) -> None:
    page.goto("/que-guarda/")
    walk_to(page, "/contactos/")
    page.goto("/entrar/")
    page.go_back()
    assert "Aula" in page.title()
    page.go_back()
    assert "Aula" in page.title()

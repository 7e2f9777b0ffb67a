"""The small script of every page: leaving at once, by the button or by three Escapes."""

import re

import pytest
from playwright.sync_api import expect

STRAY = "/no-hay-nada/"


@pytest.fixture
def away(witness, settings) -> str:
    witness.may_leave_to(settings.QUICK_EXIT_URL)
    return settings.QUICK_EXIT_URL


def test_three_escapes_leave(page, away, witness):
    page.goto(STRAY)
    for _press in range(3):
        page.keyboard.press("Escape")
    page.wait_for_url(away)
    assert any(address.endswith("/salida/") for address in witness.requests)


def test_slow_escapes_stay(page):
    page.clock.install()
    page.goto(STRAY)
    for _press in range(4):
        page.keyboard.press("Escape")
        page.clock.fast_forward(1500)
    assert page.url.endswith(STRAY)
    expect(page.locator("h1")).to_be_visible()


@pytest.mark.parametrize("javascript", [True, False])
def test_the_button_leaves(witness, away, javascript):
    page = witness.open(javascript=javascript)
    page.goto(STRAY)
    page.get_by_role("button", name=re.compile("Salir ya|Leave")).click()
    page.wait_for_url(away)


def test_the_button_stays_in_view_and_covers_nothing(page):
    page.goto(STRAY)
    page.set_viewport_size({"width": 360, "height": 300})
    page.mouse.wheel(0, 400)
    box = page.locator(".exit button").bounding_box()
    assert box["y"] >= 0
    assert box["height"] >= 44
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_the_frame_is_accessible(witness, axe):
    page = witness.open()
    page.goto(STRAY)
    axe(page)


def test_a_page_brought_back_is_asked_for_again(witness, client_as, learner):
    page = witness.open()
    session = client_as(learner).cookies["s"].value
    page.context.add_cookies([{"name": "s", "value": session, "url": witness.origin}])
    page.goto("/cuenta/")
    page.evaluate("document.body.dataset.mark = 'old'")
    with page.expect_navigation():
        page.evaluate("window.dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))")
    assert page.locator("body").get_attribute("data-mark") is None

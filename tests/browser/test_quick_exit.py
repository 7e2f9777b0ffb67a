"""What is left in the browser of a woman who left at once."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page


@pytest.fixture
def signed_in(witness: Any, client_as: Any, transactional_db: None, request: pytest.FixtureRequest) -> Page:
    witness.may_leave_to("https://")
    client = client_as(request.getfixturevalue("learner"))
    page = witness.open(javascript=request.param)
    page.context.add_cookies(
        [{"name": name, "value": each.value, "url": witness.origin} for name, each in client.cookies.items()]
    )
    page.context.add_cookies([{"name": "idioma", "value": "es", "url": witness.origin}])
    page.goto("/cuenta/")
    assert page.url.endswith("/cuenta/")
    page.evaluate("localStorage.setItem('kept', 'yes')")
    return page


@pytest.mark.parametrize("signed_in", [True, False], indirect=True, ids=["script", "plain"])
def test_back_shows_nothing_and_nothing_is_stored(signed_in: Page, settings: Any) -> None:
    page = signed_in
    pseudonym = "Ceiba learner"
    assert pseudonym in page.content()
    page.get_by_role("button", name=re.compile("Salir ya|Leave")).click()
    page.wait_for_url(settings.QUICK_EXIT_URL)
    assert page.context.cookies() == []
    for _ in range(3):
        page.go_back()
        assert pseudonym not in page.content()
    page.goto("/cuenta/")
    assert "/entrar/?" in page.url
    assert page.evaluate("localStorage.length") == 0

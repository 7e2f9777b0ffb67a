"""Who comes to the site in a browser."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.place import Place, a_place_with_everything
from tests.plugins.browser import LAPTOP


@pytest.fixture
def enters(witness, client_as, live_server) -> Callable[..., Page]:
    """`enters(trainer)`: a laptop on which she is signed in."""

    def enter(member) -> Page:
        page = witness.open(viewport=LAPTOP)
        cookie = client_as(member).cookies["s"].value
        page.context.add_cookies([{"name": "s", "value": cookie, "url": live_server.url}])
        return page

    return enter


@pytest.fixture
def place(cast, settings, tmp_path) -> Place:
    settings.MEDIA_ROOT = settings.PACK_ROOT = tmp_path
    return a_place_with_everything(cast)

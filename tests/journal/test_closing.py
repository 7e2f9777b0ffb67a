"""
Closing it while another request is on its way: a page on a slow line, which began before, does not open it again.
A middleware of the test lets one request of the same browser come while another has begun.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from learning.accounts.models import Session
from tests.journal.conftest import CANARY, PASSPHRASE
from tests.journal.test_keys import NEW, fresh_by_passkey

pytestmark = pytest.mark.django_db
HEADER = "X-Meanwhile"


class Meanwhile:
    """Whoever asks with the header has begun, and read her session, when the other request comes and goes."""

    comes: Callable[[], Any]

    def __init__(self, get_response: Any) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> Any:
        if HEADER in request.headers:
            assert request.user.is_authenticated
            Meanwhile.comes()
        return self.get_response(request)


@pytest.fixture(autouse=True)
def _meanwhile(settings):
    settings.MIDDLEWARE = [*settings.MIDDLEWARE, f"{__name__}.Meanwhile"]


@pytest.fixture
def kept(begun):
    begun.keeps()
    begun.reads()
    return begun


def same_browser(browser: Client) -> Client:
    """As its windows share the cookie; and a handler that has the middleware of this test."""
    other = Client()
    other.cookies = browser.cookies
    return other


def slowly(browser: Client, path: str, sent: dict[str, str] | None, meanwhile: str) -> Any:
    """Ask for `path`, or send it something, and while that is looked at, send `meanwhile`."""
    first, second = same_browser(browser), same_browser(browser)
    Meanwhile.comes = lambda: second.post(meanwhile)
    how = first.get if sent is None else first.post
    return how(path, sent or {}, headers={HEADER: "1"})


SLOW = {
    "page": ("/cuenta/", None),
    "message": ("/diario/nueva/", {"body": "otra", "kind": "note"}),
    "opening": ("/diario/abrir/", {"passphrase": PASSPHRASE}),
    "confirming": ("/cuenta/confirmar/", {"password": PASSPHRASE, "next": "/cuenta/"}),
    "passphrase": ("/cuenta/frase/", {"passphrase": NEW, "again": NEW, "offered": ""}),
}


@pytest.mark.parametrize(("path", "sent"), SLOW.values(), ids=SLOW)
def test_what_began_before_she_closed_it_does_not_open_it_again(kept, path, sent, time_machine):
    # A session that was not used for a minute is written down again by every page.
    time_machine.move_to(timezone.now() + timedelta(minutes=2), tick=True)
    assert slowly(kept.browser, path, sent, "/diario/cerrar/").status_code in (200, 302)
    page = kept.reads()
    assert CANARY not in page
    assert 'name="passphrase"' in page
    assert "Quedó cerrado en este aparato." in page, "of two that say something, both are heard"
    if "body" in (sent or {}):
        assert "Quedó guardado en tu diario." in page


def test_nor_what_began_while_it_was_closed(kept):
    browser = fresh_by_passkey(kept)
    slowly(browser, "/diario/abrir/", {"passphrase": PASSPHRASE}, "/diario/cerrar/")
    assert CANARY not in kept.reads(browser)
    browser.post("/diario/abrir/", {"passphrase": PASSPHRASE})
    assert CANARY in kept.reads(browser)


def test_a_slow_closing_closes_what_was_opened_meanwhile(kept):
    browser = fresh_by_passkey(kept)
    first, second = same_browser(browser), same_browser(browser)
    Meanwhile.comes = lambda: second.post("/diario/abrir/", {"passphrase": PASSPHRASE})
    first.post("/diario/cerrar/", headers={HEADER: "1"})
    assert CANARY not in kept.reads(browser)


@pytest.mark.parametrize("way_out", ["/salida/", "/cuenta/salir/"])
@pytest.mark.parametrize("slow", SLOW)
def test_nor_does_anything_bring_back_a_session_that_she_left(kept, slow, way_out):
    slowly(kept.browser, *SLOW[slow], way_out)
    assert not Session.objects.filter(account=kept.account).exists()
    assert kept.browser.get("/diario/").status_code == 302

"""What the door says to whoever comes to it because her session ended."""

import pytest
from django.test import Client

from learning.accounts.models import Session

ENDED = "Tu sesión terminó"


@pytest.fixture
def ended(client_as, learner) -> Client:
    browser = client_as(learner)
    Session.objects.all().delete()
    return browser


def test_who_was_reading_goes_on_where_she_was(ended):
    door = ended.get("/cuenta/mis-datos/")
    assert door.url == "/entrar/?next=/cuenta/mis-datos/&fin=1"
    page = ended.get(door.url).content.decode()
    assert ENDED in page
    assert "Tu avance está guardado" in page
    assert 'name="next" value="/cuenta/mis-datos/"' in page


def test_who_sent_something_that_is_not_kept_hears_it(ended):
    ended.handler.enforce_csrf_checks = True
    from_here = {"origin": "http://testserver", "referer": "http://testserver/cuenta/frase/"}
    door = ended.post("/cuenta/frase/", headers=from_here)
    assert door.url == "/entrar/?next=/cuenta/frase/&fin=2"
    assert "no alcanzó a llegar" in ended.get(door.url).content.decode()


def test_whoever_comes_for_the_first_time_hears_nothing(client, db):
    assert ENDED not in client.get(client.get("/cuenta/").url).content.decode()
    assert ENDED not in client.get("/entrar/?fin=9").content.decode()


def test_who_signed_out_herself_hears_nothing(client_as, learner):
    browser = client_as(learner)
    browser.post("/cuenta/salir/")
    assert ENDED not in browser.get(browser.get("/cuenta/").url).content.decode()

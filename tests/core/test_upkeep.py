"""The site at rest, and a database that is gone: pages of ours, in her language, and the way out works."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.management import call_command
from django.db import OperationalError, connection
from django.test import Client

from learning.core import upkeep
from learning.core.middleware import page_policy

ENGLISH = {"accept-language": "en"}


@pytest.fixture(autouse=True)
def _folder(settings: Any, tmp_path: Any) -> None:
    settings.REST_FILE = tmp_path / "resting"


@pytest.fixture
def gone(db: None) -> Iterator[Client]:
    """A browser with a session, on a site that has lost its database."""

    def refuse(*_: Any) -> None:
        raise OperationalError

    browser = Client(raise_request_exception=False, headers=ENGLISH)
    browser.cookies["s"] = "anything"
    with connection.execute_wrapper(refuse):
        yield browser


def test_a_page_says_when_to_come_back_and_asks_nothing(client: Client, capsys: Any) -> None:
    call_command("rest_site", "--minutes", "20")
    answer = client.get("/cursos/", headers=ENGLISH)
    page = answer.content.decode()
    assert answer.status_code == 503
    assert 1190 < int(answer.headers["Retry-After"]) <= 1200
    assert answer.headers["Content-Security-Policy"] == page_policy()
    assert answer.headers["Cache-Control"] == "no-store"
    assert "20 minutes" in page
    assert '<html lang="en">' in page
    assert page.count("<form") == 1, "only the way out works"
    call_command("rest_site", "--end")
    assert client.get("/sw.js").status_code == 200


def test_what_she_sent_can_be_sent_again(client: Client) -> None:
    upkeep.begin(5)
    assert "se envía otra vez" in client.post("/foro/nuevo/", {"title": "x"}).content.decode()
    assert "se envía otra vez" not in client.get("/foro/nuevo/").content.decode()


def test_it_wakes_by_the_keepers_word_alone(client: Client) -> None:
    upkeep.begin(0)
    assert client.get("/").headers["Retry-After"] == "60"
    assert upkeep.end()
    assert not upkeep.end()


def test_who_leaves_leaves(client: Client, settings: Any) -> None:
    upkeep.begin(5)
    assert settings.QUICK_EXIT_URL in client.post("/salida/").headers["Refresh"]


def test_without_a_database_a_page_comes_in_her_language(gone: Client, settings: Any) -> None:
    answer = gone.get("/cuenta/")
    page = answer.content.decode()
    assert answer.status_code == 500
    assert '<html lang="en">' in page
    assert re.search(r"<h1>[^<]+our side", page)
    assert f'data-exit="{settings.QUICK_EXIT_URL}"' in page
    assert "sends it again" in gone.post("/cuenta/").content.decode()


def test_without_a_database_who_leaves_leaves(gone: Client, settings: Any) -> None:
    answer = gone.post("/salida/")
    assert answer.status_code == 200
    assert settings.QUICK_EXIT_URL in answer.headers["Refresh"]
    assert answer.cookies["s"]["max-age"] == 0

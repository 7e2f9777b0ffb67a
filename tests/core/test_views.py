from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext


def test_leaving_at_once(client: Client, db: None, settings: Any) -> None:
    client.cookies["idioma"] = "en"
    client.cookies[settings.SESSION_COOKIE_NAME] = "stale"
    response = client.post("/salida/")
    assert response.status_code == 200
    assert response.headers["Refresh"] == f"0; url={settings.QUICK_EXIT_URL}"
    assert response.headers["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    assert response.headers["Cache-Control"] == "no-store"
    assert b"<title></title>" in response.content
    assert settings.NEUTRAL_NAME.encode() not in response.content
    assert {name: cookie["max-age"] for name, cookie in response.cookies.items()} == {
        "idioma": 0,
        settings.SESSION_COOKIE_NAME: 0,
    }


def test_leaving_needs_no_token_and_no_page_before(db: None) -> None:
    assert Client(enforce_csrf_checks=True).post("/salida/").status_code == 200


def test_leaving_is_never_a_link(client: Client, db: None) -> None:
    assert client.get("/salida/").status_code == 405


def test_a_host_cookie_is_deleted_as_browsers_want_it(client: Client, db: None) -> None:
    client.cookies["__Host-x"] = "1"
    cookie = client.post("/salida/").cookies["__Host-x"]
    assert (cookie["secure"], cookie["path"], cookie["domain"]) == (True, "/", "")


def test_a_visitor_who_leaves_costs_no_query(
    client: Client, db: None, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(0):
        client.post("/salida/")


def test_her_session_is_dead_and_nothing_else_is_written(client_as: Any, learner: Any) -> None:
    client = client_as(learner)
    assert client.get("/cuenta/").status_code == 200
    stale = client.cookies.output(header="", sep=";")
    with CaptureQueriesContext(connection) as queries:
        client.post("/salida/")
    written = [
        each["sql"]
        for each in queries
        if not each["sql"].startswith(("SELECT", "SAVEPOINT", "RELEASE", "BEGIN"))
    ]
    assert len(written) == 1
    assert written[0].startswith("DELETE FROM")
    assert "session" in written[0]
    back = Client(headers={"cookie": stale.strip()})
    assert back.get("/cuenta/").status_code == 302

import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from learning.core import throttle
from learning.core.models import Throttle
from learning.core.throttle import hit, throttled

HOUR = 3600


def test_the_limit_holds_for_each_purpose_and_subject(db: None) -> None:
    assert [hit("entrar", "ana", limit=2, seconds=HOUR) for _ in range(4)] == [True, True, False, False]
    assert hit("entrar", "bea", limit=2, seconds=HOUR)
    assert hit("codigo", "ana", limit=2, seconds=HOUR)
    assert hit("entrar", "ana", "x", limit=1, seconds=HOUR)
    assert hit("entrar", "anax", limit=1, seconds=HOUR)


def test_a_new_span_begins_afresh_and_old_counters_go(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(throttle, "_PURGE_ONE_IN", 1)
    with time_machine.travel(datetime(2026, 11, 20, 12, 59, tzinfo=UTC), tick=False):
        assert hit("entrar", "ana", limit=1, seconds=HOUR)
        assert not hit("entrar", "ana", limit=1, seconds=HOUR)
    with time_machine.travel(datetime(2026, 11, 20, 13, 1, tzinfo=UTC), tick=False):
        assert hit("entrar", "ana", limit=1, seconds=HOUR)
    assert Throttle.objects.count() == 1


def test_nothing_it_stores_tells_who(db: None) -> None:
    hit("entrar", "203.0.113.7", "flor-rio-sol-42", limit=1, seconds=HOUR)
    stored = repr(list(Throttle.objects.values()))
    assert "203.0" not in stored
    assert "flor" not in stored
    assert "entrar" not in stored


def test_it_is_one_statement(db: None, django_assert_num_queries: Any) -> None:
    for _ in range(2):
        with django_assert_num_queries(1):
            hit("entrar", "ana", limit=1, seconds=HOUR)


def in_parallel(count: int, work: Callable[[], bool]) -> list[bool]:
    """The answers of `count` threads that begin together, each with a connection of its own."""
    done: list[bool] = []
    together = threading.Barrier(count)

    def run() -> None:
        together.wait()
        try:
            done.append(work())
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(count)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    return done


def test_of_fifty_at_once_exactly_the_limit_pass(transactional_db: None) -> None:
    while int(time.time()) % HOUR > HOUR - 30:
        time.sleep(1)
    done = in_parallel(50, lambda: hit("entrar", "ana", limit=7, seconds=HOUR))
    assert (len(done), sum(done)) == (50, 7)
    assert Throttle.objects.get().count == 50


@throttled("prueba", limit=1, seconds=HOUR)
def view(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok")


def test_a_view_past_its_limit_says_when_to_come_back(db: None) -> None:
    assert view(RequestFactory().post("/", REMOTE_ADDR="fd00::1")).status_code == 200
    refused = view(RequestFactory().post("/", REMOTE_ADDR="fd00::1"))
    assert refused.status_code == 429
    assert 0 < int(refused.headers["Retry-After"]) <= HOUR
    assert b"<h1>" in refused.content
    assert view(RequestFactory().post("/", REMOTE_ADDR="fd00::2")).status_code == 200
    assert view(RequestFactory().get("/", REMOTE_ADDR="fd00::1")).status_code == 200


def test_a_view_may_say_whom_it_counts(db: None) -> None:
    counted = throttled("otra", limit=1, seconds=HOUR, by=lambda request: request.POST["code"])(
        view.__wrapped__
    )
    answers = [counted(RequestFactory().post("/", {"code": code})).status_code for code in "aab"]
    assert answers == [200, 429, 200]

"""Timing requests from outside, and counting queries inside."""

import http.client
import re
import statistics
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from django.db import connection
from django.http import HttpRequest, HttpResponse

from bench.serving import HOST


class CountQueries:
    """Says in `X-Queries` how many queries the answer took; each request is taken as if a proxy had ended its TLS."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.META["HTTP_X_FORWARDED_PROTO"] = "https"
        count = 0

        def counted(execute, sql, params, many, context):
            nonlocal count
            count += 1
            return execute(sql, params, many, context)

        with connection.execute_wrapper(counted):
            response = self.get_response(request)
        response["X-Queries"] = str(count)
        return response


@dataclass(frozen=True)
class Case:
    """One row of the table: a request that may differ at each call, and what its page shows if it is not empty."""

    name: str
    cookie: Callable[[int], str]
    path: str
    body: Callable[[int], str] | None = None
    expect: tuple[int, ...] = (200,)
    rounds: int = 60
    shows: str = ""


@dataclass(frozen=True)
class Measured:
    median: float
    p95: float
    per_second: float
    queries: int


class Client:
    """One connection that stays open, as a browser's does, through a proxy that ended TLS."""

    def __init__(self, port: int) -> None:
        self.connection = http.client.HTTPConnection(HOST, port, timeout=60)

    def send(
        self, case: Case, number: int, encoding: str = "br, gzip"
    ) -> tuple[http.client.HTTPResponse, bytes]:
        headers = {
            "Cookie": f"__Host-s={case.cookie(number)}",
            "Accept-Encoding": encoding,
        }
        body = case.body(number) if case.body else None
        if body is not None:
            headers |= {"Content-Type": "application/x-www-form-urlencoded", "Origin": f"https://{HOST}"}
            headers |= {"Referer": f"https://{HOST}/", "Host": HOST}
        self.connection.request(
            "POST" if body is not None else "GET", case.path, body, headers | {"Host": HOST}
        )
        answer = self.connection.getresponse()
        said = answer.read()
        if answer.status not in case.expect:
            raise RuntimeError(f"{case.name}: {case.path} answered {answer.status}, wanted {case.expect}")
        return answer, said


def look(case: Case, client: Client) -> None:
    """RuntimeError where the page does not show what the row is about: an empty one would be measured instead."""
    _answer, said = client.send(case, 0, "identity")
    if not re.search(case.shows, said.decode()):
        raise RuntimeError(f"{case.name}: {case.path} shows nothing that matches {case.shows}")


def measure(case: Case, port: int) -> Measured:
    """Median and 95th percentile in ms at one client, requests a second at eight, queries of one request."""
    client, times, queries = Client(port), [], 0
    if case.shows:
        look(case, client)
    for number in range(case.rounds + 5):
        started = time.perf_counter()
        answer, _said = client.send(case, number)
        if number >= 5:  # The first ones warm the worker.
            times.append((time.perf_counter() - started) * 1000)
        queries = int(answer.headers["X-Queries"])
    times.sort()
    return Measured(statistics.median(times), times[int(len(times) * 0.95)], throughput(case, port), queries)


def throughput(case: Case, port: int, clients: int = 8) -> float:
    """Requests a second with eight clients at once."""
    each = max(5, case.rounds // 4)

    def run(first: int) -> None:
        client = Client(port)
        for number in range(each):
            client.send(case, 1000 + first * each + number)

    started = time.perf_counter()
    with ThreadPoolExecutor(clients) as pool:
        for done in [pool.submit(run, index) for index in range(clients)]:
            done.result()
    return clients * each / (time.perf_counter() - started)

"""Limits that hold over several workers and write no address down."""

import hashlib
import hmac
import secrets
import time
from collections.abc import Callable
from functools import wraps

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from .crypto import derive
from .models import Throttle

_PURGE_ONE_IN = 64


def hit(purpose: str, *subjects: str, limit: int, seconds: int) -> bool:
    """Count one try of `subjects` at `purpose`; whether it is within `limit` for this span of `seconds`.

    One statement, so of any number of parallel tries exactly `limit` pass. Spans are fixed: at their border up
    to twice `limit` tries can follow each other. Outside a transaction, which could take the count back.
    """
    ends = _span_end(seconds)
    return _count(_name(purpose, subjects, ends), ends) <= limit


def once(purpose: str, *subjects: str, until: int) -> bool:
    """Whether this is the first time; remembered up to `until` (in seconds), which must belong to the subjects."""
    return _count(_name(purpose, subjects, until), until) == 1


def _count(name: str, ends: int) -> int:
    if sweeps():
        Throttle.objects.filter(ends__lt=int(time.time())).delete()
    table = connection.ops.quote_name(Throttle._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} (key, ends, count) VALUES (%s, %s, 1) "  # noqa: S608
            f"ON CONFLICT (key) DO UPDATE SET count = {table}.count + 1 RETURNING count",
            [name, ends],
        )
        count: int = cursor.fetchone()[0]
        return count


def throttled(
    purpose: str, *, limit: int, seconds: int, by: Callable[[HttpRequest], str] | None = None
) -> Callable[[Callable[..., HttpResponseBase]], Callable[..., HttpResponseBase]]:
    """View decorator: answers 429 past the limit of POSTs by one address, or by what `by(request)` tells."""

    def decorate(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
        @wraps(view)
        def limited(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
            subject = by(request) if by else request.META["REMOTE_ADDR"]
            if request.method == "POST" and not hit(purpose, subject, limit=limit, seconds=seconds):
                return too_many(request, seconds)
            return view(request, *args, **kwargs)

        return limited

    return decorate


def too_many(request: HttpRequest, seconds: int) -> HttpResponse:
    """Our 429 page; tells when the span of `seconds` ends."""
    wait = max(1, _span_end(seconds) - int(time.time()))
    response = render(request, "429.html", {"minutes": -(-wait // 60)}, status=429)
    response.headers["Retry-After"] = str(wait)
    return response


def sweeps() -> bool:
    """By chance, once in a while: whether who writes a short-lived row now sweeps away those that have ended."""
    return secrets.randbelow(_PURGE_ONE_IN) == 0


def _span_end(seconds: int) -> int:
    return (int(time.time()) // seconds + 1) * seconds


def _name(purpose: str, subjects: tuple[str, ...], ends: int) -> str:
    message = "\0".join([purpose, str(ends), *subjects]).encode()
    return hmac.new(derive("throttle"), message, hashlib.sha256).hexdigest()

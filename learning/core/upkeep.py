"""
The site at rest while its keeper brings it up to date (`manage.py rest_site`): whatever is asked, a page says so and
when to come back, before anything looks at the database.
"""

import os
import time
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import translation

from learning.core.views import is_leaving, leave

# Told to whoever comes after the time that the keeper had named.
SHORTLY = 60


def begin(minutes: int) -> None:
    """All processes that share the folder of data rest from now, and say that it will be for so many minutes."""
    _mark().touch()
    until = time.time() + minutes * 60
    os.utime(_mark(), (until, until))


def end() -> bool:
    """Whether it was at rest."""
    rested = _mark().exists()
    _mark().unlink(missing_ok=True)
    return rested


def seconds_left() -> int | None:
    """What the keeper still needs, as she said; None where the site is awake. It wakes by her word alone."""
    try:
        until = _mark().stat().st_mtime
    except OSError:
        return None
    return max(SHORTLY, round(until - time.time()))


def _mark() -> Path:
    """An empty file, whose date is the end of the rest: nothing but a look at a folder on the way of each answer."""
    return Path(settings.REST_FILE)


class AtRest:
    """Who wants to leave leaves, even now: her browser forgets her session, which ends by itself."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        seconds = seconds_left()
        if seconds is None:
            return self.get_response(request)
        return leave(request) if is_leaving(request) else resting(request, seconds)


def resting(request: HttpRequest, seconds: int) -> HttpResponse:
    """Our 503 page, in the language that this browser asks for."""
    context = {"minutes": -(-seconds // 60), "sent": request.method == "POST"}
    with translation.override(translation.get_language_from_request(request)):
        response = render(request, "503.html", context, status=503)
    response.headers["Retry-After"] = str(seconds)
    return response

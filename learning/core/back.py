"""What Back shows to a browser that has nothing of this site left: a page without name, words or colours."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import translation

# What Chromium sends when it asks again, on Back or Forward, for a page that was reached by a link. With a tap, a
# reload or a typed address it adds Sec-Fetch-User.
_ASKED_AGAIN = {"Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document", "Sec-Fetch-Site": "same-origin"}


class BlankOnBack:
    """
    After the quick exit the browser has no session and asks for the pages behind it once more: each is blank, with one
    word that leads to it. Whoever has a session, and a visitor at a door has one, never meets it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return blank(request) if came_back_without_session(request) else self.get_response(request)


def came_back_without_session(request: HttpRequest) -> bool:
    headers = request.headers
    return (
        request.method == "GET"
        and settings.SESSION_COOKIE_NAME not in request.COOKIES
        and "Sec-Fetch-User" not in headers
        and all(headers.get(name) == value for name, value in _ASKED_AGAIN.items())
    )


def blank(request: HttpRequest) -> HttpResponse:
    """In the language that this browser asks for: nothing that stands before has looked at it yet."""
    with translation.override(translation.get_language_from_request(request)):
        return render(request, "core/exit.html", {"url": request.get_full_path()})

"""What stands around every request: her session, her language, and what she wrote when the session had ended."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.middleware import AuthenticationMiddleware, LoginRequiredMiddleware, get_user
from django.contrib.auth.views import redirect_to_login
from django.contrib.sessions.exceptions import SessionInterrupted
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import translation
from django.utils.functional import SimpleLazyObject

from learning.accounts import again, ended, kept
from learning.accounts.backend import at_hand
from learning.accounts.sessions import ACCOUNT_KEY
from learning.core.languages import language_now, offered


class Sessions(SessionMiddleware):
    """Our session store, told which kind of device asks; a session closed meanwhile just ends."""

    def process_request(self, request: HttpRequest) -> None:
        super().process_request(request)
        request.session.device = request.META.get("HTTP_USER_AGENT", "")  # type: ignore[attr-defined]

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        try:
            response = super().process_response(request, response)
        except SessionInterrupted:
            # Closed from another device while this page was made: this answer is the last one.
            return response
        _leave_newer_key(request, response)
        again.lay_trail(request)
        return response


def _leave_newer_key(request: Any, response: HttpResponse) -> None:
    """
    Say no word of the cookie where this request changed nothing of it: by the time this answer arrives, the browser
    may hold a newer key, which another window got.
    """
    name = settings.SESSION_COOKIE_NAME
    says, came = response.cookies.get(name), request.COOKIES.get(name)
    if says and (says.value == came or (not says.value and request.session.void)):
        del response.cookies[name]


class WhoSheIs(AuthenticationMiddleware):
    """Django's `request.user`, with the account that was read with the session."""

    def process_request(self, request: HttpRequest) -> None:
        super().process_request(request)
        request.user = SimpleLazyObject(lambda: user_of(request))  # type: ignore[assignment]


def user_of(request: Any) -> Any:
    """The account of this session, or an anonymous user; read once a request."""
    known = request.session.account if ACCOUNT_KEY in request.session else None
    with at_hand(known):
        return get_user(request)


class MemberLanguage:
    """A member reads in the language of her account, whatever device she uses; the visitor's cookie stays."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # Only with a cookie: a visitor costs no look at the table.
        if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
            translation.activate(offered(request.user.language))
            request.LANGUAGE_CODE = language_now()
        return self.get_response(request)


class LoginRequired(LoginRequiredMiddleware):
    """Every view but the public ones asks who she is; what she was sending is there again after signing in."""

    def handle_no_permission(self, request: HttpRequest, view_func: Any) -> HttpResponseRedirect:
        back = kept.stash(request)
        if back:
            return redirect_to_login(back)
        return ended.told(request, super().handle_no_permission(request, view_func))

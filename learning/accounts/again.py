"""
The second of two taps at a door gets the answer to the first.

Whoever passes a door gets another session key. On a slow line her second tap makes the browser drop the answer that
brings it: the same form comes again under the key that is void, and she would stand outside. So for a minute the very
same form, from the very session that sent it, leads where it led, into the session that it opened, if that one lives.

The old key alone opens nothing: key and form together name and seal the row that leads on.
"""

import time
from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.crypto import constant_time_compare

from learning.accounts.sessions import SessionStore, key_hash
from learning.accounts.shown import act_of
from learning.core.throttle import hit

SESSION_KEY = "passed"
SECONDS = 60
# Of one key in a quarter of an hour: nobody finds the code that a form held by trying.
TRIES = 10

View = Callable[..., Any]


class Trail(SessionStore):
    """The row that leads from an old key and a form to the new key, for a minute."""

    def __init__(self, old_key: str, request: HttpRequest) -> None:
        super().__init__(f"{old_key}:{_act(request)}")

    def lay(self, new_key: str) -> None:
        """Of two taps that both passed one is enough: either session is hers."""
        rows = self.get_model_class().objects
        row = rows.model(pk=key_hash(self.session_key), **self._values({"key": new_key}))
        row.expires = row.started + timedelta(seconds=SECONDS)
        rows.bulk_create([row], ignore_conflicts=True)


def answers_again(view: View, *, same_key: bool = False) -> View:
    """
    View decorator for a door: the same form sent again, while or after it was passed, gets the same answer. Another
    key tells that it was passed; with `same_key` any redirect does, for a door that keeps the key.
    """

    @wraps(view)
    def door(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        old_key = request.session.session_key
        if request.method != "POST" or not old_key:
            return view(request, *args, **kwargs)
        answer = _answer_in(request.session, request)
        if answer:
            return answer
        response = view(request, *args, **kwargs)
        if not isinstance(response, HttpResponseRedirect):
            # The other tap may have passed while this one was looked at.
            return _answer_behind(old_key, request) or response
        if request.session.session_key not in ((None,) if same_key else (None, old_key)):
            _remember(request, old_key, response.url)
        return response

    return door


def _remember(request: HttpRequest, old_key: str, to: str) -> None:
    until = int(time.time()) + SECONDS
    request.session[SESSION_KEY] = {"act": _act(request), "to": to, "until": until}
    if request.session.session_key != old_key:
        request.trail = Trail(old_key, request)  # type: ignore[attr-defined]


def lay_trail(request: HttpRequest) -> None:
    """Where this request passed a door: at its end, when the session that it opened is written down."""
    trail: Trail | None = getattr(request, "trail", None)
    if trail and request.session.session_key:
        trail.lay(request.session.session_key)


def answer_to_void_key(request: HttpRequest) -> HttpResponse | None:
    """For a form whose token is void: the answer that it had a moment ago, if it passed a door."""
    key = request.COOKIES.get(settings.SESSION_COOKIE_NAME)
    if not key or not hit("again", key_hash(key), limit=TRIES, seconds=900):
        return None
    return _answer_in(request.session, request) or _answer_behind(key, request)


def _answer_behind(old_key: str, request: HttpRequest) -> HttpResponse | None:
    session = SessionStore(Trail(old_key, request).get("key", old_key))
    answer = _answer_in(session, request)
    if answer:
        session.modified = True  # So that its key goes out once more.
        request.session = session
    return answer


def _answer_in(session: SessionBase, request: HttpRequest) -> HttpResponse | None:
    passed: Any = session.get(SESSION_KEY)
    if passed and passed["until"] >= time.time() and constant_time_compare(passed["act"], _act(request)):
        return HttpResponseRedirect(passed["to"])
    return None


def _act(request: HttpRequest) -> str:
    return f"{request.path}:{act_of(request)}"

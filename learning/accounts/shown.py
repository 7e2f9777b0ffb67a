"""
What is shown once: the papers of a new account, a new paper key.

It waits in the visitor's sealed session for a few minutes, so that a page that is loaded again, or a button that was
tapped twice, loses nothing. Only the address to which the act that made it led shows it, and it is gone as soon as
she says that she has it, or anybody opens another door on the same phone.
"""

import time
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.crypto import constant_time_compare, get_random_string, salted_hmac
from django.utils.translation import gettext as _

from learning.accounts.sessions import SessionStore

SESSION_KEY = "shown_once"
SECONDS = 300
FIELD = "v"

View = Callable[..., Any]


def act_of(request: HttpRequest) -> str:
    """Tells whether a form is the same one sent again: its fields and its token, under a key of the site."""
    return salted_hmac("shown.act", request.POST.urlencode(), algorithm="sha256").hexdigest()


def put(request: HttpRequest, page: str, content: dict[str, Any]) -> None:
    """Let `content` wait for the page named `page`, and for nobody but who sent this very form."""
    request.session[SESSION_KEY] = {
        "page": page,
        "act": act_of(request),
        "value": get_random_string(22),
        "until": int(time.time()) + SECONDS,
        "content": content,
    }


def put_before(request: HttpRequest, page: str, *, any_form: bool = False) -> bool:
    """Whether this very form (or any) was sent a moment ago, by another tap, and what it made waits for `page`."""
    found: Any = SessionStore(request.session.session_key).get(SESSION_KEY)
    if not _fresh(found, page) or not (any_form or constant_time_compare(found["act"], act_of(request))):
        return False
    request.session[SESSION_KEY] = found
    return True


def waits(request: HttpRequest, page: str) -> bool:
    """Whether something still waits for `page`, whosever it is."""
    return _fresh(request.session.get(SESSION_KEY), page)


def to_page(request: HttpRequest) -> HttpResponse:
    """The way to the page that shows it, with the value without which it does not."""
    found = request.session[SESSION_KEY]
    return redirect(f"{reverse(found['page'])}?{FIELD}={found['value']}")


def look(request: HttpRequest, page: str) -> dict[str, Any] | None:
    """What waits for `page`, if she comes from the act that made it and no more than minutes have passed."""
    found: Any = request.session.get(SESSION_KEY)
    if not _fresh(found, page):
        forget(request)
        return None
    came_from_it = constant_time_compare(found["value"], request.GET.get(FIELD, ""))
    return found["content"] if came_from_it else None


def say_too_late(request: HttpRequest) -> None:
    """To who says that she has it after the few minutes: nothing is lost, she comes in with what she wrote down."""
    if request.method == "POST":
        messages.info(request, _("Pasaron unos minutos. Entra con lo que anotaste."))


def forget(request: HttpRequest) -> None:
    request.session.pop(SESSION_KEY, None)


def another_door(view: View) -> View:
    """View decorator: whoever comes to this door, nothing that was shown to another woman is shown any more."""

    @wraps(view)
    def opened(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        forget(request)
        return view(request, *args, **kwargs)

    return opened


def _fresh(found: Any, page: str) -> bool:
    return bool(found) and found["page"] == page and found["until"] > time.time()

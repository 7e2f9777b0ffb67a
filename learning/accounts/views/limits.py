"""How often each door may be tried: by address and by whom it is tried for, over all workers."""

from collections.abc import Callable
from typing import Any

from allauth.account.internal.stagekit import unstash_login
from django.http import HttpRequest

from learning.accounts.words import fold_login_id
from learning.core.throttle import throttled

MINUTES_15 = 900
# One address may be a whole workshop behind one router.
BY_ADDRESS = 60
BY_ACCOUNT = 10
LONGEST = 200

View = Callable[..., Any]


def guarded(purpose: str, by: Callable[[HttpRequest], str]) -> Callable[[View], View]:
    """Limit the POSTs to a door in quarters of an hour: by address, and by what `by` tells of whose door it is."""

    def decorate(view: View) -> View:
        for_whom = throttled(f"{purpose}-for", limit=BY_ACCOUNT, seconds=MINUTES_15, by=by)
        return throttled(purpose, limit=BY_ADDRESS, seconds=MINUTES_15)(for_whom(view))

    return decorate


def typed_login_id_in(field: str) -> Callable[[HttpRequest], str]:
    """
    Reads the login id that a door's form takes from `field`, whether anybody has it or not: that field alone, and
    without the blanks that the form leaves out, so that nothing beside it draws the count elsewhere.
    """

    def typed_login_id(request: HttpRequest) -> str:
        return fold_login_id(request.POST.get(field, "").strip()[:LONGEST])

    return typed_login_id


def own_account(request: HttpRequest) -> str:
    return str(request.user.pk)


def halfway_account(request: HttpRequest) -> str:
    """Who gave a right passphrase and still owes the second step."""
    login = unstash_login(request, peek=True)
    return str(login.user.pk) if login and login.user else ""

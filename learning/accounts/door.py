"""The one place where a session begins, whichever way she came in: passphrase, passkey, invitation."""

from allauth.account.internal.flows.login import record_authentication
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.http import HttpRequest
from django.utils.translation import gettext as _

from learning.accounts import kept
from learning.accounts.meanwhile import OPENED_KEY
from learning.accounts.models import Account
from learning.accounts.second_factor import has_second_factor
from learning.accounts.sessions import EXPIRY_KEY, SessionStore
from learning.core.weeks import this_week

# The code with which she was invited: who has an account already signs in first and joins with it afterwards.
INVITATION_KEY = "code"
# The stamp of her keys when she gave the first of them.
HALFWAY_KEY = "halfway"


def sign_in(request: HttpRequest, account: Account) -> None:
    """Begin a session of `account`, whose keys were checked; of the visit before only what is hers stays."""
    leave_visit(request, account)
    login(request, account, backend=settings.AUTHENTICATION_BACKENDS[0])
    # She has just shown her keys: what asks for them again within five minutes is content.
    record_authentication(request, account, method="door", reauthenticated=True)
    note_week(account)
    SessionStore.clear_expired()
    if kept.SESSION_KEY in request.session:
        kept.say_here(request)
    if account.recovery_used:
        announce_recovery(request, account)


def keys_stamp(account: Account) -> str:
    """
    Stands for the keys of `account` as they are now: another passphrase gives another stamp, and so does a first
    second factor. A sign-in that waits halfway holds it, and is void when it does not fit any more.
    """
    return f"{account.get_session_auth_hash()}:{has_second_factor(account)}"


def leave_visit(request: HttpRequest, account: Account) -> None:
    """Another woman may have used this phone a moment ago: nothing that was shown to her goes on with `account`."""
    kept.forget_others(request, account)
    hers = [kept.SESSION_KEY, INVITATION_KEY]
    if kept.SESSION_KEY in request.session:
        hers.append(kept.PLACE)
    if request.session.get(HALFWAY_KEY) == keys_stamp(account):
        hers += [EXPIRY_KEY, OPENED_KEY]
    stays = {key: request.session[key] for key in hers if key in request.session}
    request.session.clear()
    request.session.update(stays)


def note_week(account: Account) -> None:
    """The week in which she was last here, and the one before; written once a week: nothing finer is kept."""
    if account.seen_week != this_week():
        weeks = {"seen_week": this_week(), "seen_before": account.seen_week}
        Account.objects.filter(pk=account.pk).update(**weeks)


def announce_recovery(request: HttpRequest, account: Account) -> None:
    """Tell her, once, that her paper key was used: if it was not she, she must know."""
    Account.objects.filter(pk=account.pk).update(recovery_used=False)
    messages.warning(
        request,
        _(
            "Desde la última vez que entraste se usó tu llave de papel para poner una frase nueva. "
            "Si fuiste tú, todo está bien. Si no, cambia tu frase, pide una llave nueva y avisa a tu red."
        ),
        fail_silently=True,
    )

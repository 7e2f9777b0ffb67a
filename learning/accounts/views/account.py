"""Her account page and what hangs on it."""

from allauth.account.decorators import reauthentication_required
from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from learning.accounts import actions, opened
from learning.accounts.again import answers_again
from learning.accounts.forms import NewPassphraseForm, posted
from learning.accounts.models import Session
from learning.accounts.requests import MemberRequest
from learning.accounts.sessions import key_hash
from learning.accounts.words import offer_passphrase
from learning.core.panels import panels


def home(request: MemberRequest) -> HttpResponse:
    """What belongs to her account, each with its one way on."""
    factors = set(Authenticator.objects.filter(user=request.user).values_list("type", flat=True))
    context = {
        "has_app": Authenticator.Type.TOTP in factors,
        "has_passkey": Authenticator.Type.WEBAUTHN in factors,
        "sessions": Session.objects.open().of(request.user),
        "this_session": key_hash(request.session.session_key),
    }
    return render(request, "account/home.html", context)


@answers_again
@reauthentication_required
def change_passphrase(request: MemberRequest) -> HttpResponse:
    """A new passphrase; every other session of hers ends."""
    form = NewPassphraseForm(posted(request), account=request.user, initial={"offered": offer_passphrase()})
    if form.is_valid():
        actions.set_passphrase(
            account=request.user,
            passphrase=form.cleaned_data["chosen"],
            keep=request.session.session_key,
            opened=opened.in_session(request),
        )
        update_session_auth_hash(request, request.user)
        messages.success(request, _("Tu frase de paso cambió. Las otras sesiones se cerraron."))
        return redirect("accounts:home")
    context = {"form": form, "panels": panels("register_keys_panel", request)}
    return render(request, "account/change_passphrase.html", context)


@reauthentication_required
def renew_key(request: MemberRequest) -> HttpResponse:
    """A new paper key, shown in this answer and never again."""
    key = None
    if request.method == "POST":
        key = actions.renew_recovery_key(account=request.user, opened=opened.in_session(request))
    shown = {"key": key, "panels": panels("register_keys_panel", request)}
    return render(request, "account/renew_key.html", shown)


@require_POST
def close_session(request: MemberRequest) -> HttpResponse:
    """End one of her sessions, or all but this one."""
    chosen = request.POST.get("session", "")
    if chosen:
        actions.close_session(account=request.user, key_hash=chosen)
        messages.success(request, _("Esa sesión se cerró."))
    else:
        actions.close_other_sessions(account=request.user, keep=request.session.session_key)
        messages.success(request, _("Cerraste todas tus otras sesiones."))
    return redirect("accounts:home")

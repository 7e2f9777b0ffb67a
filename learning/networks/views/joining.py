"""
Coming in with a code: code, then name and passphrase, then what to write down.

The address never keeps the code: the one in a QR is put into the sealed session and the page is opened anew.
"""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from learning.accounts import shown
from learning.accounts.again import answers_again
from learning.accounts.door import INVITATION_KEY as CODE_KEY
from learning.accounts.door import keys_stamp, sign_in
from learning.accounts.models import Account, Session
from learning.accounts.sessions import key_hash
from learning.accounts.words import offer_passphrase, offer_pseudonym
from learning.core.languages import address_in, language_now
from learning.core.throttle import throttled
from learning.networks import access, actions
from learning.networks.forms import CodeForm, JoinForm, PseudonymForm
from learning.networks.models import Invitation

TYPED_KEY, WELCOME = "code_from_link", "networks:join-welcome"
SECONDS = 900
# One address may be a whole workshop behind one router.
BY_ADDRESS = 60


@login_not_required
@shown.another_door
@throttled("invitation", limit=BY_ADDRESS, seconds=SECONDS)
def join(request: HttpRequest) -> HttpResponse:
    """Ask for the code. Unknown, expired, used up and revoked sound the same."""
    if "c" in request.GET:
        request.session[TYPED_KEY] = request.GET["c"][:64]
        return redirect("networks:join")
    form = CodeForm(request.POST or None, initial={"code": request.session.get(TYPED_KEY, "")})
    if form.is_valid():
        if access.invitation_for(form.cleaned_data["code"]):
            request.session[CODE_KEY] = form.cleaned_data["code"]
            request.session.pop(TYPED_KEY, None)
            return redirect(
                "networks:join-further" if request.user.is_authenticated else "networks:join-account"
            )
        form.add_error("code", _refused())
    return render(request, "networks/join.html", {"form": form})


@login_not_required
@throttled("join", limit=BY_ADDRESS, seconds=SECONDS)
def join_account(request: HttpRequest) -> HttpResponse:
    """Name, passphrase, agreements; then her account is made, once however often she sends this."""
    invitation = _invitation(request)
    # In this order: if her other tap just spent the code, what it made is there.
    if request.method == "POST" and shown.put_before(request, WELCOME):
        return shown.to_page(request)
    if invitation is None and request.method == "GET" and shown.waits(request, WELCOME):
        return render(request, "networks/join.html", {"form": CodeForm(), "made": True})
    if request.user.is_authenticated:
        return redirect("networks:join")
    if invitation is None:
        return _opens_no_more(request)
    form = _join_form(request, invitation)
    if form.is_valid():
        try:
            _join_once(request, form.cleaned_data)
        except actions.InvitationRefused:
            return _opens_no_more(request)
        return shown.to_page(request)
    return render(request, "networks/join_account.html", {"form": form, "network": invitation.network})


@login_not_required
@answers_again
def join_welcome(request: HttpRequest) -> HttpResponse:
    """What to write down, until she says that she has it; then she is in."""
    if request.user.is_authenticated:
        return redirect(settings.LOGIN_REDIRECT_URL)
    papers = shown.look(request, WELCOME)
    account = _still_waiting(papers) if papers else None
    if papers is None or account is None:
        shown.say_too_late(request)
        return redirect("account_login")
    address_in(papers["manner"])
    if request.method == "POST":
        sign_in(request, account)
        return redirect(
            "networks:pseudonym-change" if "rename" in request.POST else settings.LOGIN_REDIRECT_URL
        )
    return render(request, "networks/join_welcome.html", {"account": account, "shown": papers})


@throttled("join", limit=BY_ADDRESS, seconds=SECONDS)
def join_further(request: HttpRequest) -> HttpResponse:
    """A member of one network comes into another with the same account."""
    code = request.session.get(CODE_KEY, "")
    invitation = _invitation(request)
    if request.method == "POST" and not code:
        # Her other tap brought her in, or her session began anew.
        return redirect(settings.LOGIN_REDIRECT_URL)
    if invitation is None:
        return _opens_no_more(request)
    if request.method == "POST" and _named_there(request, invitation):
        return _enter_further(request, code)
    return render(request, "networks/join_further.html", {"network": invitation.network})


@require_POST
def switch(request: HttpRequest) -> HttpResponse:
    """Go over to another of her networks; a foreign one and a missing one change nothing."""
    request.session[access.SESSION_KEY] = request.POST.get("network", "")[:36]
    return redirect(settings.LOGIN_REDIRECT_URL)


def _invitation(request: HttpRequest) -> Invitation | None:
    """What her code opens; from here on she is addressed as that network addresses its members."""
    invitation = access.invitation_for(request.session.get(CODE_KEY, ""))
    if invitation:
        address_in(invitation.network.manner)
    return invitation


def _enter_further(request: Any, code: str) -> HttpResponse:
    name = request.user.pseudonym
    try:
        membership = actions.join_further(code=code, account=request.user)
    except actions.InvitationRefused:
        return _opens_no_more(request)
    request.session.pop(CODE_KEY, None)
    request.session[access.SESSION_KEY] = str(membership.network_id)
    messages.success(request, _("Ya eres parte de %s.") % membership.network)
    if membership.account.pseudonym != name:
        messages.info(request, _taken(name, membership.account.pseudonym))
        return redirect("networks:pseudonym-change")
    return redirect(settings.LOGIN_REDIRECT_URL)


def _named_there(request: HttpRequest, invitation: Invitation) -> bool:
    """Whether her page named the network that her code opens: in another window she may have typed another code."""
    here = str(invitation.network_id)
    if request.POST.get(access.SESSION_KEY, here) == here:
        return True
    messages.info(
        request, _("Escribiste otro código en otra ventana. Mira si esta es la red a la que quieres entrar.")
    )
    return False


def _join_form(request: HttpRequest, invitation: Invitation) -> JoinForm:
    """Empty, sent, or with another name offered and what she wrote kept; agreeing is to one network."""
    offers = {"pseudonym": offer_pseudonym(), "offered": offer_passphrase()}
    if not _named_there(request, invitation):
        return JoinForm(initial={**request.POST.dict(), "agreed": False})
    if "other_name" in request.POST:
        return JoinForm(initial={**request.POST.dict(), "pseudonym": offers["pseudonym"]})
    return JoinForm(request.POST or None, initial=offers)


def _join_once(request: HttpRequest, chosen: dict[str, Any]) -> None:
    """
    Join unless this very session has just joined. Her session's row is the lock (in SQLite the transaction is),
    so the second of two taps waits for the first and finds what it left.
    """
    session: Any = request.session
    with transaction.atomic():
        Session.objects.select_for_update().filter(pk=key_hash(session.session_key)).first()
        # She found the code unspent: what waits now was made by her other tap.
        if not shown.put_before(request, WELCOME, any_form=True):
            shown.put(request, WELCOME, _joined(session[CODE_KEY], chosen))
        session.pop(CODE_KEY, None)
        session.save()


def _joined(code: str, chosen: dict[str, Any]) -> dict[str, Any]:
    """What the welcome page shows: kept sealed in her session until she says that she has it."""
    joined = actions.join(
        code=code,
        pseudonym=chosen["pseudonym"],
        passphrase=chosen["chosen"],
        language=language_now(),
    )
    return {
        "account": str(joined.membership.account_id),
        "stamp": keys_stamp(joined.membership.account),
        "manner": joined.membership.network.manner,
        "recovery_key": joined.recovery_key,
        "passphrase": chosen["chosen"] if chosen["use_offered"] else "",
        "wanted": chosen["pseudonym"] if joined.name_was_taken else "",
    }


def _still_waiting(papers: dict[str, Any]) -> Account | None:
    """Whose welcome this is; None when she came in another way meanwhile and changed her keys, or left."""
    account = Account.objects.filter(pk=papers["account"], is_active=True).first()
    return account if account and papers["stamp"] == keys_stamp(account) else None


def _refused() -> str:
    return _("Con este código no se puede entrar. Revísalo con el papel, o pide otro a quien te invitó.")


def _opens_no_more(request: HttpRequest) -> HttpResponse:
    """
    Back to the page for codes. If hers stopped opening while she filled in the form, she hears that nothing was made,
    and which name she had chosen: said once, not kept, since the next woman on this phone must not read it.
    """
    if request.session.pop(CODE_KEY, ""):
        chosen = PseudonymForm(request.POST)
        messages.warning(request, _refused())
        if chosen.is_valid():
            messages.info(
                request,
                _("No se hizo ninguna cuenta. El nombre que elegiste era: %s.")
                % chosen.cleaned_data["pseudonym"],
            )
    return redirect("networks:join")


def _taken(wanted: str, given: str) -> str:
    return _("En esta red ya hay alguien que se llama %(wanted)s. Por ahora te llamas %(given)s.") % {
        "wanted": wanted,
        "given": given,
    }

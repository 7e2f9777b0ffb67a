"""The ways in and out. allauth does the work; which views answer, and how often, is said here."""

from collections.abc import Callable
from typing import Any

from allauth.account.internal.flows.logout import logout
from allauth.account.internal.stagekit import clear_login, unstash_login
from allauth.account.views import AccountInactiveView, LoginView, ReauthenticateView
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.base.views import ReauthenticateView as CodeAgainView
from allauth.mfa.webauthn.views import LoginWebAuthnView, ReauthenticateWebAuthnView
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from learning.accounts import actions, ended, kept, opened, shown
from learning.accounts.again import answer_to_void_key, answers_again
from learning.accounts.door import HALFWAY_KEY, keys_stamp
from learning.accounts.door_forms import (
    ConfirmByCodeForm,
    ConfirmForm,
    PasskeyConfirmForm,
    PasskeyDoorForm,
    PasskeyStepForm,
    SecondStepForm,
    SignInForm,
)
from learning.accounts.forms import LanguageForm, RecoveryForm, posted
from learning.accounts.views.limits import (
    BY_ADDRESS,
    MINUTES_15,
    guarded,
    halfway_account,
    own_account,
    typed_login_id_in,
)
from learning.accounts.words import offer_passphrase
from learning.core.throttle import throttled

NEW_KEY = "accounts:new-key"


class ConfirmByPassphrase(ReauthenticateView):
    """Her passphrase once more, which opens what it opens at the door."""

    form_class = ConfirmForm

    def form_valid(self, form: ConfirmForm) -> HttpResponse:
        found = opened.opened_by(self.request.user, passphrase=form.cleaned_data["password"])
        opened.put_in_session(self.request, found)
        answer: HttpResponse = super().form_valid(form)
        return answer


class ConfirmByPasskey(ReauthenticateWebAuthnView):
    """Stays on its page when the key's answer is wrong; allauth would send her to the front door."""

    def form_invalid(self, form: PasskeyConfirmForm) -> HttpResponse:
        messages.warning(self.request, _("La llave no respondió. Puedes intentarlo otra vez."))
        return self.render_to_response(self.get_context_data())


@method_decorator(login_not_required, name="dispatch")
class SecondStep(AuthenticateView):
    """Void when her passphrase or her second factor changed since she gave her passphrase here."""

    form_class = SecondStepForm
    webauthn_form_class = PasskeyStepForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        waiting = unstash_login(request, peek=True)
        if waiting and not (waiting.user and request.session.get(HALFWAY_KEY) == keys_stamp(waiting.user)):
            clear_login(request)
            return redirect("account_login")
        return super().dispatch(request, *args, **kwargs)


def _door(view: Callable[..., Any]) -> Callable[..., Any]:
    return answers_again(shown.another_door(view))


sign_in = _door(guarded("sign-in", typed_login_id_in("login"))(LoginView.as_view(form_class=SignInForm)))
second_step = _door(guarded("second-step", halfway_account)(SecondStep.as_view()))
passkey_sign_in = _door(
    throttled("passkey", limit=BY_ADDRESS, seconds=MINUTES_15)(
        LoginWebAuthnView.as_view(form_class=PasskeyDoorForm)
    )
)
confirm = guarded("confirm", own_account)(ConfirmByPassphrase.as_view())
confirm_by_code = answers_again(
    guarded("confirm", own_account)(CodeAgainView.as_view(form_class=ConfirmByCodeForm)), same_key=True
)
confirm_by_passkey = guarded("confirm", own_account)(ConfirmByPasskey.as_view(form_class=PasskeyConfirmForm))
closed_account = AccountInactiveView.as_view()


@login_not_required
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End this session, or a sign-in that stands before its second step. What she kept on this phone goes too."""
    logout(request, show_message=False)
    request.session.flush()
    response = redirect(settings.LOGOUT_REDIRECT_URL)
    response.headers["Clear-Site-Data"] = '"storage"'
    return response


@login_not_required
def other_door(request: HttpRequest) -> HttpResponse:
    """Every other door leads to the one; who is in already and was sent here has no right to go on."""
    if request.user.is_authenticated:
        raise PermissionDenied
    return redirect_to_login(safe_next(request))


@login_not_required
@guarded("recover", typed_login_id_in("login_id"))
def recover(request: HttpRequest) -> HttpResponse:
    """The paper key: a new passphrase, all sessions ended, a new key."""
    if request.user.is_authenticated:
        return redirect("accounts:home")
    if request.method == "POST" and shown.put_before(request, NEW_KEY):
        return shown.to_page(request)
    shown.forget(request)
    form = RecoveryForm(posted(request), initial={"offered": offer_passphrase()})
    if form.is_valid():
        if use_key(request, form) or shown.put_before(request, NEW_KEY):
            return shown.to_page(request)
        form.add_error(None, _("El nombre de entrada o la llave no coinciden."))
    return render(request, "account/recover.html", {"form": form})


@transaction.atomic
def use_key(request: HttpRequest, form: RecoveryForm) -> bool:
    """Whether her key opened; then the new one waits, written down together with the change."""
    new_key = actions.use_recovery_key(
        login_id=form.cleaned_data["login_id"],
        key=form.cleaned_data["key"],
        passphrase=form.cleaned_data["chosen"],
        lost_second_factor=form.cleaned_data["lost_second_factor"],
    )
    if new_key:
        shown.put(request, NEW_KEY, {"key": new_key})
        request.session.save()
    return bool(new_key)


@login_not_required
def show_new_key(request: HttpRequest) -> HttpResponse:
    """The new paper key, until she says that she wrote it down; never to who is in, since it may be another's."""
    if request.user.is_authenticated:
        return redirect(settings.LOGIN_REDIRECT_URL)
    new = shown.look(request, NEW_KEY)
    if new and request.method != "POST":
        return render(request, "account/new_key.html", {"key": new["key"]})
    if new:
        shown.forget(request)
        messages.success(request, _("Ya puedes entrar con tu frase nueva."))
    else:
        shown.say_too_late(request)
    return redirect("account_login")


@csrf_exempt
@login_not_required
@require_POST
def set_language(request: HttpRequest) -> HttpResponse:
    """Her language, on her account and on this device. Without a token: it is on every page, for visitors too."""
    form = LanguageForm(request.POST)
    # No `redirect`, which would look for a view of that name.
    response = HttpResponseRedirect(safe_next(request))
    if form.is_valid():
        language = form.cleaned_data["language"]
        if request.user.is_authenticated:
            actions.set_language(account=request.user, language=language)
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            language,
            secure=settings.LANGUAGE_COOKIE_SECURE,
            httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
            samesite="Lax",
        )
    return response


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """
    A form that came too late, since her session ended or began anew. The second of two taps gets the answer to the
    first; else its words are kept where they can be, and she is back on its page, through the door if that is needed.
    Whoever may come from elsewhere stays outside.
    """
    answer = answer_to_void_key(request)
    if answer:
        return answer
    if request.path == reverse("account_logout") and not request.user.is_authenticated:
        request.session.flush()
        return redirect(settings.LOGOUT_REDIRECT_URL)
    page = kept.stash(request)
    if page:
        if request.user.is_authenticated:
            kept.say_here(request)
        return redirect(page)
    page = kept.page_of(request)
    if page and ended.has_ended(request) and asks_who_she_is(request):
        return ended.told(request, redirect_to_login(page))
    if page and settings.SESSION_COOKIE_NAME in request.COOKIES:
        messages.info(request, _("Esta página llevaba mucho tiempo abierta. Inténtalo otra vez."))
        return redirect(page)
    return render(request, "csrf_failure.html", {"again": page or "/"}, status=403)


def asks_who_she_is(request: HttpRequest) -> bool:
    return bool(request.resolver_match and getattr(request.resolver_match.func, "login_required", True))


def safe_next(request: HttpRequest) -> str:
    """Where she wanted to go, if it is on this site; else home."""
    wanted = request.POST.get("next") or request.GET.get("next") or "/"
    here = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if here and wanted.startswith("/") else "/"

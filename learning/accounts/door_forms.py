"""What comes in at the doors: allauth's forms in our words, and calm whatever is sent."""

import struct
from typing import Any

from allauth.account.forms import LoginForm, ReauthenticateForm
from allauth.core import context
from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa import app_settings as MFA
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm as CodeForm
from allauth.mfa.base.forms import ReauthenticateForm as CodeAgainForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.totp.internal.auth import (
    SECRET_SESSION_KEY,
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    EditWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from learning.accounts.fields import code_field, login_id_field, passphrase_field
from learning.accounts.opened import opened_by
from learning.accounts.words import fold_login_id
from learning.core import throttle


class SignInForm(LoginForm):
    """Login id and passphrase; nothing tells which of the two was wrong."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields = {
            "login": login_id_field(),
            "password": passphrase_field(_("Frase de paso")),
            "remember": forms.BooleanField(
                label=_("Este es mi teléfono"),
                help_text=_(
                    "Tu sesión termina a los 30 minutos sin uso, o al cerrar el navegador. En tu propio teléfono puede "
                    "durar hasta 12 horas. Con un rol de cuidado en tu red son siempre 15 minutos sin uso."
                ),
                required=False,
            ),
        }

    def clean_login(self) -> str:
        return fold_login_id(self.cleaned_data["login"])

    def login(self, request: HttpRequest, redirect_url: str | None = None) -> HttpResponse:
        """Into the session goes what her passphrase opens; the door carries it in (`door.leave_visit`)."""
        request.opened_by_passphrase = opened_by(self.user, passphrase=self.cleaned_data["password"])  # type: ignore[attr-defined]
        response: HttpResponse = super().login(request, redirect_url)
        return response


class ConfirmForm(ReauthenticateForm):
    """Her passphrase once more, before something grave."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"] = passphrase_field(_("Frase de paso"))


class UsedOnce:
    """
    A code from the app opens one door: over all workers, where allauth only remembers in its own memory. What is
    remembered is the half minute of the code, however it was typed, as long as the code would open.
    """

    code = code_field()
    cleaned_data: dict[str, Any]
    authenticator: Authenticator

    def clean_code(self) -> str:
        code: str = super().clean_code()  # type: ignore[misc]
        if self.authenticator.type == Authenticator.Type.TOTP:
            moment = self._half_minute_of(code)
            ends = (moment + MFA.TOTP_TOLERANCE + 1) * MFA.TOTP_PERIOD
            used_by = ("totp-code", str(self.authenticator.user_id), str(moment))
            if not moment or not throttle.once(*used_by, until=ends):
                raise forms.ValidationError(_("Este código ya se usó. Espera el siguiente."))
        return code

    def _half_minute_of(self, code: str) -> int:
        """Counted from 1970; 0 when it ended a moment ago."""
        secret = get_adapter().decrypt(self.authenticator.data["secret"])
        fits = (
            moment
            for moment in yield_hotp_counters_from_time()
            if compare_user_code(actual=code, expected=format_hotp_value(hotp_value(secret, moment)))
        )
        return next(fits, 0)


class SecondStepForm(UsedOnce, CodeForm):
    """The second step of signing in."""

    code = code_field()


class ConfirmByCodeForm(UsedOnce, CodeAgainForm):
    """A code once more, before something grave."""

    code = code_field()


class ActivateAppForm(ActivateTOTPForm):
    """
    The first code that her app shows. What she gave the app stays good until then: a small phone forgets this page
    while the app is open, and loads it again; allauth would make another secret each time.
    """

    code = code_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        session = context.request.session
        before = session.get(SECRET_SESSION_KEY)
        super().__init__(*args, **kwargs)
        if before:
            self.secret = session[SECRET_SESSION_KEY] = before


# What allauth's reader of passkeys trips over when something else is sent: a wrong answer, not a fault of ours.
_UNREADABLE = (AttributeError, LookupError, TypeError, ValueError, struct.error)


class CalmAnswer:
    """The answer of a passkey; whatever else is sent is refused like a wrong one."""

    def clean_credential(self) -> Authenticator:
        try:
            return super().clean_credential()  # type: ignore[misc]
        except _UNREADABLE as error:
            raise get_adapter().validation_error("incorrect_code") from error


class PasskeyDoorForm(CalmAnswer, LoginWebAuthnForm):
    """Signing in with a passkey alone."""


class PasskeyStepForm(CalmAnswer, AuthenticateWebAuthnForm):
    """A passkey as the second step."""


class PasskeyConfirmForm(CalmAnswer, ReauthenticateWebAuthnForm):
    """A passkey once more, before something grave."""


class AddPasskeyForm(AddWebAuthnForm):
    """What the phone made; the name of the key is given, so that the list tells no model of phone."""

    name = None
    passwordless = forms.BooleanField(
        label=_("Usarla también para entrar sin frase de paso"),
        help_text=_("Si quieres, el teléfono pide tu huella, tu cara o su clave, y no hace falta la frase."),
        required=False,
    )

    def clean_name(self) -> str:
        self.cleaned_data.setdefault("name", "")
        return super().clean_name()

    def clean(self) -> dict[str, Any]:
        self.cleaned_data["name"] = self.clean_name()
        try:
            cleaned: dict[str, Any] = super().clean()
        except _UNREADABLE as error:
            raise get_adapter().validation_error("incorrect_code") from error
        return cleaned


class RenamePasskeyForm(EditWebAuthnForm):
    """Another name for a key."""

    name = forms.CharField(
        label=_("Nombre de la llave"),
        max_length=30,
        help_text=_("Algo como «la chica» o «la de casa»; nada que diga quién eres."),
    )

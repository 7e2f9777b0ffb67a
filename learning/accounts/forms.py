"""What comes in at the doors and on the account page."""

import struct
from typing import Any

from allauth.account.forms import LoginForm, ReauthenticateForm
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm as CodeForm
from allauth.mfa.base.forms import ReauthenticateForm as CodeAgainForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    EditWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from learning.accounts.models import Account
from learning.accounts.words import fold_login_id
from learning.core import codes, throttle

_AS_TYPED = {"autocapitalize": "none", "autocorrect": "off", "spellcheck": "false"}
_DAY = 86_400


def posted(request: HttpRequest) -> QueryDict | None:
    """What came in, also when it is nothing; None for a page that is only looked at."""
    return request.POST if request.method == "POST" else None


def _login_id_field() -> forms.CharField:
    return forms.CharField(
        label=_("Nombre de entrada"),
        help_text=_("Tres palabras y dos cifras. No es tu seudónimo."),
        max_length=64,
        widget=forms.TextInput(attrs=_AS_TYPED | {"autocomplete": "username"}),
    )


def _passphrase_field(label: Any, autocomplete: str = "current-password", **kwargs: Any) -> forms.CharField:
    widget = forms.PasswordInput(attrs=_AS_TYPED | {"autocomplete": autocomplete})
    return forms.CharField(label=label, strip=False, max_length=256, widget=widget, **kwargs)


def _code_field() -> forms.CharField:
    widget = forms.TextInput(attrs=_AS_TYPED | {"autocomplete": "one-time-code", "inputmode": "numeric"})
    return forms.CharField(label=_("Código"), max_length=32, widget=widget)


class SignInForm(LoginForm):
    """Login id and passphrase; nothing tells which of the two was wrong."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields = {
            "login": _login_id_field(),
            "password": _passphrase_field(_("Frase de paso")),
            "remember": forms.BooleanField(
                label=_("Este es mi teléfono"),
                help_text=_(
                    "Tu sesión termina a los 30 minutos sin uso, o al cerrar el navegador. En tu propio teléfono puede "
                    "durar hasta 12 horas. Con un cargo en tu red son siempre 15 minutos sin uso."
                ),
                required=False,
            ),
        }

    def clean_login(self) -> str:
        return fold_login_id(self.cleaned_data["login"])


class ConfirmForm(ReauthenticateForm):
    """Her passphrase once more, before something grave."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"] = _passphrase_field(_("Frase de paso"))


class UsedOnce:
    """A code from the app opens one door: over all workers, where allauth only remembers in its own memory."""

    code = _code_field()
    cleaned_data: dict[str, Any]
    authenticator: Authenticator

    def clean_code(self) -> str:
        code: str = super().clean_code()  # type: ignore[misc]
        if self.authenticator.type == Authenticator.Type.TOTP:
            once = throttle.hit("totp-code", str(self.authenticator.user_id), code, limit=1, seconds=_DAY)
            if not once:
                raise forms.ValidationError(_("Este código ya se usó. Espera el siguiente."))
        return code


class SecondStepForm(UsedOnce, CodeForm):
    """The second step of signing in."""

    code = _code_field()


class ConfirmByCodeForm(UsedOnce, CodeAgainForm):
    """A code once more, before something grave."""

    code = _code_field()


class ActivateAppForm(ActivateTOTPForm):
    """The first code that her app shows."""

    code = _code_field()


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


class NewPassphraseForm(forms.Form):
    """A new passphrase: her own, typed twice, or the one that is offered."""

    offered = forms.CharField(max_length=256, required=False, widget=forms.HiddenInput)
    use_offered = forms.BooleanField(label=_("Usar la frase ofrecida"), required=False)
    passphrase = _passphrase_field(
        _("O una frase tuya"),
        "new-password",
        help_text=_("De 12 letras o más. Varias palabras juntas son fáciles de recordar."),
    )
    again = _passphrase_field(_("Tu frase, otra vez"), "new-password")

    use_required_attribute = False

    def __init__(self, *args: Any, account: Account | None = None, **kwargs: Any) -> None:
        self.account = account
        super().__init__(*args, **kwargs)
        if self.data.get("use_offered"):
            self.fields["passphrase"].required = self.fields["again"].required = False

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("use_offered"):
            chosen, field = cleaned.get("offered") or "", "use_offered"
        else:
            chosen, field = cleaned.get("passphrase", ""), "passphrase"
            if chosen and "again" in cleaned and chosen != cleaned["again"]:
                self.add_error("again", _("Las dos frases no son iguales."))
        if self.errors:
            return cleaned
        try:
            validate_password(chosen, self.person())
        except forms.ValidationError as error:
            self.add_error(field, error)
        cleaned["chosen"] = chosen
        return cleaned

    def person(self) -> Account | None:
        """Whose passphrase it shall be: it must not look like her names."""
        return self.account


class RecoveryForm(NewPassphraseForm):
    """Her paper key opens the account and gives it a new passphrase."""

    login_id = _login_id_field()
    key = forms.CharField(
        label=_("Llave de recuperación"),
        help_text=_("La que anotaste en papel. Da igual si usas mayúsculas, espacios o guiones."),
        max_length=64,
        widget=forms.TextInput(attrs=_AS_TYPED | {"autocomplete": "off"}),
    )
    lost_second_factor = forms.BooleanField(
        label=_("Perdí mi segundo factor"),
        help_text=_(
            "Márcalo solo si ya no lo tienes: se quitan la aplicación de códigos, las llaves de acceso y los "
            "códigos de respaldo."
        ),
        required=False,
    )
    field_order = ["login_id", "key", "use_offered", "passphrase", "again", "lost_second_factor"]

    def clean_login_id(self) -> str:
        return fold_login_id(self.cleaned_data["login_id"])

    def clean_key(self) -> str:
        key = codes.normalise(self.cleaned_data["key"])
        if key is None:
            raise forms.ValidationError(
                _("En la llave hay una letra o cifra que no coincide. Revísala con el papel.")
            )
        return key

    def person(self) -> Account | None:
        """What she typed, never what is kept: the answer must not tell whether the login id exists."""
        return Account(login_id=self.cleaned_data.get("login_id", ""))


class LanguageForm(forms.Form):
    language = forms.ChoiceField(choices=settings.LANGUAGES)


class LeaveForm(forms.Form):
    """A word typed on purpose, so that nobody leaves by a slip of the thumb."""

    word = forms.CharField(max_length=20, widget=forms.TextInput(attrs=_AS_TYPED | {"autocomplete": "off"}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["word"].label = _("Escribe «%(word)s» para confirmar") % {"word": self.asked}

    @property
    def asked(self) -> str:
        return gettext("me voy")

    def clean_word(self) -> str:
        word = " ".join(self.cleaned_data["word"].lower().strip(' .«»"').split())
        if word != self.asked:
            raise forms.ValidationError(
                _("Escribe exactamente «%(word)s», o vuelve atrás si no quieres irte.") % {"word": self.asked}
            )
        return word

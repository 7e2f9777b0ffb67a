"""What allauth asks us: who may sign up, what is sealed, what is said."""

import base64
from collections.abc import Iterable
from typing import Any

import segno
from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from learning.accounts.door import HALFWAY_KEY, keys_stamp, sign_in
from learning.accounts.models import Account
from learning.accounts.opened import NOTHING, close_in_session, put_in_session
from learning.accounts.second_factor import FACTORS, has_second_factor
from learning.accounts.sessions import EXPIRY_KEY
from learning.core import crypto

# allauth names what happened by a template of its own; these are our words for it, and silence for the rest.
SAID = {
    "mfa/messages/totp_activated.txt": _("Listo: la aplicación de códigos ya cuida tu cuenta."),
    "mfa/messages/totp_deactivated.txt": _("Quitaste la aplicación de códigos."),
    "mfa/messages/webauthn_added.txt": _("Listo: tu llave de acceso ya cuida tu cuenta."),
    "mfa/messages/webauthn_removed.txt": _("Quitaste la llave de acceso."),
    "mfa/messages/recovery_codes_generated.txt": _(
        "Tienes códigos de respaldo nuevos. Los de antes ya no sirven."
    ),
}


class AccountAdapter(DefaultAccountAdapter):
    """One door in, and no e-mail ever."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": _("Esta cuenta está cerrada."),
        "enter_current_password": _("Escribe tu frase de paso."),
        "incorrect_code": _("Este código no es correcto o ya se usó."),
        "incorrect_password": _("Esta frase de paso no es correcta."),
        "too_many_login_attempts": _("Fueron muchos intentos. Espera unos minutos."),
        "username_password_mismatch": _("El nombre de entrada o la frase de paso no coinciden."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Women join with an invitation (learning.networks), never through allauth's form."""
        return False

    def is_safe_url(self, url: str) -> bool:
        """Only this host, as the request names it."""
        request = context.request
        return url_has_allowed_host_and_scheme(
            url, allowed_hosts={request.get_host()}, require_https=request.is_secure()
        )

    def pre_login(self, request: HttpRequest, user: Account, **kwargs: Any) -> HttpResponse | None:
        # "This is my phone", said by a woman who did not come in, is not said for this one.
        request.session.pop(EXPIRY_KEY, None)
        # Nor is what another woman's passphrase opened, on her way to a second step that she never took.
        close_in_session(request)
        put_in_session(request, getattr(request, "opened_by_passphrase", NOTHING))
        request.session[HALFWAY_KEY] = keys_stamp(user)
        response: HttpResponse | None = super().pre_login(request, user, **kwargs)
        return response

    def login(self, request: HttpRequest, user: Account) -> None:
        sign_in(request, user)

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        text = message or SAID.get(message_template or "")
        if text:
            messages.add_message(request, level, text, extra_tags=extra_tags)

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """There is no address to write to."""

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        words = {
            "reauthenticate": _("Con mi frase de paso"),
            "mfa_reauthenticate": _("Con un código"),
            "mfa_reauthenticate:webauthn": _("Con mi llave de acceso"),
        }
        return [
            method | {"description": words[method["id"]]}
            for method in super().get_reauthentication_methods(user)
        ]


class SecondFactorAdapter(DefaultMFAAdapter):
    """Second factors: secrets sealed in the table, dull names on the phone."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("Este código no es correcto o ya se usó."),
        "cannot_delete_authenticator": _("No se puede quitar."),
        "cannot_generate_recovery_codes": _("Primero pon una aplicación de códigos o una llave de acceso."),
    }
    sealed_for = "mfa.authenticator.data"

    def encrypt(self, text: str) -> str:
        return base64.b64encode(crypto.seal(text.encode(), self.sealed_for)).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return crypto.open_sealed(base64.b64decode(encrypted_text), self.sealed_for).decode()

    def is_mfa_enabled(self, user: Account, types: Iterable[str] | None = None) -> bool:
        """Asked of the table once a request where the question is the same as our own."""
        if types is not None and set(types) == set(FACTORS):
            return has_second_factor(user)
        return bool(super().is_mfa_enabled(user, types))

    def get_totp_label(self, user: Account) -> str:
        return dull_label(user)

    def build_totp_svg(self, url: str) -> str:
        """Black on white whatever the theme, since cameras need it; no style attribute and no data: address."""
        code = segno.make(url, error="m")
        return code.svg_inline(scale=5, border=4, dark="#000", light="#fff")

    def generate_authenticator_name(self, user: Account, type: Authenticator.Type) -> str:
        """Numbered, so that the list tells no model of phone."""
        return str(_("Llave %d")) % (Authenticator.objects.filter(user=user, type=type).count() + 1)

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return {"id": context.request.get_host().partition(":")[0], "name": settings.NEUTRAL_NAME}

    def get_public_key_credential_user_entity(self, user: Account) -> dict[str, Any]:
        return {"id": user.pk.hex.encode(), "name": dull_label(user), "display_name": dull_label(user)}


def dull_label(account: Account) -> str:
    """What her phone shows beside the site's name: one word of her login id, enough to tell two accounts apart."""
    return account.login_id.partition("-")[0]

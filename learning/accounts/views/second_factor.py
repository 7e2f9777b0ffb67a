"""Adding, seeing and removing second factors: allauth's views with our forms and no counters in addresses."""

import re
from typing import Any

from allauth.mfa.base.views import IndexView
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView, ViewRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from allauth.mfa.utils import is_mfa_enabled
from allauth.mfa.webauthn.views import AddWebAuthnView, EditWebAuthnView, ListWebAuthnView, RemoveWebAuthnView
from django.contrib import messages
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _

from learning.accounts.door_forms import ActivateAppForm, AddPasskeyForm, RenamePasskeyForm
from learning.accounts.views.limits import guarded, own_account


class ActivateApp(ActivateTOTPView):
    form_class = ActivateAppForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        # In groups of four, as one reads it aloud while typing.
        return context | {"groups": " ".join(re.findall(".{1,4}", context["form"].secret))}

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method == "POST" and has_app(request):
            return self.after()
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form: ActivateAppForm) -> HttpResponse:
        try:
            return super().form_valid(form)
        except IntegrityError:
            return self.after()

    def after(self) -> HttpResponse:
        """Where the first of two taps led: to her backup codes, while nobody saw them."""
        kept = Authenticator.objects.filter(user=self.request.user, type=Authenticator.Type.RECOVERY_CODES)
        unseen = kept.exclude(data__has_key="viewed_at")
        return redirect("mfa_view_recovery_codes" if unseen.exists() else "mfa_index")


class RemoveApp(DeactivateTOTPView):
    """The second of two taps, or an old page, finds nothing to remove and leads to what she has."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not has_app(request):
            return redirect("mfa_index")
        return super().dispatch(request, *args, **kwargs)


def has_app(request: HttpRequest) -> bool:
    """Whether codes of an app guard her account."""
    return bool(is_mfa_enabled(request.user, [Authenticator.Type.TOTP]))


class BackupCodes(ViewRecoveryCodesView):
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        codes = Authenticator.objects.get(user=self.request.user, type=Authenticator.Type.RECOVERY_CODES)
        if codes.data.get("viewed_at", 1) != 1:
            codes.data["viewed_at"] = 1  # That she saw them, not when.
            codes.save(update_fields=["data"])
        return context


class ByMark:
    """Finds a passkey by a mark that stays its own, whatever else is removed; where it is gone, back to the list."""

    kwargs: dict[str, Any]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]
        except Authenticator.DoesNotExist:
            messages.info(request, _("Esa llave ya no está en tu lista."))
            return redirect("mfa_list_webauthn")

    def get_object(self, queryset: Any = None) -> Authenticator:
        for passkey in self.get_queryset():  # type: ignore[attr-defined]
            if constant_time_compare(mark_of(passkey), self.kwargs["mark"]):
                return passkey
        raise Authenticator.DoesNotExist


def mark_of(passkey: Authenticator) -> str:
    """What stands for it in an address: no counter, and never another's after it is gone."""
    return salted_hmac("passkey.mark", str(passkey.pk), algorithm="sha256").hexdigest()[:20]


class PasskeyList(ListWebAuthnView):
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {"passkeys": [(each, mark_of(each)) for each in self.get_queryset().order_by("pk")]}


class RenamePasskey(ByMark, EditWebAuthnView):
    form_class = RenamePasskeyForm


class RemovePasskey(ByMark, RemoveWebAuthnView):
    pass


index = IndexView.as_view()
activate_app = guarded("activate-app", own_account)(ActivateApp.as_view())
remove_app = RemoveApp.as_view()
backup_codes = BackupCodes.as_view()
new_backup_codes = GenerateRecoveryCodesView.as_view()
passkeys = PasskeyList.as_view()
add_passkey = AddWebAuthnView.as_view(form_class=AddPasskeyForm)
rename_passkey = RenamePasskey.as_view()
remove_passkey = RemovePasskey.as_view()

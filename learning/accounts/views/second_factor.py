"""Adding, seeing and removing second factors: allauth's views with our forms and no counters in addresses."""

import re
from typing import Any

from allauth.mfa.base.views import IndexView
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView, ViewRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from allauth.mfa.webauthn.views import AddWebAuthnView, EditWebAuthnView, ListWebAuthnView, RemoveWebAuthnView
from django.db.models import QuerySet
from django.http import Http404

from learning.accounts.door_forms import ActivateAppForm, AddPasskeyForm, RenamePasskeyForm
from learning.accounts.views.limits import guarded, own_account


class ActivateApp(ActivateTOTPView):
    form_class = ActivateAppForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        # In groups of four, as one reads it aloud while typing.
        return context | {"groups": " ".join(re.findall(".{1,4}", context["form"].secret))}


class BackupCodes(ViewRecoveryCodesView):
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        codes = Authenticator.objects.get(user=self.request.user, type=Authenticator.Type.RECOVERY_CODES)
        if codes.data.get("viewed_at", 1) != 1:
            codes.data["viewed_at"] = 1  # That she saw them, not when.
            codes.save(update_fields=["data"])
        return context


class ByPlace:
    """Finds a passkey by its place in her own list: the addresses hold no counter."""

    kwargs: dict[str, Any]

    def get_queryset(self) -> QuerySet[Authenticator]:
        return super().get_queryset().order_by("pk")  # type: ignore[misc]

    def get_object(self, queryset: Any = None) -> Authenticator:
        place = self.kwargs["place"]
        found = list(self.get_queryset()[place - 1 : place]) if place else []
        if not found:
            raise Http404
        return found[0]


class PasskeyList(ListWebAuthnView):
    def get_queryset(self) -> QuerySet[Authenticator]:
        return super().get_queryset().order_by("pk")


class RenamePasskey(ByPlace, EditWebAuthnView):
    form_class = RenamePasskeyForm


class RemovePasskey(ByPlace, RemoveWebAuthnView):
    pass


index = IndexView.as_view()
activate_app = guarded("activate-app", own_account)(ActivateApp.as_view())
remove_app = DeactivateTOTPView.as_view()
backup_codes = BackupCodes.as_view()
new_backup_codes = GenerateRecoveryCodesView.as_view()
passkeys = PasskeyList.as_view()
add_passkey = AddWebAuthnView.as_view(form_class=AddPasskeyForm)
rename_passkey = RenamePasskey.as_view()
remove_passkey = RemovePasskey.as_view()

"""The fields that several forms of the account share."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

AS_TYPED = {"autocapitalize": "none", "autocorrect": "off", "spellcheck": "false"}


def login_id_field() -> forms.CharField:
    # Not "username": Chromium would bring it back with Back. Password managers fill it all the same.
    return forms.CharField(
        label=_("Nombre de entrada"),
        help_text=_("Tres palabras y dos cifras. No es tu seudónimo."),
        max_length=64,
        widget=forms.TextInput(attrs=AS_TYPED | {"autocomplete": "off"}),
    )


def passphrase_field(label: Any, autocomplete: str = "current-password", **kwargs: Any) -> forms.CharField:
    widget = forms.PasswordInput(attrs=AS_TYPED | {"autocomplete": autocomplete})
    return forms.CharField(label=label, strip=False, max_length=256, widget=widget, **kwargs)


def code_field() -> forms.CharField:
    widget = forms.TextInput(attrs=AS_TYPED | {"autocomplete": "one-time-code", "inputmode": "numeric"})
    return forms.CharField(label=_("Código"), max_length=32, widget=widget)

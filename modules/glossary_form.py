"""The form of a word of the glossary: who saves after another woman reads hers first, and loses nothing."""

import json
from hashlib import sha256
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminModelForm


class TermForm(WagtailAdminModelForm):
    """It was opened on what `seen` is the digest of."""

    data: Any
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["seen"] = digest(self.instance)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        now = type(self.instance).objects.filter(pk=self.instance.pk).first()
        if now and cleaned.get("seen") != digest(now):
            # Sent again, it was read.
            self.data = self.data.copy()
            self.data["seen"] = digest(now)
            raise ValidationError(
                _(
                    "Otra guardó esta palabra antes que tú: «%(now)s». Mírala en otra ventana. Lo tuyo sigue aquí; "
                    "si guardas otra vez, reemplaza lo suyo."
                )
                % {"now": now}
            )
        return cleaned


def digest(term: Any) -> str:
    """Of all that the form of a word holds."""
    told = [term.entries.get_prep_value(), term.source, term.to_confirm]
    return sha256(json.dumps(told, sort_keys=True, default=str).encode()).hexdigest()

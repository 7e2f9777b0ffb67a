"""The file she sends, and what is wrong with it at first sight."""

from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from modules.exchange.package import MB, MOST_PACKED
from modules.exchange.uploads import SealedUpload
from modules.exchange.work import Kind


class KeyForm(forms.Form):
    """Of a form that brings something in: sent twice, it is one piece of work."""

    key = forms.UUIDField()

    def number(self) -> UUID:
        """Of a form that came without one, a new one."""
        return self.cleaned_data["key"] if self.is_valid() else uuid4()


class SendForm(forms.Form):
    """One file for a kind of long work."""

    file = forms.FileField(label=_("Archivo"), error_messages={"required": _("Elige un archivo.")})

    def __init__(self, *args: Any, kind: Kind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        self.fields["file"].widget.attrs["accept"] = ",".join(kind.takes)

    def clean_file(self) -> SealedUpload:
        file = self.cleaned_data["file"]
        if not isinstance(file, SealedUpload):
            # It was not taken in at all.
            said = _("Este archivo pesa demasiado. Hasta %(most)d MB.")
            raise forms.ValidationError(said % {"most": MOST_PACKED // MB})
        if not str(file.name).lower().endswith(self.kind.takes):
            said = _("Aquí va un archivo que termina en %(ends)s.")
            raise forms.ValidationError(said % {"ends": ", ".join(self.kind.takes)})
        return file

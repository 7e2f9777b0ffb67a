"""What comes in: the name for the paper, and a paper to check."""

import unicodedata
import uuid
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from learning.core.fonts import unprintable
from learning.core.letters import has_letter

NAME_LENGTH = 80


class NameField(forms.CharField):
    """
    A name of up to 80 letters, however they were typed: an accent typed after its letter is no letter of its own.
    The page sets no limit, since a browser would count otherwise; a longer name comes back with a sentence.
    """

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=NAME_LENGTH, **options)

    def to_python(self, value: Any) -> str | None:
        text = super().to_python(value)
        return " ".join(unicodedata.normalize("NFC", text).split()) if text else text

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {name: said for name, said in super().widget_attrs(widget).items() if name != "maxlength"}


class IssueForm(forms.Form):
    """The name is printed and not stored; `nonce` makes a second tap the same paper."""

    name = NameField(
        label=_("Nombre que irá impreso"),
        help_text=_("Puede ser el nombre que tú quieras. Se imprime y no se guarda."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    neutral = forms.BooleanField(
        label=_("Usar un título neutro, que no diga de qué trata el curso"), required=False
    )
    language = forms.ChoiceField(label=_("Lengua de la constancia"), choices=lambda: settings.LANGUAGES)
    nonce = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        missing = unprintable(name)
        if missing:
            raise ValidationError(
                _("Estos signos no se pueden imprimir: %(signs)s. Escribe el nombre sin ellos."),
                params={"signs": " ".join(missing)},
            )
        if not has_letter(name):
            raise ValidationError(_("Escribe un nombre con letras."))
        return name


class VerifyForm(forms.Form):
    """A paper that somebody holds."""

    code = forms.CharField(
        label=_("Código"),
        max_length=60,
        help_text=_("Está al pie de la constancia. Mayúsculas, guiones y espacios no importan."),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )
    name = NameField(
        label=_("Nombre impreso (si quieres comprobarlo)"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

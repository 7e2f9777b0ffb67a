"""What in a text looks like the trace of a person: asked about before it is published, never refused."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

# Seven digits or more with usual separators; something@something.xx; a street and a number.
_TELLING = {
    "phone": re.compile(r"(?<!\w)\+?\d(?:[\s().-]{0,2}\d){6,}(?!\w)"),
    "mail": re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}\.[\w.]{2,}"),
    "address": re.compile(
        r"\b(?:calle|avenida|av\.|colonia|col\.|barrio|manzana|casa|street)\s+[\w .]{0,30}(?:#|n[°º.]?|no\.)?\s*\d",
        re.I,
    ),
}
TELLING_WORDS = {"phone": _("un teléfono"), "mail": _("un correo"), "address": _("una dirección")}

ASK = _("Esto parece %(words)s. Quítalo si puede señalar a alguien, o confirma que quieres publicarlo.")


def telling(text: str) -> list[str]:
    """What in a text looks like the trace of a person: keys of TELLING_WORDS. A hint, never a refusal."""
    return [kind for kind, pattern in _TELLING.items() if pattern.search(text)]


def _listed(kinds: list[str]) -> str:
    return ", ".join(str(TELLING_WORDS[kind]) for kind in kinds)


class AsksIfSure(forms.Form):
    """A form whose fields `asked_about` are asked about once where they look so; `sure` answers it."""

    asked_about: tuple[str, ...] = ("title", "body")
    sure = forms.BooleanField(required=False, label=_("Publicarlo así"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.data.get("sure"):
            self.fields["sure"].widget = forms.HiddenInput()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        found = telling("\n".join(cleaned.get(name, "") for name in self.asked_about))
        if found and not cleaned.get("sure"):
            self.fields["sure"].widget = forms.CheckboxInput()
            self.add_error("sure", ValidationError(ASK, params={"words": _listed(found)}))
        return cleaned

"""Words that others will read: cleaned, with few links, and asked about where they look like the trace of a person."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from learning.core.letters import has_letter_or_digit, is_blank
from learning.core.sanitise import clean_text

# Seven digits or more with usual separators; something@something.xx; a street and a number.
_TELLING = {
    "phone": re.compile(r"(?<!\w)\+?\d(?:[\s().-]{0,2}\d){6,}(?!\w)"),
    "mail": re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}\.[\w.]{2,}"),
    "address": re.compile(
        r"\b(?:calle|avenida|av\.|colonia|col\.|barrio|manzana|casa|street)\s+[\w .]{0,30}(?:#|n[°º.]?|no\.)?\s*\d",
        re.I,
    ),
}
_LINK = re.compile(r"https?://|www\.", re.IGNORECASE)
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


class PublishedWordsForm(AsksIfSure):
    """
    A `title`, where the form has one, and a `body`, without what no eye sees. More links than `most_links` are
    refused with `too_many_links`.
    """

    most_links: int
    too_many_links: str | Promise

    def clean_title(self) -> str:
        title = " ".join(clean_text(self.cleaned_data["title"]).split())
        if not has_letter_or_digit(title):
            raise ValidationError(_("Escribe un título con letras."))
        return title

    def clean_body(self) -> str:
        body = clean_text(self.cleaned_data["body"]).strip()
        if is_blank(body):
            raise ValidationError(_("Escribe algo antes de publicar."))
        if len(_LINK.findall(body)) > self.most_links:
            raise ValidationError(str(self.too_many_links))
        return body

"""Pseudonyms: what may be one, when two look alike, and how a taken one is told apart."""

import secrets
import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

LONGEST = 40
MARKS = " -'’ʼꞌ."
APART = [
    "Jade",
    "Añil",
    "Grana",
    "Luna",
    "Maíz",
    "Río",
    "Barro",
    "Copal",
    "Obsidiana",
    "Amate",
    "Nube",
    "Sol",
]


def clean(pseudonym: str) -> str:
    """The pseudonym as it is kept: one space between words. Raises ValidationError with what to mend."""
    text = " ".join(unicodedata.normalize("NFC", pseudonym).split())
    if not 2 <= len(text) <= LONGEST or not any(letter.isalpha() for letter in text):
        raise ValidationError(_("Un nombre de 2 a 40 letras."))
    if not all(
        sign.isalnum() or unicodedata.category(sign).startswith("M") or sign in MARKS for sign in text
    ):
        raise ValidationError(_("Usa letras, números, espacios y guiones."))
    return text


def fold(pseudonym: str) -> str:
    """
    What two pseudonyms share when they look or sound the same: letters and digits alone, without case,
    accents or spaces. At most 80 characters.
    """
    decomposed = unicodedata.normalize("NFKD", pseudonym.casefold())
    return "".join(sign for sign in decomposed if sign.isalnum())[:80]


def told_apart(pseudonym: str) -> str:
    """The same pseudonym with one more word, or a number once words do not help any more."""
    extra = f" {secrets.choice(APART)} {secrets.randbelow(90) + 10}"
    return pseudonym[: LONGEST - len(extra)].rstrip() + extra

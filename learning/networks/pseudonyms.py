"""Pseudonyms: what may be one, when two look alike, and how a taken one is told apart."""

import re
import secrets
import string
import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

LONGEST = 40
# Mayan languages write their glottal stop with any of these apostrophes, two of which Unicode calls letters.
APOSTROPHES = "'’‘ʼʻꞌꞋ"
# The plain letters of the Latin script with what is written on them; `[1]` of a match is the letter alone.
# Its small capitals, phonetic and turned letters are left out, since they pass for plain ones.
LETTER = re.compile(r"LATIN (?:SMALL|CAPITAL) LETTER ([A-Z])(?: BAR| WITH .+)?")
FURTHER_LETTERS = "ßæœŋə"
# Marks to write on a letter, without the one that nobody sees.
COMBINING = {chr(code) for code in range(0x300, 0x363)} - {"\u034f"}
ALIKE = str.maketrans("i10", "llo")
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
    others = set(string.digits) | set(" -") | set(APOSTROPHES) | COMBINING
    if not all(sign in others or _is_letter(sign) for sign in text):
        raise ValidationError(_("Usa letras del alfabeto latino, números, espacios, guiones o apóstrofos."))
    if not 2 <= len(text) <= LONGEST or not any(map(_is_letter, text)):
        raise ValidationError(_("Un nombre de 2 a 40 letras."))
    return text


def fold(pseudonym: str) -> str:
    """
    What two pseudonyms share when they look or sound the same: letters and digits alone, without case,
    accents, apostrophes or spaces. I, l and 1 are one sign, and so are O and 0. At most 80 characters.
    """
    decomposed = unicodedata.normalize("NFKD", pseudonym.casefold())
    seen = (_plain(sign) for sign in decomposed if sign.isalnum() and sign not in APOSTROPHES)
    return "".join(seen).translate(ALIKE)[:80]


def told_apart(pseudonym: str) -> str:
    """The same pseudonym with one more word, or a number once words do not help any more."""
    extra = f" {secrets.choice(APART)} {secrets.randbelow(90) + 10}"
    return pseudonym[: LONGEST - len(extra)].rstrip() + extra


def _is_letter(sign: str) -> bool:
    return bool(LETTER.fullmatch(unicodedata.name(sign, ""))) or sign.lower() in FURTHER_LETTERS


def _plain(sign: str) -> str:
    letter = LETTER.fullmatch(unicodedata.name(sign, ""))
    return letter[1].lower() if letter else sign

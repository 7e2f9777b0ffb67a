"""
Codes and names on paper: what is kept so that a paper can be checked, and nobody can be read out of it.

protection.md calls it: 125 random bits, Crockford with check characters; the row holds a hash for look-up and
an HMAC of the normalised name under a key from the code. The server stores neither code nor name.
"""

import hashlib
import hmac
import unicodedata
from enum import StrEnum

from certificates.models import Certificate
from learning.core import codes, crypto
from learning.core.letters import APOSTROPHES

CODE_BITS = 125
_PURPOSE = "certificate"


class Verdict(StrEnum):
    VALID = "valid"
    MISMATCH = "mismatch"
    REVOKED = "revoked"
    UNKNOWN = "unknown"


def code_for(nonce: str, owner: str) -> str:
    """
    The code for one showing of the form: 125 bits from the form's random nonce under the site's key.

    The same form sent twice gives the same code, so a second tap gives the same paper and not a second row.
    """
    return codes.code_of(f"{owner}:{nonce}", "certificate-code", CODE_BITS)


def fold_name(name: str) -> str:
    """
    The name as it is compared: case, accents, apostrophes, punctuation and spaces do not matter.

    Ñ is no accent but a letter: Peña is not Pena, however it was typed.
    """
    text = unicodedata.normalize("NFC", name.translate(APOSTROPHES)).casefold()
    text = "".join(c if c == "ñ" else unicodedata.normalize("NFKD", c) for c in text).casefold()
    kept = (c for c in text if not unicodedata.combining(c) and (c.isalnum() or c in " '-"))
    return " ".join("".join(" " if c == "-" else c for c in kept).split())


def name_mac(code: str, name: str) -> str:
    """HMAC-SHA256 (64 hex digits) of the folded name under a key made from the code and the site's key."""
    canonical = codes.normalise(code) or ""
    key = hmac.new(crypto.derive("certificate-name"), canonical.encode(), hashlib.sha256).digest()
    return hmac.new(key, fold_name(name).encode(), hashlib.sha256).hexdigest()


def code_fingerprint(code: str) -> str:
    """Under which a certificate is looked up; ValueError if `code` is none."""
    return codes.fingerprint(code, _PURPOSE)


def verify(code: str, name: str = "") -> tuple[Verdict, Certificate | None]:
    """
    What the paper with this code is worth, and its row when it exists.

    With a name, a valid paper whose printed name is another is a MISMATCH and shows no row. A revoked one is
    REVOKED whatever the name: it is worth nothing to anybody.
    """
    if codes.normalise(code) is None:
        return Verdict.UNKNOWN, None
    found = (
        Certificate.objects.unscoped(reason="whoever holds the paper asks, from no network")
        .filter(code_fingerprint=code_fingerprint(code))
        .first()
    )
    if found is None:
        return Verdict.UNKNOWN, None
    if found.revoked_month:
        return Verdict.REVOKED, found
    if name.strip() and not hmac.compare_digest(found.name_mac, name_mac(code, name)):
        return Verdict.MISMATCH, None
    return Verdict.VALID, found

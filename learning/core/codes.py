"""Codes that people read, write down and type: Crockford's base 32 with two check characters.

The check is a shortened Reed-Solomon code over GF(32) with the roots 1 and a: its distance is 3, so a code
in which any one or two characters were changed (or two swapped) is refused before it is looked up.
"""

import hashlib
import hmac
import re
import secrets
from itertools import pairwise

from .crypto import derive
from .opaque import ALPHABET, VALUES

_FOLD = str.maketrans("oil", "011")
CHECKS = 2
# 31 places over GF(32), one of them taken by the virtual leading symbol.
MOST_BITS = 5 * (31 - 1 - CHECKS)


def new_code(bits: int) -> str:
    """A random code of at least `bits` bits (at most 140), in upper case, grouped for reading."""
    return code_from(secrets.token_bytes(-(-bits // 8)), bits)


def code_of(words: str, purpose: str, bits: int) -> str:
    """The code that only this site can make of these words, always the same one."""
    return code_from(hmac.new(derive(purpose), words.encode(), hashlib.sha256).digest(), bits)


def code_from(digest: bytes, bits: int) -> str:
    """The code that spells the first `bits` bits (at most 140) of `digest`, in upper case, grouped for reading."""
    if not 0 < bits <= min(MOST_BITS, 8 * len(digest)):
        raise ValueError(f"a code has 1 to {MOST_BITS} bits, and no more than it is made from")
    places = -(-bits // 5)
    number = int.from_bytes(digest, "big") >> max(0, 8 * len(digest) - 5 * places)
    return grouped(spelt([number >> 5 * place & 31 for place in reversed(range(places))]))


def spelt(data: list[int]) -> str:
    """The code, in upper case without groups, that carries these numbers from 0 to 31."""
    return "".join(ALPHABET[symbol] for symbol in [*data, *_checks(data)]).upper()


def grouped(code: str) -> str:
    """The code in groups of at most five characters, as even as they can be."""
    groups = -(-len(code) // 5)
    size, longer = divmod(len(code), groups)
    starts = [number * size + min(number, longer) for number in range(groups + 1)]
    return "-".join(code[start:end] for start, end in pairwise(starts))


def normalise(code: str) -> str | None:
    """What was typed as the code itself, in upper case without groups; None if it can not be one.

    Case, spaces and hyphens do not matter; O is read as 0, I and L as 1.
    """
    folded = re.sub(r"[\s\-\u2010-\u2015]", "", code).lower().translate(_FOLD)
    if not CHECKS < len(folded) <= MOST_BITS // 5 + CHECKS or not set(folded) <= set(ALPHABET):
        return None
    symbols = [VALUES[character] for character in folded]
    if _checks(symbols[:-CHECKS]) != symbols[-CHECKS:]:
        return None
    return folded.upper()


def fingerprint(code: str, purpose: str) -> str:
    """Keyed HMAC-SHA256 (64 hex digits) under which a code is looked up; ValueError if it is no code."""
    canonical = normalise(code)
    if canonical is None:
        raise ValueError("not a code")
    return hmac.new(derive(f"code:{purpose}"), canonical.encode(), hashlib.sha256).hexdigest()


def _double(symbol: int) -> int:
    """Multiply by a in GF(32) with a^5 = a^2 + 1."""
    symbol <<= 1
    return symbol ^ 0b100101 if symbol & 32 else symbol


def _checks(data: list[int]) -> list[int]:
    """The remainder of data·x² divided by (x - 1)(x - a).

    A virtual 1 in front and one added at the end make the length part of the code: a zero lost or doubled at
    either end is noticed too.
    """
    high, low = 0, 0
    for symbol in [1, *data]:
        lead = symbol ^ high
        # (x + 1)(x + a) = x² + (a + 1)x + a
        high, low = low ^ _double(lead) ^ lead, _double(lead)
    return [high, low ^ 1]

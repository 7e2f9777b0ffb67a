"""Addresses that tell nothing: a UUID written as 26 characters of Crockford's base 32."""

import re
from uuid import UUID

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
LENGTH = 26
VALUES = {character: value for value, character in enumerate(ALPHABET)}
# 26 characters carry 130 bits: the first one holds only three of them.
PATTERN = f"[0-7][{ALPHABET}]{{{LENGTH - 1}}}"


def encode(key: UUID) -> str:
    """The one address form of a key, lower case."""
    number = key.int
    return "".join(ALPHABET[number >> 5 * place & 31] for place in reversed(range(LENGTH)))


def decode(text: str) -> UUID:
    """The key of an address; ValueError for any form but the canonical one, so a page has one address."""
    if not re.fullmatch(PATTERN, text):
        raise ValueError("not an opaque key")
    number = 0
    for character in text:
        number = number << 5 | VALUES[character]
    return UUID(int=number)


class OpaqueConverter:
    """`<opaque:key>` in a path gives the view a UUID."""

    regex = PATTERN

    def to_python(self, value: str) -> UUID:
        return decode(value)

    def to_url(self, value: UUID) -> str:
        return encode(value)

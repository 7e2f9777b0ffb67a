"""Names and phrases that are offered: words anyone can read aloud, spell and write on paper."""

import re
import secrets
import unicodedata
from functools import cache
from pathlib import Path

from mnemonic import Mnemonic

LOGIN_WORDS = 3
PASSPHRASE_WORDS = 6
_LISTS = Path(__file__).parent / "wordlists"


@cache
def plain_words() -> tuple[str, ...]:
    """
    Spanish words of four to eight letters without accents, and without those that can hurt or draw a look
    (`wordlists/left_out.txt`): weapons, violence, illness, bodies, faith, power. 868 words, 9.7 bits each.
    """
    left_out = set(_listed("left_out"))
    known = Mnemonic("spanish").wordlist
    return tuple(sorted(word for word in known if re.fullmatch("[a-z]{4,8}", word) and word not in left_out))


def new_login_id() -> str:
    """Three words and two digits, 'brisa-tela-nube-47': about 2^36 of them, so that none is found by trying."""
    return "-".join([*_some_words(LOGIN_WORDS), str(10 + secrets.randbelow(90))])


def offer_passphrase() -> str:
    """Six words, about 58 bits: with Argon2id and limits on every door out of reach of guessing."""
    return " ".join(_some_words(PASSPHRASE_WORDS))


def offer_pseudonym() -> str:
    """A plant, a bird or a water of the region and a word for it: 'Ceiba radiante'."""
    return f"{secrets.choice(_listed('names'))} {secrets.choice(_listed('adjectives'))}"


def fold_login_id(typed: str) -> str:
    """What she typed as it is kept: lower case, no accents, one hyphen between the parts."""
    bare = "".join(
        letter for letter in unicodedata.normalize("NFKD", typed) if not unicodedata.combining(letter)
    )
    return re.sub(r"[^a-z0-9]+", "-", bare.lower()).strip("-")


def _some_words(count: int) -> list[str]:
    return [secrets.choice(plain_words()) for _ in range(count)]


@cache
def _listed(name: str) -> tuple[str, ...]:
    return tuple((_LISTS / f"{name}.txt").read_text(encoding="utf-8").split())

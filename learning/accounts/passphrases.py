"""How a passphrase is read: phones change spaces and accents' bytes, never what she meant."""

import unicodedata


def fold_passphrase(typed: str) -> str:
    """The same bytes for the same words: NFKC, single spaces, none at the ends."""
    return " ".join(unicodedata.normalize("NFKC", typed).split())

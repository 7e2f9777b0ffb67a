"""What in a text can be seen and read. Unicode has letters that nobody sees, and apostrophes that it calls letters."""

import unicodedata

# The saltillo is typed in many ways for the same word, and no decomposition folds them.
APOSTROPHES = dict.fromkeys(map(ord, "'`´‘’ʼʻꞌꞋ＇ʹʾʿ"), "'")
_UNSEEN_LETTERS = set("\u115f\u1160\u3164\uffa0")
_UNSEEN = _UNSEEN_LETTERS | {"\u2800"}
_LETTERS = {"Lu", "Ll", "Lt", "Lo"}
_UNSEEN_KINDS = {"Cc", "Cf", "Mn", "Me", "Zs", "Zl", "Zp"}


def has_letter(text: str) -> bool:
    """Whether there is a letter in it; the apostrophes that some alphabets count as letters are none by themselves."""
    return any(_is_letter(sign) for sign in _plain(text))


def has_letter_or_digit(text: str) -> bool:
    """The same, where a number says something too."""
    return has_letter(text) or any(sign.isdecimal() for sign in _plain(text))


def is_blank(text: str) -> bool:
    """Whether nothing of it can be seen: spaces, and signs without ink or with nothing to stand on."""
    return all(sign in _UNSEEN or unicodedata.category(sign) in _UNSEEN_KINDS for sign in text)


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKD", text.translate(APOSTROPHES))


def _is_letter(sign: str) -> bool:
    return unicodedata.category(sign) in _LETTERS and sign not in _UNSEEN_LETTERS

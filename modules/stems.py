"""What of a word is the same in singular and plural: enough for the words of the glossary, no grammar."""

import re

ACCENTED_END = re.compile(r"[áéíóú](?=[ns]$)")
BARE = str.maketrans("áéíóú", "aeiou")


def stem(word: str, language: str) -> str:
    """The word in small letters, the same for one and for many in Spanish and in English."""
    word = word.casefold()
    if language == "es":
        return _spanish_stem(word)
    if language == "en":
        return _english_stem(word)
    return word


def _spanish_stem(word: str) -> str:
    if word.endswith("ces"):
        word = f"{word[:-3]}z"
    elif word.endswith("es"):
        word = word[:-2]
    elif (word[-2:-1] in "aou" and word.endswith("s")) or word.endswith("e"):
        word = word[:-1]
    return ACCENTED_END.sub(lambda found: found[0].translate(BARE), word)


def _english_stem(word: str) -> str:
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    if word.endswith(("sses", "ches", "shes", "xes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) else word

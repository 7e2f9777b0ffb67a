"""Countries by their ISO 3166 code, out of countries.csv: a country more is a line more there, and no code."""

import csv
from functools import cache
from pathlib import Path

from django.conf import settings

from learning.core.languages import language_now


@cache
def _table() -> dict[str, dict[str, str]]:
    with (Path(__file__).parent / "countries.csv").open(encoding="utf-8", newline="") as file:
        return {row.pop("code"): row for row in csv.DictReader(file)}


def country_codes() -> tuple[str, ...]:
    """All that the file knows, in the order of the file."""
    return tuple(_table())


def country_name(code: str) -> str:
    """In the language of this request, else in the courses' own; a code that is not in the file stands for itself."""
    names = _table().get(code.upper(), {})
    language = language_now().partition("-")[0]
    return names.get(language) or names.get(settings.LANGUAGE_CODE) or code


def country_choices() -> list[tuple[str, str]]:
    """Code and name, by name."""
    return sorted(((code, country_name(code)) for code in _table()), key=lambda each: each[1])

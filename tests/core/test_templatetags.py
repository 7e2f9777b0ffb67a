from datetime import UTC, date, datetime
from uuid import UUID

import pytest
import time_machine
from django.template.loader import render_to_string
from django.utils import translation

from learning.core.templatetags.core import opaque, week


@time_machine.travel(datetime(2026, 11, 21, 18, tzinfo=UTC), tick=False)
@pytest.mark.parametrize(
    ("monday", "words"),
    [
        (date(2026, 11, 16), "esta semana"),
        (date(2026, 11, 9), "la semana pasada"),
        (date(2026, 11, 2), "semana del 2 de noviembre"),
        (date(2025, 11, 3), "semana del 3 de noviembre de 2025"),
        (None, ""),
    ],
)
def test_a_week_in_words(monday: date | None, words: str) -> None:
    with translation.override("es"):
        assert week(monday) == words


def test_a_key_in_an_address() -> None:
    assert opaque(UUID(int=0)) == "0" * 26


@pytest.mark.parametrize(
    "page", ["public/_breath.html", "public/breathing.html", "modules/blocks/breathing_pause.html"]
)
def test_a_count_that_is_breathed_stays_on_one_line(page):
    shown = render_to_string(page, {"value": {"pattern": "4-4-6", "rounds": 3, "body": ""}})
    assert "contando 1,\N{NO-BREAK SPACE}2,\N{NO-BREAK SPACE}3,\N{NO-BREAK SPACE}4" in shown
    assert ", 2" not in shown

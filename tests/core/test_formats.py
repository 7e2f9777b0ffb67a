"""Dates and numbers as the people who read them write them."""

from datetime import date

import pytest
from django.utils import translation
from django.utils.formats import date_format, localize

DAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("es", ["20 de noviembre de 2026", "20/11/2026", "noviembre de 2026", "20 de noviembre", "2.5"]),
        # A language of which Django knows nothing writes dates as Spanish here does.
        ("quc", ["20 de noviembre de 2026", "20/11/2026", "noviembre de 2026", "20 de noviembre", "2.5"]),
        ("en", ["20 November 2026", "20 Nov 2026", "November 2026", "20 November", "2.5"]),
    ],
)
def test_the_day_stands_before_the_month(language, written):
    forms = ["DATE_FORMAT", "SHORT_DATE_FORMAT", "YEAR_MONTH_FORMAT", "MONTH_DAY_FORMAT"]
    with translation.override(language):
        assert [*(date_format(DAY, form) for form in forms), localize(2.5)] == written

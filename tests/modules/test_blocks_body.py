"""Breath, ground, check-in: for her alone, and to stop at once."""

import pytest

from tests.modules import samples
from tests.modules.test_blocks import html

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.modules.test_blocks")]


def test_five_senses_are_counted_down_and_closed_to_stop():
    page = html(samples.GROUNDING)
    assert page.count("<li>") == 5
    assert "<details>" in page
    assert "ojos abiertos" in page


@pytest.mark.parametrize(("gauge", "readings", "much"), [("energy", 3, 1), ("alert", 4, 2)])
def test_she_reads_herself_and_nothing_can_be_sent(gauge, readings, much):
    page = html(samples.block("check_in", "how", body="<p>Hoy</p>", gauge=gauge), mode="read")
    assert page.count('type="radio"') == page.count('name="reading-how"') == readings
    assert page.count(' much"') == much
    assert "<form" not in page
    assert page.count('form="none"') == readings
    assert 'href="/contactos/"' in page


def test_what_is_offered_lets_her_skip_and_still_complete():
    page = html(samples.CHECK_IN, mode="practice")
    assert page.rindex('type="radio"') < page.index('value="skipped"')

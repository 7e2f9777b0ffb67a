"""Worksheets: words, no sums; what is written can not leave the page."""

import re

import pytest
from django.utils.translation import override

from modules.blocks.worksheet import WORKSHEETS
from modules.worksheets import LEVELS, grid, level_at
from tests.modules import samples
from tests.modules.test_blocks import html

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.modules.test_blocks")]
SHEETS = dict(WORKSHEETS)
CONTROL = re.compile(r"<(?:input|textarea|select)\b[^>]*>")


@pytest.mark.parametrize("block", samples.WORKSHEETS, ids=lambda block: block["type"])
@pytest.mark.parametrize("mode", ["practice", "quiz", "read"])
def test_no_field_can_be_sent(block, mode):
    page = html(block, mode=mode)
    controls = CONTROL.findall(page)
    sheet = SHEETS[block["type"]].sheet
    assert len(controls) == sheet.most * len(sheet.fields) + 1 + 2 * sheet.asks_danger
    for control in controls:
        assert 'form="none"' in control
        assert " name=" not in control or 'type="radio"' in control
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r' for="([^"]+)"', page)) <= set(ids)
    assert "<form" not in page


@pytest.mark.parametrize("block", samples.WORKSHEETS, ids=lambda block: block["type"])
def test_each_ends_on_what_will_be_done_and_offers_only_that(block):
    sheet = SHEETS[block["type"]].sheet
    assert sheet.fields[-1].action
    assert not all(field.action for field in sheet.fields)
    assert "solo las acciones" in html(block)


@pytest.mark.parametrize("block", samples.WORKSHEETS, ids=lambda block: block["type"])
def test_one_entry_is_open_and_the_others_wait_folded(block):
    sheet = SHEETS[block["type"]].sheet
    folded = re.findall(r'<details class="more">.*?</details>', html(block), re.S)
    assert len(folded) == sheet.most - 1
    assert all(each.count("<label") == len(sheet.fields) for each in folded)


def test_a_body_map_is_drawn_on_paper_and_goes_nowhere():
    [block] = [each for each in samples.WORKSHEETS if each["type"] == "body_map"]
    page = html(block)
    assert "Dibuja en papel el contorno de tu cuerpo" in page
    assert '<div class="room"></div>' in page
    assert 'type="file"' not in page


@pytest.mark.parametrize("kind", ["risk_matrix", "risk_words"])
def test_every_risk_asks_where_from_and_whether_it_is_different_for_her(kind):
    asked = [str(field.label) for field in SHEETS[kind].sheet.fields]
    assert "¿De dónde viene?" in asked
    assert "¿Es distinto por ser mujer, indígena, lesbiana, trans, del campo?" in asked


@pytest.mark.parametrize("kind", ["risk_words", "risk_matrix", "threat_steps", "security_plan"])
def test_a_danger_that_is_here_already_leads_to_people(kind):
    [block] = [each for each in samples.WORKSHEETS if each["type"] == kind]
    page = html(block)
    assert page.index("¿El peligro ya está aquí") < page.index('href="/contactos/"') < page.index("<textarea")


def test_the_grid_is_words_from_very_low_to_very_high():
    with override("es"):
        rows = [(str(impact), [str(word) for _level, word in cells]) for impact, cells in grid()]
    assert [impact for impact, _cells in rows] == ["muy alto", "alto", "medio", "bajo", "muy bajo"]
    assert (rows[0][1][-1], rows[-1][1][0]) == ("muy alto", "muy bajo")
    assert not re.search(r"\d", str(rows))
    places = range(len(LEVELS))
    for likelihood in places:
        for impact in places:
            assert max(likelihood, impact) >= level_at(likelihood, impact) >= min(likelihood, impact)
            assert level_at(likelihood, impact) == level_at(impact, likelihood)

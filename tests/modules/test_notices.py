"""What a trainer is told while she writes: gently, and only where the data says so."""

import pytest

from modules.notices import notices
from tests.modules import samples
from tests.modules.samples import (
    CONTENT_NOTE,
    KEY_IDEA,
    NEXT_STEP,
    PAUSE,
    STORY,
    STORY_WITH_WAYS,
    TEXT,
    block,
)

CLOSING = block("text", "closing", "synthesis", body="<p>Lo que te llevas.</p>")
MATRIX = next(each for each in samples.WORKSHEETS if each["type"] == "risk_matrix")
CARE = next(each for each in samples.WORKSHEETS if each["type"] == "care_agreement")
NOTE_FOR_ONE = block(
    "content_note", "note-2", "activity", body="<p>Viene algo.</p>", minutes=3, helps="", skips=1
)
SYNTHESIS_OF_A_GUIDE = block("facilitator_note", "guide", "synthesis", body="<p>Guía.</p>")

NO_ACTIVITY = (0, "No tiene actividad")
NO_SYNTHESIS = (0, "No tiene cierre")
THEORY = "La lección abre con teoría"
ONWARD = "falta un próximo paso"
NOTHING_AFTER = "Quien salta esta parte"
NO_WAY_OUT = "Puede remover algo"


def told(*blocks, minutes=15):
    return [(each.place, each.said) for each in notices(minutes, samples.body(*blocks))]


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        ([TEXT, KEY_IDEA, NEXT_STEP], []),
        ([KEY_IDEA, NEXT_STEP], [NO_ACTIVITY, (1, THEORY)]),
        ([TEXT, KEY_IDEA], [NO_SYNTHESIS]),
        ([TEXT, KEY_IDEA, SYNTHESIS_OF_A_GUIDE], [NO_SYNTHESIS]),
        ([KEY_IDEA, TEXT, NEXT_STEP], [(1, THEORY)]),
        ([samples.REFLECTION, STORY, TEXT, NEXT_STEP], [(2, THEORY)]),
        ([PAUSE, TEXT, STORY, NEXT_STEP], []),
        ([TEXT, NEXT_STEP, CARE], [(3, ONWARD)]),
        ([TEXT, CARE, NEXT_STEP], []),
        ([TEXT, STORY_WITH_WAYS, PAUSE, CLOSING], [(2, ONWARD)]),
        ([TEXT, STORY_WITH_WAYS, NEXT_STEP], []),
        ([TEXT, MATRIX, NEXT_STEP], [(2, NO_WAY_OUT)]),
        ([TEXT, PAUSE, MATRIX, NEXT_STEP], [(3, NO_WAY_OUT)]),
        ([TEXT, MATRIX, PAUSE, NEXT_STEP], []),
        ([TEXT, NOTE_FOR_ONE, MATRIX, NEXT_STEP], []),
        ([TEXT, NOTE_FOR_ONE, STORY_WITH_WAYS, MATRIX, NEXT_STEP], [(4, NO_WAY_OUT)]),
        ([TEXT, CONTENT_NOTE, STORY_WITH_WAYS, NEXT_STEP], [(2, NOTHING_AFTER)]),
        ([TEXT, CONTENT_NOTE, STORY_WITH_WAYS, MATRIX, NEXT_STEP, SYNTHESIS_OF_A_GUIDE], []),
    ],
)  # fmt: skip # A list is read in lines.
def test_what_she_is_told(blocks, expected):
    found = told(*blocks)
    assert [place for place, _said in found] == [place for place, _said in expected]
    for (_place, said), (_there, words) in zip(found, expected, strict=True):
        assert words in said


@pytest.mark.parametrize(
    ("minutes", "words", "long"), [(20, 0, False), (21, 0, True), (10, 2800, True), (None, 0, False)]
)
def test_twenty_minutes_are_what_fits_her_day(minutes, words, long):
    reading = block("text", "long", "activity", body=f"<p>{'palabra ' * words}</p>")
    assert [said for _place, said in told(reading, NEXT_STEP, minutes=minutes)] == [
        "Lleva cerca de 21 minutos. Si la partes en dos de menos de 20, cabe mejor en su día."
    ] * long


def test_where_the_guide_is_orange_a_story_has_a_way_out_too():
    def told_of(*blocks):
        return [each.place for each in notices(15, samples.body(*blocks), "orange")]

    assert told_of(TEXT, STORY, STORY_WITH_WAYS, NEXT_STEP) == [2, 3]
    assert told_of(TEXT, STORY, STORY_WITH_WAYS, PAUSE, NEXT_STEP) == []


def test_an_unfinished_draft_is_no_obstacle():
    frame = samples.body(
        {"type": "content_note", "id": "n", "value": {"step": None, "skips": None}},
        {"type": "image", "id": "i", "value": {}},
        {"type": "scenario", "id": "s", "value": {}},
        {"type": "single_choice", "value": {}},
    )
    assert {each.place for each in notices(None, frame)} == {0, 2, 3}

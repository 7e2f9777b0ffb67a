"""Questions that are more than a choice, as a learner gets them."""

import re

import pytest
from django.core.exceptions import ValidationError

from modules.blocks import LESSON_BLOCKS
from modules.models import LessonPage
from modules.quizzes import grade, read_quiz
from tests.modules import samples
from tests.modules.test_blocks import html

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.modules.test_blocks")]
PLACED = [samples.MATCHING, samples.ORDERING]


def marked(block, *sent):
    return grade(read_quiz(LessonPage(body=[block]).body), {block["id"]: list(sent)}).marks


@pytest.mark.parametrize("block", PLACED)
def test_each_thing_has_a_list_of_places_and_none_is_chosen(block):
    page = html(block, mode="practice")
    assert page.count(f'<select name="answer-{block["id"]}"') == page.count("<label") == 3
    assert page.count("<option") == 12
    assert "selected" not in page
    assert "Porque" not in page


@pytest.mark.parametrize(("block", "right"), [(samples.MATCHING, "abc"), (samples.ORDERING, "123")])
def test_what_is_right_in_part_is_said_in_words(block, right):
    sent = [f"a:{right[0]}", f"b:{right[2]}", f"c:{right[1]}"]
    page = html(block, mode="practice", marks=marked(block, *sent))
    assert "1 de 3" in page
    assert page.count("selected") == page.count("Porque") == 3
    assert page.count("Así es.") == 1
    whole = marked(block, *(f"{thing}:{place}" for thing, place in zip("abc", right, strict=True)))
    assert "success" in html(block, marks=whole)
    assert "Falta elegir" in html(block, marks=marked(block, sent[0]))


def test_a_few_words_are_given_back_as_she_wrote_them_and_never_as_markup():
    sent = 'un <b>"diario"</b>'
    page = html(
        samples.SHORT_TEXT, mode="practice", marks=marked(samples.SHORT_TEXT, sent), given={"word": [sent]}
    )
    assert "un &lt;b&gt;&quot;diario&quot;&lt;/b&gt;" in page
    assert "Porque no." in page
    assert "Bitácora" not in page


def test_of_every_way_out_it_is_said_what_is_good_in_it():
    page = html(samples.SCENARIO, mode="practice", marks=marked(samples.SCENARIO, "b"))
    assert page.index("Te escribe alguien.") < page.index("<fieldset")
    assert "Algo bueno. Porque Dos" in page
    assert page.count('type="radio"') == 3


def clean(block, **other):
    definition = dict(LESSON_BLOCKS)[block["type"]]
    return definition.clean(definition.to_python({**block["value"], **other}))


def test_what_could_not_be_told_apart_or_has_no_right_answer_is_refused():
    pairs = samples.MATCHING["value"]["pairs"]
    twice = [each | {"value": each["value"] | {"right": "Lo mismo."}} for each in pairs[:2]]
    with pytest.raises(ValidationError):
        clean(samples.MATCHING, pairs=twice)
    twice = [each | {"value": each["value"] | {"left": "LO mismo"}} for each in pairs[:2]]
    with pytest.raises(ValidationError):
        clean(samples.MATCHING, pairs=twice)
    steps = [
        each | {"value": each["value"] | {"text": text}}
        for each, text in zip(
            samples.ORDERING["value"]["things"], ("Respira", "Mira", "respira."), strict=False
        )
    ]
    with pytest.raises(ValidationError):
        clean(samples.ORDERING, things=steps)
    wrong = [
        each | {"value": each["value"] | {"correct": False}} for each in samples.SCENARIO["value"]["choices"]
    ]
    with pytest.raises(ValidationError):
        clean(samples.SCENARIO, choices=wrong)
    with pytest.raises(ValidationError):
        clean(samples.SHORT_TEXT, accepted=[])
    for block in (*PLACED, samples.SCENARIO, samples.SHORT_TEXT):
        clean(block)


def test_signs_alone_can_be_told_apart():
    pairs = samples.MATCHING["value"]["pairs"]
    signs = [
        each | {"value": each["value"] | {"right": sign}}
        for each, sign in zip(pairs, "👍👎🤝🌱", strict=False)
    ]
    clean(samples.MATCHING, pairs=signs)


def test_with_all_explanations_a_trainer_sees_the_right_places():
    lesson = LessonPage(title="L", body=PLACED)
    marks = lesson.preview_of("answers")["marks"]
    assert all(mark.right for mark in marks.values())
    assert not re.search("Todavía no", html(*PLACED, marks=marks))

"""A branching scenario: every path leads to an ending, and every step is drawn once."""

import re
from string import ascii_uppercase

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from modules.blocks.scenario import ScenarioBlock
from modules.scenarios import Scenario, Step, Way, problems, tree
from tests.modules import samples
from tests.modules.test_blocks import html

pytestmark = pytest.mark.urls("tests.modules.test_blocks")
LETTERS = ascii_uppercase[:6]


@st.composite
def scenarios(draw):
    letters = draw(st.lists(st.sampled_from(LETTERS), min_size=1, max_size=6, unique=True))
    steps = []
    for letter in letters:
        there = draw(st.lists(st.sampled_from(LETTERS), max_size=3))
        ways = tuple(Way(f"{letter}{n}", "", "", each) for n, each in enumerate(there))
        steps.append(Step(letter, letter, "", draw(st.booleans()) and not ways, ways))
    return Scenario(tuple(steps))


def walks(scenario, start):
    """Letters that can be reached from here, found by walking."""
    seen, waiting = set(), [start]
    while waiting:
        step = scenario.step(waiting.pop())
        if step and step.letter not in seen:
            seen.add(step.letter)
            waiting += [way.leads_to for way in step.ways]
    return seen


@given(scenarios())
def test_a_scenario_without_problems_has_a_way_to_an_ending_from_everywhere(scenario):
    if not list(problems(scenario)):
        assert walks(scenario, scenario.steps[0].letter) == {step.letter for step in scenario.steps}
        for step in scenario.steps:
            assert any(scenario.step(letter).ending for letter in walks(scenario, step.letter))


@given(scenarios())
def test_the_tree_holds_every_step_once_and_every_way(scenario):
    drawn, ways = [], []

    def look(branches):
        for branch in branches:
            ways.extend([branch.way] if branch.way else [])
            drawn.extend([branch.step] if branch.step and not branch.again else [])
            look(branch.branches)

    look(tree(scenario))
    assert sorted(drawn, key=str) == sorted(scenario.steps, key=str)
    assert sorted(ways, key=str) == sorted((way for step in scenario.steps for way in step.ways), key=str)


def clean(*steps):
    definition = ScenarioBlock()
    return definition.clean(definition.to_python({"step": "deepening", "title": "T", "steps": list(steps)}))


A, END = samples.a_step("A", ("w", "B")), samples.a_step("B", ending=True)


@pytest.mark.parametrize(
    ("steps", "said"),
    [
        ([samples.a_step("A", ("w", "D")), END], "no existe"),
        (
            [samples.a_step("A", ("w", "C")), samples.a_step("C"), END],
            "Desde el paso C no se llega a ningún final",
        ),
        ([A, END, samples.a_step("C", ("x", "B"))], "Al paso C no se llega"),
        ([A, END, samples.a_step("A", ("x", "B"))], "Dos pasos llevan la letra A"),
        ([A, samples.a_step("B", ("x", "A"), ending=True)], "es un final y tiene salidas"),
        ([A, samples.a_step("B", ("x", "A"))], "no se llega a ningún final"),
    ],
)
def test_a_path_without_a_way_on_is_refused_with_a_sentence(steps, said):
    with override("es"), pytest.raises(ValidationError) as refused:
        clean(*steps)
    assert said in str(refused.value.block_errors["steps"].messages)


def test_a_whole_one_is_taken():
    clean(*samples.STEPS)


@pytest.mark.django_db
def test_each_choice_is_a_link_to_what_comes_of_it_and_there_is_a_way_back():
    page = html(samples.STORY_WITH_WAYS, mode="practice")
    ids = set(re.findall(r' id="([^"]+)"', page))
    links = re.findall(r'href="#([^"]+)"', page)
    assert set(links) <= ids
    assert {f"b-ways-{each}" for each in ("w1", "w2", "w3", "w4")} <= set(links)
    assert page.count("Volver y elegir otra cosa") == 4
    assert page.rindex("scenario-panel") == page.rindex("scenario-panel scenario-first")
    assert "Cómo se ramifica" not in page
    assert "<form" not in page


@pytest.mark.django_db
def test_a_trainer_sees_the_tree_and_what_is_missing():
    lost = samples.STORY_WITH_WAYS | {
        "value": samples.STORY_WITH_WAYS["value"] | {"steps": [A, samples.a_step("C", ("x", "Z"))]}
    }
    page = " ".join(html(lost, mode="preview").split())
    assert "Camino w → <strong>B: no existe</strong>" in page
    assert "(no se llega)" in page
    assert "Desde el paso A se va al B, que no existe." in page

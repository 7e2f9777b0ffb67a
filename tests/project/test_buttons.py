"""Enter in a field presses the first button of its form: where there are several, that is the main one."""

import re

import pytest

from tests.project.test_templates import OURS

INCLUDE = re.compile(r"{% include \"([\w/.]+\.html)\"(.*?)%}", re.S)
FORM = re.compile(r"<form\b.*?</form>", re.S)
BUTTON = re.compile(r"<button\b(?:{%.*?%}|[^>])*>|<input\b[^>]*type=\"(?:submit|image)\"[^>]*>", re.S)
# Kinds of buttons (components/_button.html); one without is the main one.
GRAVE, BESIDE = (re.compile(rf'class="[^"]*\b(?:{kinds})\b') for kinds in ("grave", "second|plain"))


def whole(name: str, *around: str) -> str:
    """The template with all it includes, and with the kinds that it gives to what it includes; a tree's, once."""

    def included(found: re.Match[str]) -> str:
        if found[1] not in OURS or found[1] in (name, *around):
            return ""
        kind = re.search(r'kind="(\w+)"', found[2])
        return whole(found[1], name, *around).replace("{{ kind }}", kind[1] if kind else "")

    return INCLUDE.sub(included, OURS[name].read_text())


def ways_on(form: str) -> list[str]:
    return [each for each in BUTTON.findall(form) if 'type="button"' not in each]


def rank(button: str) -> int:
    return 2 if BESIDE.search(button) else 1 if GRAVE.search(button) else 0


def first_is_main(form: str) -> bool:
    """What cannot be undone stands behind the main one, and what is beside both behind them."""
    ranks = [rank(each) for each in ways_on(form)]
    return ranks == sorted(ranks)


@pytest.mark.parametrize("name", [each for each in OURS if each.endswith(".html")])
def test_the_first_button_of_a_form_is_the_main_one(name):
    assert [form for form in FORM.findall(whole(name)) if not first_is_main(form)] == []


def test_the_forms_are_found():
    forms = [form for name in OURS if name.endswith(".html") for form in FORM.findall(whole(name))]
    assert len(forms) > 40
    assert sum(len(ways_on(form)) > 1 for form in forms) > 3


@pytest.mark.parametrize("before", ["plain", "second", "grave"])
def test_a_button_before_the_main_one_is_found(before):
    beside, main = f'<button class="{before}">', '<button type="submit">'
    assert not first_is_main(f"<form>{beside}{main}</form>")
    assert first_is_main(f"<form>{main}{beside}</form>")

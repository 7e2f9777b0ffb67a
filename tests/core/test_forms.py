"""What `{{ form }}` becomes: each field tied to its label, its help and what to mend."""

import re

import pytest
from django import forms
from django.test import SimpleTestCase
from django.utils.html import escape

CHOICES = [("a", "Descansar"), ("b", "Conversar")]


class Example(forms.Form):
    name = forms.CharField(label="Seudónimo", help_text="Se ve en el foro.")
    note = forms.CharField(label="Nota", widget=forms.Textarea, required=False)
    way = forms.ChoiceField(label="Qué te sirve", choices=CHOICES, widget=forms.RadioSelect)
    own = forms.BooleanField(label="Es mío", required=False)

    def clean(self):
        if self.cleaned_data.get("note") == "<b>":
            raise forms.ValidationError("Escríbelo con <palabras>.")


@pytest.fixture
def mended() -> str:
    return str(Example({"note": "<b>"}))


def test_a_field_names_its_help_and_what_to_mend(mended):
    assert '<label for="id_name">' in mended
    assert 'id="id_name_helptext">Se ve en el foro.' in mended
    assert 'aria-describedby="id_name_helptext id_name_error"' in mended
    assert 'aria-invalid="true"' in mended


def test_the_summary_stands_first_and_links_each_field(mended):
    summary = mended[: mended.index('<div class="field')]
    assert 'href="#id_name"' in summary
    assert 'href="#id_way_0"' in summary, "the first of the choices, which can be focused"
    assert "autofocus" in summary
    assert escape("Escríbelo con <palabras>.") in summary


def test_choices_are_a_group_with_a_name(mended):
    group = mended[mended.index("<fieldset") : mended.index("</fieldset>")]
    assert "<legend>" in group
    assert "Qué te sirve" in group
    assert 'aria-describedby="id_way_error"' in group
    assert group.count('type="radio"') == 2


def test_what_is_optional_says_so_and_nothing_else_is_marked(mended):
    assert mended.count("(opcional)") == 1
    assert "*" not in mended


def test_a_single_box_stands_inside_its_label(mended):
    SimpleTestCase().assertInHTML(
        '<label for="id_own"><input type="checkbox" name="own" id="id_own" autocomplete="off">'
        "<span>Es mío</span></label>",
        mended,
    )


def test_nothing_to_mend_no_summary():
    assert "Falta revisar" not in str(Example())


def test_the_browser_is_asked_to_keep_nothing_of_what_she_types_or_marks():
    fields = re.findall(r"<(?:input|textarea|select)\b[^>]*>", str(Example()))
    assert len(fields) == 5
    assert all('autocomplete="off"' in each for each in fields)


def test_a_field_that_asks_for_it_is_kept():
    offer = forms.TextInput(attrs={"autocomplete": "one-time-code"})
    assert 'autocomplete="one-time-code"' in offer.render("code", None)

"""What packages say on our pages, said as we would."""

import re

import polib
from django import forms
from django.utils import translation

from learning.core.privacy import export_person
from tests.plugins.template import ROOT


class Age(forms.Form):
    years = forms.IntegerField(min_value=3)


def said(language, **data):
    with translation.override(language):
        return Age(data).errors.get_json_data()["years"][0]["message"]


def test_a_form_speaks_plainly_and_says_tu():
    assert said("es") == "Falta esto."
    assert said("es", years="dos") == "Escribe un número entero."
    assert said("es", years="2") == "Que sea 3 o más."


def test_and_in_english():
    assert said("en") == "This is still needed."
    assert said("en", years="2") == "Make it 3 or more."


def test_what_she_takes_with_her_names_things_in_her_language(learner):
    with translation.override("es"):
        taken = export_person(learner.account)
    assert taken["cuenta"][0]["lengua"] == "Español"
    assert set(taken["tus redes"][0]) == {"red", "rol", "semana en que llegaste"}


def test_one_word_for_one_thing():
    """No text says what the table of words for translators has in its last column."""
    rows = [line.split("|") for line in (ROOT / "docs" / "words.md").read_text().splitlines() if "|" in line]
    instead = {word.strip(): row[1].strip() for row in rows[2:] for word in row[4].split(",") if word.strip()}
    assert len(instead) > 30
    found = re.compile(rf"\b({'|'.join(map(re.escape, instead))})s?\b", re.IGNORECASE)
    words = polib.pofile(str(ROOT / "locale" / "es" / "LC_MESSAGES" / "django.po"))
    wrong = {text: found.findall(text) for each in words for text in (each.msgid, each.msgid_plural)}
    assert {text: [instead[one.lower()] for one in said] for text, said in wrong.items() if said} == {}

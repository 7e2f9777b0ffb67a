"""What packages say on our pages, said as we would."""

from django import forms
from django.utils import translation

from learning.core.privacy import export_person


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
    assert set(taken["tus redes"][0]) == {"red", "papel", "semana en que llegaste"}

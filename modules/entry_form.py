"""The form of an entry of the directory in the editor: what it is for is marked, not written."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from modules.content_form import ContentForm
from modules.countries import country_choices
from modules.finder import Danger, Happened, Need


def _marked(label: Any, choices: Any) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label, choices=choices, required=False, widget=forms.CheckboxSelectMultiple
    )


class EntryForm(ContentForm):
    """Nothing marked is for all."""

    countries = _marked(_("En qué países"), country_choices)
    happened = _marked(_("Qué pasó"), Happened.choices)
    danger = _marked(_("Qué tan pronto está el peligro"), Danger.choices)
    needs = _marked(_("Qué puede dar"), Need.choices)

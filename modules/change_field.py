"""The question about a change in the form of a lesson: how much it weighs and, in each language, what changed."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from modules.changes import Said
from modules.models.change import LessonChange

LONGEST = 400


class ChangeWidget(forms.MultiWidget):
    """A mark that nobody sees, three weights, and room for words in each language."""

    template_name = "modules/widgets/change.html"

    def __init__(self) -> None:
        room = {
            code: forms.Textarea({"rows": 2, "maxlength": LONGEST, "lang": code})
            for code, _name in settings.LANGUAGES
        }
        weights = forms.RadioSelect(choices=LessonChange.Weight.choices)
        super().__init__({"mark": forms.HiddenInput(), "weight": weights, **room})

    def decompress(self, value: Said | None) -> list[str]:
        said = value or {}
        words = said.get("what", {})
        return [said.get("mark", ""), said.get("weight", ""), *(words.get(code, "") for code in _codes())]

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, value, attrs)
        mark, weight, *rooms = context["widget"]["subwidgets"]
        return {**context, "mark": mark, "weight": weight, "rooms": zip(_codes(), rooms, strict=True)}


class ChangeField(forms.MultiValueField):
    """Its value is what a draft keeps (`modules.changes`); it asks for nothing by itself."""

    def __init__(self, **kwargs: Any) -> None:
        words = [forms.CharField(max_length=LONGEST, required=False) for _code in _codes()]
        weight = forms.ChoiceField(choices=LessonChange.Weight.choices, required=False)
        fields = [forms.UUIDField(required=False), weight, *words]
        super().__init__(fields, widget=ChangeWidget, required=False, require_all_fields=False, **kwargs)

    def compress(self, values: list[Any]) -> Said:
        if not values:
            return {}
        mark, weight, *words = values
        what = {code: said for code, said in zip(_codes(), words, strict=True) if said}
        return {"mark": str(mark or ""), "weight": weight, "what": what}


def require_words(said: Said, languages: list[tuple[str, str]]) -> None:
    """
    Raises ValidationError unless it is said how much the change weighs and, of one that protects, what changed in each
    of these languages (code and name): those in which the lesson is read.
    """
    if not said.get("weight"):
        raise ValidationError(_("Di qué tan grande es este cambio: hay quien ya hizo esta lección."))
    lacking = [name for code, name in languages if code not in said["what"]]
    if said["weight"] == LessonChange.Weight.SAFETY and lacking:
        message = _("Falta decir qué cambió, para quien ya la hizo: %(languages)s.")
        raise ValidationError(message % {"languages": ", ".join(lacking)})


def _codes() -> list[str]:
    return [code for code, _name in settings.LANGUAGES]

"""What a reviewer answers: every line of a checklist, or the reason why a page goes back."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

CHECKLISTS: dict[str, tuple[Any, ...]] = {
    "content": (
        _("Empieza con una actividad, y lo que se explica viene después."),
        _("Cada dato dice de dónde viene y cuándo se revisó."),
        _("En las preguntas, cada opción explica por qué sí o por qué no."),
        _("Se entiende sin ver las imágenes y sin oír las grabaciones."),
        _("Las palabras son claras, y lo que pide cabe en el tiempo que dice."),
    ),
    "safety": (
        _("No nombra personas, lugares ni grupos que alguien pueda reconocer, y no muestra caras."),
        _("De cada parte dura se puede salir sin perder la lección."),
        _("Ningún consejo expone más a quien lo siga."),
        _("Comprobé que los contactos existen y contestan."),
        _("Nunca manda primero a la policía, ni culpa a quien fue atacada."),
    ),
}
LONGEST = 1000


class DecisionForm(forms.Form):
    """What both decisions carry: the version that she looked at, and her words."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    comment = forms.CharField(
        max_length=LONGEST, widget=forms.Textarea({"rows": 3, "autocomplete": "off"}), required=False
    )


def form_for(look: str, action: str) -> type[DecisionForm]:
    """The form of this decision in this look."""
    if action == "reject":
        reason = forms.CharField(
            label=_("Qué falta"),
            help_text=_("Dilo de modo que se pueda hacer. Lo lee quien la escribió."),
            max_length=LONGEST,
            widget=forms.Textarea({"rows": 4, "autocomplete": "off"}),
        )
        return type("ReturnForm", (DecisionForm,), {"comment": reason})
    lines: dict[str, forms.Field] = {
        f"line_{number}": forms.BooleanField(label=words, widget=forms.CheckboxInput({"autocomplete": "off"}))
        for number, words in enumerate(CHECKLISTS[look])
    }
    comment = forms.CharField(
        label=_("Algo más"),
        help_text=_("Si quieres. Queda en el historial de la revisión."),
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 2, "autocomplete": "off"}),
        required=False,
    )
    own = {**lines, "comment": comment, "field_order": [*lines, "comment"]}
    return type("ApprovalForm", (DecisionForm,), own)

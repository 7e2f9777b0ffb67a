"""How every form of the site becomes HTML, and how one is sent once."""

import uuid
from typing import Any
from uuid import UUID

from django import forms
from django.forms.renderers import TemplatesSetting


class SentOnce(forms.Form):
    """`nonce`, of one showing of the form, makes a second tap the same thing as the first."""

    nonce = forms.UUIDField(required=False, widget=forms.HiddenInput, initial=uuid.uuid4)

    def clean_nonce(self) -> UUID:
        return self.cleaned_data["nonce"] or uuid.uuid4()


class LinesField(forms.CharField):
    """Text of some lines. A browser sends the end of a line as two signs and counts it as one, and so is it here."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> str | None:
        text = super().to_python(value)
        return text.replace("\r\n", "\n").replace("\r", "\n") if text else text


class Renderer(TemplatesSetting):
    """
    `{{ form }}` and `{{ field.as_field_group }}` through our own components: label, help and what to mend tied to
    the widget, choices in a fieldset, a linked summary first. Set as FORM_RENDERER; wants `django.forms` installed.

    What a woman types or marks is not kept by the browser unless the field asks for it: on a lent phone, Back
    would show it to the next one, whatever the page says of storing.
    """

    form_template_name = "components/_form.html"
    field_template_name = "components/_field.html"

    def render(self, template_name: str, context: dict[str, Any], request: Any = None) -> str:
        if "widget" in context:
            _keep_nothing(context["widget"])
        return str(super().render(template_name, context, request))


def _keep_nothing(widget: dict[str, Any]) -> None:
    widget["attrs"].setdefault("autocomplete", "off")
    options = [each for _name, group, _index in widget.get("optgroups", ()) for each in group]
    for each in [*options, *widget.get("subwidgets", ())]:
        if each.get("type") != "select":  # The choices of a select are no fields of their own.
            _keep_nothing(each)

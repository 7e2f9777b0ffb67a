"""A story with ways to choose: each is a link, each has its consequence, and there is always a way back."""

from string import ascii_uppercase
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from modules.blocks.base import LessonBlock
from modules.blocks.text import PLAIN_FEATURES
from modules.scenarios import problems, read_scenario

LETTERS = [(letter, letter) for letter in ascii_uppercase[:15]]


class WayBlock(blocks.StructBlock):
    text = blocks.CharBlock(max_length=200, label=_("qué elige"))
    consequence = blocks.TextBlock(
        max_length=600,
        rows=3,
        label=_("qué pasa entonces"),
        help_text=_("Nombra también lo que tuvo de bueno."),
    )
    leads_to = blocks.ChoiceBlock(choices=LETTERS, label=_("lleva al paso"))

    class Meta:
        label = _("Salida")


class StepBlock(blocks.StructBlock):
    letter = blocks.ChoiceBlock(choices=LETTERS, label=_("letra"))
    body = blocks.RichTextBlock(features=PLAIN_FEATURES, label=_("qué pasa aquí"))
    ending = blocks.BooleanBlock(
        required=False,
        label=_("es un final"),
        help_text=_("Ningún final es una muerte: siempre hay algo que hacer."),
    )
    ways = blocks.ListBlock(WayBlock(), max_num=4, default=[], label=_("salidas"))

    class Meta:
        label = _("Paso")
        label_format = "{letter}"


class ScenarioBlock(LessonBlock):
    title = blocks.CharBlock(max_length=120, label=_("título"))
    steps = blocks.ListBlock(
        StepBlock(),
        min_num=2,
        max_num=len(LETTERS),
        label=_("pasos"),
        help_text=_("Se empieza por el primero. En la vista previa se ve el árbol: qué lleva a dónde."),
    )

    class Meta:
        icon = "redirect"
        label = _("Historia con caminos")
        description = _("Ella elige qué hacer, ve qué pasa y puede volver. Con nombres inventados.")
        template = "modules/blocks/scenario.html"

    def clean(self, value: Any) -> Any:
        """A draft may still lack a way; what is published may not: every path leads to an ending."""
        cleaned = super().clean(value)
        if not self.is_deferred_validation and (found := list(problems(read_scenario(cleaned)))):
            raise StructBlockValidationError(block_errors={"steps": ValidationError(found)})
        return cleaned

"""Questions. What kind a question is stands here; whether it is practice or checked, the lesson says."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from modules.blocks.base import LessonBlock
from modules.blocks.text import PLAIN_FEATURES


class ChoiceItemBlock(blocks.StructBlock):
    text = blocks.CharBlock(max_length=300, label=_("opción"))
    correct = blocks.BooleanBlock(required=False, label=_("es acertada"))
    feedback = blocks.TextBlock(max_length=500, rows=2, label=_("qué le decimos a quien la elige"))

    class Meta:
        label = _("Opción")


class ChoiceQuestionBlock(LessonBlock):
    """A question with choices; each choice explains itself."""

    prompt = blocks.RichTextBlock(features=PLAIN_FEATURES, label=_("pregunta"))
    hint = blocks.CharBlock(max_length=300, required=False, label=_("pista"))
    choices = blocks.ListBlock(ChoiceItemBlock(), min_num=2, max_num=6, label=_("opciones"))

    def right_answers(self, value: dict[str, Any]) -> int:
        return sum(bool(choice["correct"]) for choice in value["choices"])


class SingleChoiceBlock(ChoiceQuestionBlock):
    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if self.right_answers(cleaned) != 1:
            raise StructBlockValidationError(
                block_errors={"choices": ValidationError(_("Marca una opción acertada, y solo una."))}
            )
        return cleaned

    class Meta:
        icon = "radio-full"
        label = _("Pregunta de una respuesta")
        template = "modules/blocks/choice_question.html"


class MultipleChoiceBlock(ChoiceQuestionBlock):
    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if not self.right_answers(cleaned):
            raise StructBlockValidationError(
                block_errors={"choices": ValidationError(_("Marca al menos una opción acertada."))}
            )
        return cleaned

    class Meta:
        icon = "tick"
        label = _("Pregunta de varias respuestas")
        template = "modules/blocks/choice_question.html"


class TrueFalseBlock(LessonBlock):
    statement = blocks.RichTextBlock(features=PLAIN_FEATURES, label=_("afirmación"))
    answer = blocks.BooleanBlock(required=False, label=_("es verdad"))
    if_true = blocks.TextBlock(max_length=500, rows=2, label=_("qué le decimos si elige verdadero"))
    if_false = blocks.TextBlock(max_length=500, rows=2, label=_("qué le decimos si elige falso"))

    class Meta:
        icon = "help"
        label = _("Verdad o falso")
        template = "modules/blocks/true_false.html"

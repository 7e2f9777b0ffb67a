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


class QuestionBlock(LessonBlock):
    prompt = blocks.RichTextBlock(features=PLAIN_FEATURES, label=_("pregunta"))
    hint = blocks.CharBlock(max_length=300, required=False, label=_("pista"))


class ChoiceQuestionBlock(QuestionBlock):
    """A question with choices; each choice explains itself."""

    choices = blocks.ListBlock(
        ChoiceItemBlock(),
        min_num=2,
        max_num=6,
        default=[{"text": "", "correct": False, "feedback": ""}] * 2,
        label=_("opciones"),
    )

    def clean(self, value: Any) -> Any:
        """A draft may still be without its right answer; what is published may not."""
        cleaned = super().clean(value)
        right = sum(bool(choice["correct"]) for choice in cleaned["choices"])
        if not self.is_deferred_validation and not self.is_answerable(right):
            raise StructBlockValidationError(block_errors={"choices": ValidationError(self.needs_answer)})
        return cleaned

    needs_answer: Any = ""

    def is_answerable(self, right: int) -> bool:
        """Whether so many right choices make a question."""
        raise NotImplementedError


class SingleChoiceBlock(ChoiceQuestionBlock):
    needs_answer = _("Marca una opción acertada, y solo una.")

    def is_answerable(self, right: int) -> bool:
        return right == 1

    class Meta:
        icon = "radio-full"
        label = _("Pregunta de una respuesta")
        description = _(
            "Cada opción explica algo, también las que no son. Sirve para practicar o para revisar."
        )
        template = "modules/blocks/choice_question.html"


class MultipleChoiceBlock(ChoiceQuestionBlock):
    needs_answer = _("Marca al menos una opción acertada.")

    def is_answerable(self, right: int) -> bool:
        return right > 0

    class Meta:
        icon = "tasks"
        label = _("Pregunta de varias respuestas")
        description = _(
            "Como la de una respuesta, con varias acertadas. Cuenta también lo que va bien en parte."
        )
        template = "modules/blocks/choice_question.html"


class CourseOfActionBlock(ChoiceItemBlock):
    good = blocks.TextBlock(
        max_length=300,
        rows=2,
        label=_("qué tiene de bueno"),
        help_text=_("Toda salida tiene algo: nómbralo."),
    )

    class Meta:
        label = _("Salida")


class ScenarioChoiceBlock(ChoiceQuestionBlock):
    """A situation and ways out of it; one is chosen, several may be right."""

    story = blocks.RichTextBlock(features=PLAIN_FEATURES, label=_("situación"))
    choices = blocks.ListBlock(
        CourseOfActionBlock(),
        min_num=2,
        max_num=4,
        default=[{"text": "", "correct": False, "good": "", "feedback": ""}] * 2,
        label=_("salidas"),
    )
    needs_answer = _("Marca al menos una salida acertada.")

    def is_answerable(self, right: int) -> bool:
        return right > 0

    class Meta:
        icon = "help"
        label = _("¿Qué harías?")
        description = _(
            "Una situación inventada y de dos a cuatro salidas. De cada una se dice qué tiene de bueno."
        )
        template = "modules/blocks/scenario_choice.html"


class TrueFalseBlock(LessonBlock):
    statement = blocks.RichTextBlock(features=PLAIN_FEATURES, label=_("afirmación"))
    answer = blocks.BooleanBlock(required=False, label=_("es verdadera"))
    if_true = blocks.TextBlock(max_length=500, rows=2, label=_("qué le decimos si elige verdadero"))
    if_false = blocks.TextBlock(max_length=500, rows=2, label=_("qué le decimos si elige falso"))

    class Meta:
        icon = "help"
        label = _("Verdadero o falso")
        description = _("Una afirmación y lo que se le dice a quien elige cada lado.")
        template = "modules/blocks/true_false.html"

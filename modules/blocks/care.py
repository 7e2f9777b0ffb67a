"""Blocks that care for her: content note, reflection, next step."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from modules.blocks.base import LessonBlock
from modules.blocks.text import TOLD_FEATURES


class ContentNoteBlock(LessonBlock):
    """A real choice: what comes, how long it takes, skip and still complete, what helps."""

    body = blocks.RichTextBlock(features=TOLD_FEATURES, label=_("qué viene"))
    minutes = blocks.IntegerBlock(min_value=1, max_value=60, default=5, label=_("cuántos minutos"))
    helps = blocks.CharBlock(max_length=400, required=False, label=_("qué ayuda si remueve algo"))
    skips = blocks.IntegerBlock(
        min_value=1,
        max_value=20,
        default=1,
        label=_("cuántos bloques se pueden saltar"),
        help_text=_("Los que siguen a esta nota y pueden remover algo."),
    )

    class Meta:
        icon = "warning"
        label = _("Antes de seguir")
        description = _("Avisa lo que viene y cuánto dura, y deja saltarlo sin perder nada. Va justo antes.")
        template = "modules/blocks/content_note.html"


class ReflectionBlock(LessonBlock):
    """A question for herself, never marked; what she writes stays in the page."""

    body = blocks.RichTextBlock(features=TOLD_FEATURES, label=_("pregunta"))
    room = blocks.BooleanBlock(
        required=False,
        label=_("con lugar para escribir"),
        help_text=_("Lo que escriba se queda en su página: no se envía, no se guarda, no se califica."),
    )

    class Meta:
        icon = "edit"
        label = _("Para pensar")
        description = _("Una pregunta abierta, solo para ella: no se guarda ni se califica.")
        template = "modules/blocks/reflection.html"


class NextStepBlock(LessonBlock):
    """One small commitment, hers; nothing is written down."""

    body = blocks.RichTextBlock(features=TOLD_FEATURES, label=_("próximo paso"))
    when = blocks.CharBlock(max_length=120, required=False, label=_("cuándo"))
    with_whom = blocks.CharBlock(max_length=120, required=False, label=_("con quién"))

    class Meta:
        icon = "arrow-right"
        label = _("Próximo paso")
        description = _("Un compromiso pequeño: cuándo y con quién.")
        template = "modules/blocks/next_step.html"

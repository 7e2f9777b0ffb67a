"""Blocks for whoever gives the lesson in person; never sent to learners."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from modules.blocks.base import LessonBlock


class FacilitatorNoteBlock(LessonBlock):
    body = blocks.RichTextBlock(features=["h3", "bold", "italic", "ol", "ul"], label=_("nota"))

    class Meta:
        icon = "group"
        label = _("Nota para la facilitadora")
        description = _("Para quien da la sesión en persona. A quien aprende no le llega nunca.")
        template = "modules/blocks/facilitator_note.html"


class FeedbackBlock(LessonBlock):
    """Words to tick at the end of a lesson: what was good, what could be better. Counted, never kept of a person."""

    title = blocks.CharBlock(max_length=120, default=_("¿Qué te pareció?"), label=_("pregunta"))

    class Meta:
        icon = "tick-inverse"
        label = _("Qué te pareció")
        description = _("Palabras para marcar, sin nombre. Las facilitadoras las ven cuando son cinco o más.")
        template = "modules/blocks/feedback.html"

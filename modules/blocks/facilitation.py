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

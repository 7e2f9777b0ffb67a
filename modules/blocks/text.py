"""Blocks to read: text, story, key idea, checklist."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from modules.blocks.base import LessonBlock

PLAIN_FEATURES = ["bold", "italic", "ol", "ul", "link"]


class TextBlock(LessonBlock):
    body = blocks.RichTextBlock(features=["h3", *PLAIN_FEATURES], label=_("Texto"))

    class Meta:
        icon = "pilcrow"
        label = _("Texto")
        description = _("Párrafos cortos, listas y títulos.")
        template = "modules/blocks/text.html"


class StoryBlock(LessonBlock):
    title = blocks.CharBlock(max_length=120, label=_("Título"))
    body = blocks.RichTextBlock(features=PLAIN_FEATURES, label=_("Historia"))
    question = blocks.CharBlock(max_length=300, required=False, label=_("Pregunta al final"))

    class Meta:
        icon = "openquote"
        label = _("Historia")
        description = _(
            "Un caso con nombres inventados y una pregunta al final. No hace falta violencia para que importe."
        )
        template = "modules/blocks/story.html"


class KeyIdeaBlock(LessonBlock):
    body = blocks.RichTextBlock(features=PLAIN_FEATURES, label=_("Idea"))
    source = blocks.CharBlock(max_length=300, label=_("De dónde viene"))
    checked_on = blocks.DateBlock(label=_("Revisado el"))
    review_by = blocks.DateBlock(
        label=_("Revisar antes del"),
        help_text=_("Leyes, teléfonos y montos cambian: a los tres meses. Lo demás, al año."),
    )

    class Meta:
        icon = "info-circle"
        label = _("Idea clave")
        description = _("Lo que conviene recordar, de dónde viene y cuándo se revisó.")
        template = "modules/blocks/key_idea.html"


class ChecklistBlock(LessonBlock):
    title = blocks.CharBlock(max_length=160, label=_("Título"))
    items = blocks.ListBlock(blocks.CharBlock(max_length=300, label=_("Punto")), label=_("Puntos"))

    class Meta:
        icon = "list-ul"
        label = _("Lista para marcar")
        description = _("Puntos que ella marca en su página; no se guardan.")
        template = "modules/blocks/checklist.html"

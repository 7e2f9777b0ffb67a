"""Blocks to read: text, story, key idea, checklist."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from modules.blocks.base import LessonBlock

PLAIN_FEATURES = ["bold", "italic", "ol", "ul", "link"]
# A text in which words of the glossary are explained.
TOLD_FEATURES = [*PLAIN_FEATURES, "word", "no-word"]


class TextBlock(LessonBlock):
    body = blocks.RichTextBlock(features=["h3", *TOLD_FEATURES], label=_("texto"))

    class Meta:
        icon = "pilcrow"
        label = _("Texto")
        description = _("Párrafos cortos, listas y títulos.")
        template = "modules/blocks/text.html"


class StoryBlock(LessonBlock):
    title = blocks.CharBlock(max_length=120, label=_("título"))
    body = blocks.RichTextBlock(features=TOLD_FEATURES, label=_("historia"))
    question = blocks.CharBlock(max_length=300, required=False, label=_("pregunta al final"))

    class Meta:
        icon = "openquote"
        label = _("Historia")
        description = _(
            "Un caso con nombres inventados y una pregunta al final. No hace falta violencia para que importe."
        )
        template = "modules/blocks/story.html"


ADVICE = [
    ("none", _("No es un consejo que caduca")),
    ("legal", _("Leyes y mecanismos")),
    ("contact", _("Contactos y apoyos")),
    ("digital", _("Seguridad digital")),
]


class KeyIdeaBlock(LessonBlock):
    body = blocks.RichTextBlock(features=TOLD_FEATURES, label=_("idea"))
    source = blocks.CharBlock(max_length=300, label=_("de dónde viene"))
    checked_on = blocks.DateBlock(label=_("revisado el"))
    review_by = blocks.DateBlock(
        label=_("revisar antes del"),
        help_text=_("Leyes, teléfonos y montos cambian: a los tres meses. Lo demás, al año."),
    )
    advice = blocks.ChoiceBlock(choices=ADVICE, default="none", label=_("qué clase de consejo es"))
    owner = blocks.CharBlock(
        max_length=120,
        required=False,
        label=_("quién lo cuida"),
        help_text=_("Un equipo o un rol, en palabras. Nunca el nombre de una persona."),
    )

    class Meta:
        icon = "info-circle"
        label = _("Idea clave")
        description = _("Lo que conviene recordar, de dónde viene y cuándo se revisó.")
        template = "modules/blocks/key_idea.html"


class ChecklistBlock(LessonBlock):
    title = blocks.CharBlock(max_length=160, label=_("título"))
    items = blocks.ListBlock(blocks.CharBlock(max_length=300, label=_("punto")), min_num=1, label=_("puntos"))

    class Meta:
        icon = "list-ul"
        label = _("Lista para marcar")
        description = _("Puntos que ella marca en su página; no se guardan.")
        template = "modules/blocks/checklist.html"


class DiscussionBlock(LessonBlock):
    """A question to talk about with others: in the session, or in a topic of her network's forum."""

    title = blocks.CharBlock(max_length=120, label=_("tema"), help_text=_("Así se llamará en el foro."))
    body = blocks.RichTextBlock(features=TOLD_FEATURES, label=_("qué conversar"))

    class Meta:
        icon = "comment"
        label = _("Para conversar")
        description = _("Una pregunta para el grupo; lleva a su tema en el foro de cada red.")
        template = "modules/blocks/discussion.html"

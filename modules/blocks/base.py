"""What every block of a lesson has: the step of the lesson it belongs to."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

STEPS = [
    ("activity", _("Actividad")),
    ("discussion", _("Conversación")),
    ("input", _("Ideas")),
    ("deepening", _("Práctica")),
    ("synthesis", _("Cierre")),
]


class LessonBlock(blocks.StructBlock):
    """A block of a lesson; `step` is its place in activity, discussion, input, deepening, synthesis."""

    step = blocks.ChoiceBlock(choices=STEPS, label=_("paso"), default="input")

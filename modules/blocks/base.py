"""What every block of a lesson has: the step of the lesson it belongs to, and a sample of itself."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from modules.blocks.previews import SAMPLES

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

    def get_preview_value(self) -> Any:
        """What the trainer sees of this block before she takes it."""
        return self.normalize({"step": "input", **SAMPLES[self.name]()})

    @property
    def is_previewable(self) -> bool:
        return self.name in SAMPLES

"""Blocks for breath and body: breathing pause, grounding, check-in. Nothing of them leaves the page."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from modules.blocks.base import LessonBlock
from modules.blocks.text import TOLD_FEATURES

PATTERNS = [("4-4-6", "4-4-6"), ("4-4-4-4", "4-4-4-4")]
GAUGES = [("energy", _("Cuánta energía tiene")), ("alert", _("Cómo está su cuerpo, de calma a desborde"))]


class BreathingPauseBlock(LessonBlock):
    body = blocks.RichTextBlock(features=TOLD_FEATURES, label=_("qué hace esta pausa"))
    pattern = blocks.ChoiceBlock(choices=PATTERNS, default="4-4-6", label=_("ritmo"))
    rounds = blocks.IntegerBlock(min_value=1, max_value=10, default=4, label=_("vueltas"))

    class Meta:
        icon = "time"
        label = _("Pausa para respirar")
        description = _("Unas vueltas de respiración; se para cuando ella quiera.")
        template = "modules/blocks/breathing_pause.html"


class GroundingBlock(LessonBlock):
    """Five things seen, four touched, three heard, two smelled, one tasted, with open eyes."""

    body = blocks.RichTextBlock(features=TOLD_FEATURES, label=_("para qué sirve aquí"))

    class Meta:
        icon = "radio-full"
        label = _("Volver aquí: 5-4-3-2-1")
        description = _("Con los cinco sentidos y los ojos abiertos. Se para cuando ella quiera.")
        template = "modules/blocks/grounding.html"


class CheckInBlock(LessonBlock):
    """She reads herself; when it is much she is offered a breath, a pause, to skip, somebody to talk to."""

    body = blocks.RichTextBlock(features=TOLD_FEATURES, label=_("pregunta"))
    gauge = blocks.ChoiceBlock(choices=GAUGES, default="energy", label=_("qué mira"))

    class Meta:
        icon = "user"
        label = _("¿Cómo llegas?")
        description = _("Ella se mira y elige; no se guarda ni lo ve nadie. Si es mucho, se le ofrece parar.")
        template = "modules/blocks/check_in.html"

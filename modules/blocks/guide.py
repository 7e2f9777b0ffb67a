"""
What whoever gives a lesson in person needs besides its blocks: the fields of a facilitator's guide. All optional,
plain text; printed in the kit, never sent to a learner.

Sources of the fields: Level-Up, Cyberwomen, Front Line Defenders, Integrated Security Manual, SAFETAG.
"""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from modules.blocks.base import STEPS

STRESS = [("green", _("Verde: se puede aprender tranquila")), ("orange", _("Naranja: puede remover algo"))]
LONGEST = 1500


def _text(label: Any, *, rows: int = 2, **options: Any) -> blocks.TextBlock:
    return blocks.TextBlock(required=False, max_length=LONGEST, rows=rows, label=label, **options)


def _list(label: Any, each: Any) -> blocks.ListBlock:
    return blocks.ListBlock(
        blocks.TextBlock(max_length=500, rows=1, label=each), max_num=20, default=[], label=label
    )


class StepMinutesBlock(blocks.StructBlock):
    """Minutes of each step when the lesson is given in person."""

    def __init__(self, **options: Any) -> None:
        steps = [
            (name, blocks.IntegerBlock(required=False, min_value=0, max_value=480, label=label))
            for name, label in STEPS
        ]
        super().__init__(steps, **options)


class MaterialsBlock(blocks.StructBlock):
    projector = _text(_("con proyector"))
    paper = _text(_("con papel"))
    no_power = _text(_("sin electricidad"))


class FollowUpBlock(blocks.StructBlock):
    weeks_2 = _text(_("a las dos semanas"))
    months_2 = _text(_("a los dos o tres meses"))
    months_6 = _text(_("a los seis meses"))


class VersionsBlock(blocks.StructBlock):
    """What to do when there is this much time."""

    minutes_30 = _text(_("en 30 minutos"))
    minutes_60 = _text(_("en 60 minutos"))
    minutes_90 = _text(_("en 90 minutos"))


class GuideBlock(blocks.StructBlock):
    objective = _text(_("objetivo"), help_text=_("Una frase: qué sabrán o podrán hacer al final."))
    level = _text(_("para quiénes"), help_text=_("Y qué sesiones conviene haber hecho antes."))
    group = blocks.CharBlock(required=False, max_length=60, label=_("de cuántas"), help_text="5-20")
    steps = StepMinutesBlock(label=_("minutos de cada paso"))
    materials = MaterialsBlock(label=_("materiales"))
    preparation = _text(_("qué preparar"))
    access = _text(
        _("que quepan todas"),
        help_text=_("Lengua, lectura, movilidad, cuidado de niñas y niños, quién suele quedarse callada."),
    )
    stress = blocks.ChoiceBlock(choices=STRESS, required=False, label=_("cuánto puede tensar"))
    lowering = _text(_("cómo bajar la tensión"))
    questions = _list(_("preguntas para hacer, en orden"), _("pregunta"))
    key_points = _list(_("lo que tiene que quedar"), _("punto"))
    mistakes = _list(_("errores frecuentes"), _("error"))
    alternatives = _text(_("otras maneras de hacerla"))
    handouts = _list(_("qué repartir o recortar"), _("hoja"))
    closing = _text(_("cierre"))
    follow_up = FollowUpBlock(label=_("después"))
    versions = VersionsBlock(label=_("si hay menos o más tiempo"))
    sources = _text(_("de dónde viene"))

    class Meta:
        icon = "group"
        label = _("Guía para facilitar")


GUIDE_BLOCKS = [("guide", GuideBlock())]

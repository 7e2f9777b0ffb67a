"""Questions answered by more than a choice: matching, ordering, a few words."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from modules.blocks.quiz import QuestionBlock
from modules.questions import LONGEST_ANSWER, fold


def _alike(texts: Iterable[str | None]) -> bool:
    folded = [fold(text or "") for text in texts]
    return len(set(folded)) < len(folded)


class PairBlock(blocks.StructBlock):
    left = blocks.CharBlock(max_length=200, label=_("una parte"))
    right = blocks.CharBlock(max_length=200, label=_("su pareja"))
    feedback = blocks.TextBlock(max_length=500, rows=2, label=_("por qué van juntas"))

    class Meta:
        label = _("Pareja")


class ThingBlock(blocks.StructBlock):
    text = blocks.CharBlock(max_length=300, label=_("paso"))
    feedback = blocks.TextBlock(max_length=500, rows=2, label=_("por qué va en este lugar"))

    class Meta:
        label = _("Paso")


class MatchingBlock(QuestionBlock):
    pairs = blocks.ListBlock(
        PairBlock(), min_num=2, max_num=6, label=_("parejas"), help_text=_("Se mezclan solas.")
    )

    class Meta:
        icon = "link"
        label = _("Pregunta de parejas")
        description = _("Cada parte con su pareja, en listas. Cuenta también lo que va bien en parte.")
        template = "modules/blocks/matching.html"

    def clean(self, value: Any) -> Any:
        """Two partners that read alike can not be told apart."""
        cleaned = super().clean(value)
        sides = [[pair[side] for pair in cleaned["pairs"]] for side in ("left", "right")]
        if not self.is_deferred_validation and any(map(_alike, sides)):
            error = ValidationError(_("Dos parejas dicen lo mismo: no se podría saber cuál es cuál."))
            raise StructBlockValidationError(block_errors={"pairs": error})
        return cleaned


class OrderingBlock(QuestionBlock):
    things = blocks.ListBlock(
        ThingBlock(),
        min_num=3,
        max_num=7,
        label=_("pasos"),
        help_text=_("Escríbelos en el orden acertado; se mezclan solos."),
    )

    class Meta:
        icon = "order"
        label = _("Pregunta de orden")
        description = _("Pasos que se ponen en su lugar, con listas. Cuenta también lo que va bien en parte.")
        template = "modules/blocks/ordering.html"

    def clean(self, value: Any) -> Any:
        """Nobody could know which of two steps that read alike comes first."""
        cleaned = super().clean(value)
        if not self.is_deferred_validation and _alike([thing["text"] for thing in cleaned["things"]]):
            error = ValidationError(_("Dos pasos dicen lo mismo: no se podría saber cuál va primero."))
            raise StructBlockValidationError(block_errors={"things": error})
        return cleaned


class ShortTextBlock(QuestionBlock):
    accepted = blocks.ListBlock(
        blocks.CharBlock(max_length=LONGEST_ANSWER, label=_("respuesta")),
        min_num=1,
        max_num=12,
        label=_("respuestas acertadas"),
        help_text=_("Todas las formas de decirlo. Acentos, mayúsculas y signos no cuentan."),
    )
    if_right = blocks.TextBlock(max_length=500, rows=2, label=_("qué le decimos si acierta"))
    if_other = blocks.TextBlock(max_length=500, rows=2, label=_("qué le decimos si escribe otra cosa"))

    class Meta:
        icon = "edit"
        label = _("Pregunta de pocas palabras")
        description = _("Ella escribe una o dos palabras. Lo que escribe no se guarda: solo si acertó.")
        template = "modules/blocks/short_text.html"

"""What a term of the glossary says in one language."""

from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from wagtail import blocks


def languages() -> list[tuple[str, Any]]:
    """Code and name of the languages that courses are written in."""
    return list(settings.WAGTAIL_CONTENT_LANGUAGES)


class SenseBlock(blocks.StructBlock):
    """One meaning, and where it is said so, if that is not everywhere."""

    says = blocks.TextBlock(max_length=400, rows=2, label=_("qué quiere decir"))
    countries = blocks.ListBlock(
        blocks.CharBlock(max_length=2, label=_("país")),
        default=[],
        min_num=0,
        label=_("países"),
        help_text=_("Con dos letras (GT, MX…), si solo ahí se usa así."),
    )

    class Meta:
        icon = "doc-full"
        label = _("Sentido")


class EntryBlock(blocks.StructBlock):
    """The words of a term in one language, and what they mean."""

    language = blocks.ChoiceBlock(choices=languages, label=_("lengua"))
    words = blocks.ListBlock(
        blocks.CharBlock(max_length=100, label=_("palabra")),
        min_num=1,
        label=_("palabras"),
        help_text=_("La primera es la que se muestra. El plural se encuentra solo."),
    )
    senses = blocks.ListBlock(SenseBlock(), min_num=1, label=_("sentidos"))
    find = blocks.BooleanBlock(
        required=False,
        default=True,
        label=_("buscarla en los textos"),
        help_text=_("Sin marcar: se explica solo donde alguien la marca al escribir."),
    )

    class Meta:
        icon = "openquote"
        label = _("En una lengua")

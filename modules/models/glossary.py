"""The glossary: words of this work, what they mean, and in which country."""

import uuid
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from learning.core.privacy import PLAIN
from modules.blocks.entries import EntryBlock
from modules.blocks.stream import BlockField
from modules.glossary_form import TermForm


class GlossaryTerm(models.Model):
    """
    One idea with its words in each language. Learners open it from the text of a lesson; whether it still has to be
    confirmed is for those who write courses.
    """

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    entries = BlockField([("entry", EntryBlock())], verbose_name=_("lenguas"))
    source = models.CharField(_("de dónde viene"), max_length=200, blank=True)
    to_confirm = models.BooleanField(
        _("falta confirmarla"),
        default=False,
        help_text=_("La tiene que confirmar una editora de la región. Quien aprende no ve esto."),
    )

    base_form_class = TermForm
    panels = [FieldPanel("entries"), FieldPanel("source"), FieldPanel("to_confirm")]

    class Meta:
        verbose_name = _("palabra del glosario")
        verbose_name_plural = _("glosario")

    class Privacy:
        fields = dict.fromkeys(("id", "key", "entries", "source", "to_confirm"), PLAIN)

    def __str__(self) -> str:
        return " · ".join(entry["words"][0] for entry in self.said().values() if entry["words"])

    def said(self) -> dict[str, Mapping[str, Any]]:
        """Language to its entry, as plain values: words, senses with says and countries, find."""
        return said(self.entries.raw_data)


def said(entries: Iterable[Mapping[str, Any]]) -> dict[str, Mapping[str, Any]]:
    """The same of entries as they are stored."""
    return {raw["value"]["language"]: _plain(raw["value"]) for raw in entries}


def _plain(entry: Mapping[str, Any]) -> dict[str, Any]:
    """An entry as it is stored, without the ids of its parts."""
    senses = [sense["value"] for sense in entry["senses"]]
    return {
        "words": [word["value"] for word in entry["words"]],
        "senses": [
            {"says": sense["says"], "countries": [each["value"] for each in sense.get("countries", ())]}
            for sense in senses
        ],
        "find": entry.get("find", True),
    }

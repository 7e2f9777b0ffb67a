"""Of a note for who gives a lesson, what its guide does not say already: in the kit they stand together."""

import re
from collections.abc import Mapping
from typing import Any

from django.utils.html import strip_tags
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from modules.questions import fold

PARTS = re.compile(r"(?=<h\d\b)")
TITLE = re.compile(r"<h\d\b.*?</h\d>", re.DOTALL)


def beyond_guide(note: str, guide: Mapping[str, Any] | None) -> SafeString:
    """Without the parts that are called as what stands in the guide; all of it where there is none."""
    said = {fold(title) for title, name in _names().items() if guide and _is_said(guide[name])}
    parts = (part for part in PARTS.split(note) if fold(_title(part)) not in said)
    return mark_safe("".join(parts))  # noqa: S308 (of what the editor keeps, in whole parts)


def _is_said(value: Any) -> bool:
    return any(value.values()) if isinstance(value, Mapping) else bool(value)


def _title(part: str) -> str:
    found = TITLE.match(part)
    return strip_tags(found[0]).strip() if found else ""


def _names() -> dict[str, str]:
    return {
        _("Objetivo"): "objective",
        _("Grupo y tiempo"): "group",
        _("Materiales"): "materials",
        _("Preguntas para el grupo"): "questions",
        _("Nivel de estrés"): "stress",
        _("Cierre"): "closing",
    }

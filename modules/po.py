"""
A translation as a PO file, for who translates without the editor. What comes back was written by anybody: it goes in as
a whole, or not at all and with a sentence that says why.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import polib
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail_localize.models import StringTranslation, Translation
from wagtail_localize.strings import StringValue, validate_translation_links

from modules.lacks import lacks

MB = 1024 * 1024
MOST_BYTES, MOST_ENTRIES, LONGEST_TITLE = 2 * MB, 5000, 255
OWN = "X-WagtailLocalize-TranslationID"
# Signs that no text has, and that PostgreSQL refuses.
UNREADABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
BROKEN = (AttributeError, IndexError, KeyError, OSError, RecursionError, TypeError, ValueError)


class PoRefused(Exception):
    """With one sentence for who sent it; nothing of the file was taken."""


@dataclass(frozen=True)
class Brought:
    """How many texts came in, and how many are of a text that is not there any more."""

    new: int
    gone: int


def bring_in(translation: Translation, data: bytes, *, by: Any) -> Brought:
    """Take what this file says, if publishing would take it too. Raises PoRefused."""
    entries = list(_entries(_read(data), translation))
    segments = {
        (each.context.path, each.string.data): each
        for each in translation.source.stringsegment_set.select_related("context", "string")
    }
    known = {key: text for key, text in entries if key in segments}
    for (path, said), text in known.items():
        _check(said, text, path)
    with transaction.atomic():
        before = set(_lacks(translation))
        new = sum(_put(translation, segments[key], text, by) for key, text in known.items())
        found = [each for each in _lacks(translation) if each not in before]
        if found:
            raise PoRefused(
                _("No entró nada: así no se podría publicar. %(why)s") % {"why": " ".join(found[:3])}
            )
    return Brought(new, len(entries) - len(known))


def _read(data: bytes) -> polib.POFile:
    if len(data) > MOST_BYTES:
        raise PoRefused(_("Este archivo pesa demasiado. Hasta %(most)d MB.") % {"most": MOST_BYTES // MB})
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise PoRefused(_("Este archivo no está en UTF-8. Guárdalo con esa codificación.")) from None
    # What has no line break polib would take for the name of a file of ours.
    if UNREADABLE.search(text) or "\n" not in text or "msgid" not in text:
        raise PoRefused(_("Este archivo no es un PO, o llegó incompleto."))
    try:
        return polib.pofile(text)
    except BROKEN:
        raise PoRefused(_("Este archivo no es un PO, o llegó incompleto.")) from None


def _entries(po: polib.POFile, translation: Translation) -> Iterator[tuple[tuple[str, str], str]]:
    """Place and text, and its translation; what is empty or marked as doubtful stays out."""
    if po.metadata.get(OWN) != str(translation.uuid):
        raise PoRefused(_("Este archivo es de otra página o de otro idioma. Baja el de esta y usa ese."))
    if len(po) > MOST_ENTRIES:
        raise PoRefused(_("Este archivo tiene demasiados textos."))
    for entry in po:
        if not entry.obsolete and not entry.fuzzy and entry.msgstr.strip():
            yield (entry.msgctxt or "", entry.msgid), entry.msgstr


def _check(said: str, text: str, path: str) -> None:
    # The package writes it into the page's own column as soon as it is kept.
    if path == "title" and len(text) > LONGEST_TITLE:
        raise PoRefused(_("No entró nada: así no se podría publicar. %(why)s") % {"why": f"«{text[:60]}…»"})
    try:
        StringValue.from_translated_html(text)
        validate_translation_links(said, text)
    except ValueError:
        shown = text if len(text) <= 60 else f"{text[:60]}…"
        told = _("No entró nada: «%(text)s» trae etiquetas o enlaces que su original no tiene.")
        raise PoRefused(told % {"text": shown}) from None


def _lacks(translation: Translation) -> list[str]:
    """What would keep the page from being published with the words there are, where a page is ours."""
    page = translation.source.get_ephemeral_translated_instance(translation.target_locale, fallback=True)
    said = [f"{each.where}: {each.said}" if each.place else each.said for each in lacks(page)]
    try:
        page.full_clean()
    except ValidationError as error:
        said += [f"«{name}»: {' '.join(each)}" for name, each in error.message_dict.items() if name != "slug"]
    return said


def _put(translation: Translation, segment: Any, text: str, by: Any) -> bool:
    """Whether this is another text than there was."""
    place = {
        "translation_of_id": segment.string_id,
        "locale_id": translation.target_locale_id,
        "context_id": segment.context_id,
    }
    if StringTranslation.objects.filter(**place, data=text, has_error=False).exists():
        return False
    values = {"data": text, "tool_name": "", "last_translated_by": by, "has_error": False, "field_error": ""}
    values["translation_type"] = StringTranslation.TRANSLATION_TYPE_MANUAL
    StringTranslation.objects.update_or_create(**place, defaults=values)
    return True

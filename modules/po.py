"""
A translation as a PO file, for who translates without the editor. What comes back was written by anybody: it goes in as
a whole, or not at all and with a sentence that says why.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import polib
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from wagtail_localize.models import Translation
from wagtail_localize.strings import StringValue, validate_translation_links

from modules.lacks import lacks
from modules.lateness import agreed_words
from modules.readable import UNREADABLE
from modules.texts import put, refusal

MB = 1024 * 1024
MOST_BYTES, MOST_ENTRIES = 2 * MB, 5000
OWN = "X-WagtailLocalize-TranslationID"
BROKEN = (AttributeError, IndexError, KeyError, OSError, RecursionError, TypeError, ValueError)


class PoRefused(Exception):
    """With one sentence for who sent it; nothing of the file was taken."""


@dataclass(frozen=True)
class Brought:
    """How many texts came in, are of a text that is not there any more, and wait since they are marked as doubtful."""

    new: int
    gone: int
    doubtful: int


def take_out(translation: Translation) -> str:
    """
    Its texts, with what is translated already, and beside each the words agreed on that stand in it. A text that stands
    twice in one place stands there once: other programs refuse the file.
    """
    po, words = translation.export_po(), agreed_words(translation)
    po.metadata["Language"] = translation.target_locale.language_code
    po[:] = {(each.msgctxt, each.msgid): each for each in reversed(po)}.values()
    po.reverse()
    for each in po:
        each.comment = "\n".join(f"{word} = {other}" for word, other in words(strip_tags(each.msgid)))
    return str(po)


def bring_in(translation: Translation, data: bytes, *, by: Any) -> Brought:
    """Take what this file of at most MOST_BYTES says, if publishing would take it too. Raises PoRefused."""
    told = list(_told(_read(data), translation))
    # Of a text that stands there twice, what was said last.
    entries = {(each.msgctxt or "", each.msgid): _words(each) for each in told if not each.fuzzy}
    segments = {
        (each.context.path, each.string.data): each
        for each in translation.source.stringsegment_set.select_related("context", "string")
    }
    known = {key: text for key, text in entries.items() if key in segments}
    for key, text in known.items():
        _check(segments[key], text)
    with transaction.atomic():
        before = set(_lacks(translation))
        new = sum(put(translation, segments[key], text, by=by) for key, text in known.items())
        found = [each for each in _lacks(translation) if each not in before]
        if found:
            raise PoRefused(
                _("No entró nada: así no se podría publicar. %(why)s") % {"why": " ".join(found[:3])}
            )
    return Brought(new, len(entries) - len(known), sum(each.fuzzy for each in told))


def _read(data: bytes) -> polib.POFile:
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


def _told(po: polib.POFile, translation: Translation) -> Iterator[polib.POEntry]:
    """The texts that are translated, for certain or not."""
    if po.metadata.get(OWN) != str(translation.uuid):
        raise PoRefused(_("Este archivo es de otra página o de otra lengua. Baja el de esta y usa ese."))
    if len(po) > MOST_ENTRIES:
        raise PoRefused(_("Este archivo tiene demasiados textos."))
    yield from (each for each in po if not each.obsolete and _words(each).strip())


def _words(entry: polib.POEntry) -> str:
    """No text of ours has a plural; a program that makes one of it says it there first."""
    return entry.msgstr or entry.msgstr_plural.get(0, "")


def _check(segment: Any, text: str) -> None:
    if why := refusal(segment, text):
        raise PoRefused(
            _("No entró nada: así no se podría publicar. %(why)s") % {"why": f"«{text[:60]}…» {why}"}
        )
    try:
        StringValue.from_translated_html(text)
        validate_translation_links(segment.string.data, text)
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

"""
What keeps a page from being published, all of it at once: a sentence that says what to do, and the block it is about.

One list of rules a kind: `RULES` are asked of each block, `PAGE_RULES` of the page. Every way of publishing asks them.
"""

import re
from collections.abc import Callable, Iterator
from copy import deepcopy
from datetime import date
from html import unescape
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.fields import StreamField

from modules.blocks import LESSON_BLOCKS
from modules.blocks.directory import CARD_NAMES
from modules.blocks.guide import GUIDE_BLOCKS
from modules.findings import Finding, at, blank_texts, rich_texts
from modules.outside import loads_from_outside
from modules.quizzes import read_quiz
from modules.weight import LIMIT, lesson_weight

# What to say of an empty field, by its name; of others, that they are to be filled.
EMPTY = {
    "image": gettext_lazy("Elige la imagen."),
    "alt": gettext_lazy("Escribe qué se ve, para quien no puede ver la imagen."),
    "audio": gettext_lazy("Elige el audio."),
    "video": gettext_lazy("Elige el video."),
    "transcript": gettext_lazy("Escribe todo lo que se dice, para quien no puede oírlo."),
    "feedback": gettext_lazy("Escribe qué le decimos a quien responde así."),
    "if_true": gettext_lazy("Escribe qué le decimos a quien elige verdadero."),
    "if_false": gettext_lazy("Escribe qué le decimos a quien elige falso."),
    "if_right": gettext_lazy("Escribe qué le decimos si acierta."),
    "if_other": gettext_lazy("Escribe qué le decimos si responde otra cosa."),
    "source": gettext_lazy("Escribe de dónde viene."),
    "checked_on": gettext_lazy("Di cuándo se revisó."),
    "review_by": gettext_lazy("Di antes de cuándo hay que revisarlo."),
}
# Copies that are never loosened: while a draft is kept, Wagtail asks less of the blocks themselves.
STRICT: dict[str, Any] = {name: deepcopy(block) for name, block in (*LESSON_BLOCKS, *GUIDE_BLOCKS)}
# A voice that is gone is not heard, and keeps nothing from being read.
UNASKED = frozenset({"tracks"})
# Blocks that begin with a title of level 3: what is inside may begin one deeper.
TITLED = frozenset({"content_note", "next_step", "facilitator_note"})
HEADING = re.compile(r"(?is)<h([1-6])\b[^>]*>(.*?)</h\1>")


def asked(block: Any) -> Iterator[str]:
    """What the block's own form asks: alt text, transcripts, right answers, feedback, ways on, sources and dates."""
    strict = STRICT[block.block_type]
    try:
        strict.clean(block.value)
    except ValidationError as error:
        yield from _sentences(strict, error)


def written(block: Any) -> Iterator[str]:
    """A text that was begun and emptied again keeps its paragraph, and its form takes that for words."""
    for where, label in blank_texts(STRICT[block.block_type], block.value):
        yield where + _("Llena «%(field)s».") % {"field": label}


def headings(block: Any) -> Iterator[str]:
    """The page's title is level 1, the steps are level 2: a block begins with level 3, and no level is left out."""
    titled = block.block_type in TITLED or "title" in block.value
    for html in rich_texts(block.value):
        level = 3 if titled else 2
        for number, inside in HEADING.findall(html):
            words = unescape(strip_tags(inside)).strip()
            if not words:
                yield _("Hay un título vacío: bórralo o escríbelo.")
            elif not 3 <= int(number) <= level + 1:
                yield _("El título «%(words)s» no sigue el orden: márcalo otra vez como título.") % {
                    "words": words
                }
            level = int(number)


def inside(block: Any) -> Iterator[str]:
    """No picture and no frame from another address: it would tell that address who reads, and cost her data."""
    if any(loads_from_outside(html) for html in rich_texts(block.value)):
        yield _from_outside()


def cared_for(block: Any) -> Iterator[str]:
    """Advice on laws, contacts and devices ages: somebody looks after it, and a card shows an entry that is there."""
    ages = (block.value.get("advice") or "none") != "none"
    if ages and not (block.value.get("owner") or "").strip():
        yield _uncared()
    key = block.value.get("entry") if block.block_type in CARD_NAMES else None
    entries = apps.get_model("modules", "EntryPage").objects
    if key and not entries.filter(translation_key=key, live=True).exists():
        yield _("La ficha que muestra ya no está en el directorio: elige otra.")


def dated(block: Any) -> Iterator[str]:
    yield from _in_order(block.value.get("checked_on"), block.value.get("review_by"))


RULES: tuple[Callable[[Any], Iterator[str]], ...] = (asked, written, headings, inside, cared_for, dated)


def questions_to_pass(page: Any) -> Iterator[str]:
    """With a pass mark and no question, everyone who came would pass."""
    if getattr(page, "pass_mark", None) is not None and not read_quiz(page.body).questions:
        yield _("Todavía no hay preguntas que revisar. Agrega una, o deja vacío el número para pasar.")


def inside_introduction(page: Any) -> Iterator[str]:
    if loads_from_outside(getattr(page, "intro", "")):
        yield _from_outside()


def inside_entry(page: Any) -> Iterator[str]:
    if loads_from_outside(getattr(page, "about", "")):
        yield _from_outside()


def sourced(page: Any) -> Iterator[str]:
    if not getattr(page, "source", "-").strip():
        yield str(EMPTY["source"])


def looked_after(page: Any) -> Iterator[str]:
    """An entry of the directory ages like every advice."""
    if not getattr(page, "cared_by", "-").strip():
        yield _uncared()


def dated_entry(page: Any) -> Iterator[str]:
    yield from _in_order(getattr(page, "checked_on", None), getattr(page, "review_by", None))


def light(page: Any) -> Iterator[str]:
    """Her line is slow and prepaid."""
    if hasattr(page, "body") and (weight := lesson_weight(page)).total > LIMIT:
        said = _("Pesa %(weight)d KB sin imágenes ni grabaciones, y el límite es %(limit)d: pártela en dos.")
        yield said % {"weight": weight.kilobytes, "limit": LIMIT // 1000}


# With the field of the form in which it can be mended.
PAGE_RULES: tuple[tuple[str, Callable[[Any], Iterator[str]]], ...] = (
    ("pass_mark", questions_to_pass),
    ("intro", inside_introduction),
    ("about", inside_entry),
    ("source", sourced),
    ("cared_by", looked_after),
    ("checked_on", dated_entry),
    ("body", light),
)


def lacks(page: Any, *, as_a_whole: bool = True) -> list[Finding]:
    """
    Everything that is missing, in the order of the page; nothing, and it may be published. Without `as_a_whole` only
    its blocks are asked: a page with a date that is none cannot be put together.
    """
    streams = [each.name for each in page._meta.get_fields() if isinstance(each, StreamField)]
    found = [each for name in streams if name not in UNASKED for each in lacks_of(getattr(page, name), name)]
    rules = PAGE_RULES if as_a_whole else ()
    return found + [Finding(said, field=name) for name, rule in rules for said in rule(page)]


def lacks_of(stream: Any, field: str = "body") -> Iterator[Finding]:
    """What is missing in the blocks of a stream."""
    for place, block in enumerate(stream, 1):
        for said in dict.fromkeys(str(each) for rule in RULES for each in rule(block)):
            yield at(said, place, block, field)


def _in_order(checked_on: date | None, review_by: date | None) -> Iterator[str]:
    """Nobody has checked it on a day to come, and it is not to be checked again before it was."""
    if checked_on and checked_on > timezone.localdate():
        yield _("El día en que se revisó todavía no llega: escribe el que fue.")
    if checked_on and review_by and review_by <= checked_on:
        yield _("El día para revisarlo de nuevo tiene que ser después del día en que se revisó.")


def _uncared() -> str:
    return _("Este consejo caduca: escribe qué equipo o qué rol lo cuida.")


def _from_outside() -> str:
    return _("Trae algo de otra dirección. Sube la imagen aquí, o pon un enlace.")


def _sentences(block: Any, error: Any, before: str = "") -> Iterator[str]:
    for key, each in getattr(error, "block_errors", {}).items():
        if hasattr(block, "child_blocks"):
            yield from _sentences(block.child_blocks[key], each, before)
        else:
            yield from _sentences(block.child_block, each, f"{block.child_block.label} {key + 1}: ")
    if hasattr(error, "non_block_errors"):
        yield from (f"{before}«{block.label}»: {each}" for each in error.non_block_errors)
    elif not hasattr(error, "block_errors"):
        yield from (before + _sentence(block, each) for each in error.error_list)


def _sentence(block: Any, error: ValidationError) -> str:
    if error.code == "required":
        return str(EMPTY.get(block.name) or _("Llena «%(field)s».") % {"field": block.label})
    said = " ".join(error.messages)
    return said if error.code is None else f"«{block.label}»: {said}"

"""Two versions of a lesson beside each other: which blocks came, went, moved or changed, and their words alone."""

import re
from collections.abc import Iterator
from datetime import date
from difflib import SequenceMatcher
from typing import Any

from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail import blocks
from wagtail.admin.compare import StreamFieldComparison, diff_text, register_comparison_class
from wagtail.utils.text import text_from_html

from modules.blocks.stream import BlockField
from modules.sameness import says_the_same

# Where a text stands inside its block, by names and ids, and what that place is called.
Place = tuple[str, ...]
Words = dict[Place, tuple[str, str]]
# Where one paragraph ends and the next begins.
ENDS = re.compile(r"</(p|li|h\d|blockquote)>")

# Words may stay while what they lead to becomes another.
LINK = re.compile(r'<a [^>]*?href="([^"]*)"[^>]*>.*?(?=</a>)', re.DOTALL)


class BlocksComparison(StreamFieldComparison):
    """What Wagtail's page of two versions shows of a lesson's blocks."""

    def htmldiff(self) -> SafeString:
        before = {each.id: each for each in self.val_a}
        after = {each.id: each for each in self.val_b}
        moved = _moved([key for key in before if key in after], [key for key in after if key in before])
        rows = [*(_row(before.get(key), after[key], key in moved) for key in after)]
        rows += [_row(before[key], None, False) for key in before if key not in after]
        told = [row for row in rows if row]
        same = len(rows) - len(told)
        if same:
            said = ngettext("%(same)s bloque sigue igual.", "%(same)s bloques siguen igual.", same)
            told.append(format_html("<p>{}</p>", said % {"same": same}))
        return format_html_join("\n", "{}", ((row,) for row in told))


register_comparison_class(BlockField, comparison_class=BlocksComparison)


def words_of(block: Any, value: Any, place: Place = (), label: str = "") -> Iterator[tuple[Place, str, str]]:
    """All that stands in a block, as a trainer reads it: where, under which label, in which words."""
    if isinstance(block, blocks.StructBlock):
        for name, child in block.child_blocks.items():
            if not getattr(child.meta, "untold", False):
                yield from words_of(child, value.get(name), (*place, name), _joined(label, child.label))
    elif isinstance(block, blocks.ListBlock):
        for number, each in enumerate(value.bound_blocks if value else (), 1):
            yield from words_of(each.block, each.value, (*place, each.id), f"{label} {number}")
    elif isinstance(block, blocks.StreamBlock):
        for each in value or ():
            yield from words_of(each.block, each.value, (*place, each.id), _joined(label, each.block.label))
    elif text := _text(block, value):
        yield place, label, text


def _joined(label: str, more: Any) -> str:
    return f"{label} · {more}" if label else str(more)


def _text(block: Any, value: Any) -> str:
    if value in (None, "", [], False):
        return ""
    if isinstance(block, blocks.BooleanBlock):
        return _("sí")
    if isinstance(block, blocks.ChoiceBlock):
        return str(dict(block.field.choices).get(value, value))
    if isinstance(block, blocks.RichTextBlock):
        return str(text_from_html(ENDS.sub(r"\g<0>\n", LINK.sub(r"\g<0> (\1)", value.source)))).strip()
    return date_format(value) if isinstance(value, date) else str(value)


def _moved(before: list[str], after: list[str]) -> set[str]:
    """Those that do not stand in the order of the others any more."""
    kept = SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks()
    return set(after) - {key for match in kept for key in after[match.b : match.b + match.size]}


def difference_of(before: Any, after: Any) -> SafeString | None:
    """The words of one block that changed, each in its place, or all of them of one that came or went; else nothing."""
    old: Words = _by_place(before)
    new: Words = _by_place(after)
    lines = [
        (label, _marked(old.get(place, ("", ""))[1], new.get(place, ("", ""))[1]))
        for place, (label, _words) in (old | new).items()
        if old.get(place, ("", ""))[1] != new.get(place, ("", ""))[1]
    ]
    if lines:
        return format_html("<dl>{}</dl>", format_html_join("\n", "<dt>{}</dt>\n<dd>{}</dd>", lines))
    if before and after and not says_the_same(_stored(before), _stored(after)):
        said = _("Las palabras son las mismas: cambió la forma, un enlace o un archivo.")
        return format_html("<p>{}</p>", said)
    return None


def _stored(child: Any) -> Any:
    return _without_ids(child.get_prep_value()["value"])


def _without_ids(value: Any) -> Any:
    """Entries of a list from before they had an id get another one each time they are read."""
    if isinstance(value, dict):
        return {name: _without_ids(each) for name, each in value.items() if name != "id"}
    return [_without_ids(each) for each in value] if isinstance(value, list) else value


def _row(before: Any, after: Any, moved: bool) -> SafeString | str:
    """One block; empty where nothing of it changed."""
    told = difference_of(before, after)
    if not told and not moved and before and after:
        return ""
    said = _("Nuevo") if not before else _("Quitado") if not after else _("Cambiado") if told else ""
    said = ", ".join(word for word in (said, _("en otro lugar") if moved else "") if word)
    name = (after or before).block.label
    return format_html('<div class="difference"><h2>{} · {}</h2>\n{}</div>', name, said, told or "")


def _by_place(child: Any) -> Words:
    return (
        {place: (label, text) for place, label, text in words_of(child.block, child.value)} if child else {}
    )


def _marked(before: str, after: str) -> SafeString:
    """Marked by more than colour, and told by a screen reader."""
    tags = {"addition": "<ins class='addition'>{}</ins>", "deletion": "<del class='deletion'>{}</del>"}
    parts = (format_html(tags.get(kind, "{}"), text) for kind, text in diff_text(before, after).changes)
    return format_html_join("", "{}", ((part,) for part in parts))

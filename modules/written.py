"""
What she writes into a lesson's blocks stays in her page. Where she asks that it be kept, the fields of one block are
sent, and are read here in words: pure functions, no person, no database.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from typing import Any

from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from modules.blocks.worksheet import WORKSHEETS
from modules.worksheets import Worksheet

WORDS = "words"
READING = "reading"
# The buttons: their value is the block that she asks to keep, whole or its actions alone.
KEEP = "keep"
ONLY_ACTIONS = "only"
SHEETS: Mapping[str, Worksheet] = {name: block.sheet for name, block in WORKSHEETS}
LONGEST_TITLE = 120


@dataclass(frozen=True)
class Sent:
    """
    What one form brought: the block she asks to keep, its fields by their own names, and by the names they have in the
    page what else she had written there, which goes back to her.
    """

    block: str
    words: Mapping[str, str]
    others: Mapping[str, str]


@dataclass(frozen=True)
class Written:
    """`kind`: 'reflection', 'check_in' or 'sheet'; empty where the block is not there any more."""

    kind: str
    title: str
    body: str


def field_name(place: int, number: int) -> str:
    """The field of a sheet's entry `number`, both from 1."""
    return f"f{place}-{number}"


# Every name under which her own words may come.
FIELDS = (
    WORDS,
    *(
        field_name(place, number)
        for place in range(1, max(len(sheet.fields) for sheet in SHEETS.values()) + 1)
        for number in range(1, max(sheet.most for sheet in SHEETS.values()) + 1)
    ),
)


def keepable(body: Any) -> list[str]:
    """The ids of the blocks in which she writes, in their order, out of what is stored."""
    return [raw["id"] for raw in body.raw_data if raw.get("id") and _is_written_in(raw)]


def read_sent(sent: Mapping[str, Any]) -> Sent:
    """Fields are named by block and field, with a point between; a reading's button has the name of its field."""
    block = sent.get(KEEP) or sent.get(ONLY_ACTIONS) or _block_read(sent)
    own = {name: value for name, value in sent.items() if value and _in_block(name)}
    words = {_in_block(name): value for name, value in own.items() if _block_of(name) == block}
    if sent.get(ONLY_ACTIONS):
        # What is no action goes back to her too.
        return Sent(block, {**words, ONLY_ACTIONS: "1"}, own)
    return Sent(block, words, {name: value for name, value in own.items() if _block_of(name) != block})


def of_block(block: str, written: Mapping[str, str]) -> dict[str, str]:
    """Of the fields of a page those of one block, by their own names."""
    return {_in_block(name): value for name, value in written.items() if block and _block_of(name) == block}


def _block_of(name: str) -> str:
    return name.rpartition(".")[0]


def _in_block(name: str) -> str:
    """The name of a field in which she writes; empty for all others."""
    field = name.rpartition(".")[2]
    return field if _block_of(name) and field in {*FIELDS, READING} else ""


def _block_read(sent: Mapping[str, str]) -> str:
    return next((_block_of(name) for name in sent if _in_block(name) == READING), "")


def read_written(body: Any, block_id: str, sent: Mapping[str, Any]) -> Written:
    """What was sent of the fields of one block of a lesson's stream value; nothing of hers is dropped."""
    raw = next((each for each in body.raw_data if each.get("id") == block_id and _is_written_in(each)), None)
    if raw is None:
        return Written("", "", "\n\n".join(str(sent[name]) for name in FIELDS if sent.get(name)))
    value = raw["value"]
    if raw["type"] == "reflection":
        return Written("reflection", _short(value["body"]), sent.get(WORDS, ""))
    if raw["type"] == "check_in":
        return Written("check_in", _("¿Cómo llegas?"), sent.get(READING, ""))
    entries = _entries(SHEETS[raw["type"]], sent)
    return Written("sheet", value["title"][:LONGEST_TITLE], "\n\n".join(entries))


def _is_written_in(raw: Mapping[str, Any]) -> bool:
    kind = raw["type"]
    return kind == "check_in" or kind in SHEETS or (kind == "reflection" and bool(raw["value"].get("room")))


def _entries(sheet: Worksheet, sent: Mapping[str, Any]) -> Iterator[str]:
    for number in sheet.numbers:
        lines = [
            f"{field.label}\n{sent[name]}"
            for place, field in enumerate(sheet.fields, 1)
            if sent.get(name := field_name(place, number)) and (field.action or not sent.get(ONLY_ACTIONS))
        ]
        if lines:
            head = [f"{sheet.entry} {number}"] if sheet.most > 1 else []
            yield "\n\n".join([*head, *lines])


def _short(html: str) -> str:
    """The beginning of a rich text, as a title."""
    words = " ".join(unescape(strip_tags(html.replace("<", " <"))).split())
    return words if len(words) <= LONGEST_TITLE else f"{words[: LONGEST_TITLE - 1].rstrip()}…"

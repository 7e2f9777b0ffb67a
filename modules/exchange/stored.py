"""
Blocks that Markdown can not say (a draft with gaps, a sign inside a word, a link that is not https) stand in a lesson
file as they are stored, in JSON:

    ::: text {id: …, stored: true}
    {"step": "input", "body": "<p>…</p>"}
    :::

What is read from there was written by anybody: of a text only what its editor offers is kept.
"""

import json
import re
from collections.abc import Mapping, Sequence
from datetime import date
from html import escape
from html.parser import HTMLParser
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.utils.translation import gettext as _
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.blocks import Block, RichTextBlock

from modules.exchange.balanced import balanced
from modules.exchange.body import Body
from modules.exchange.errors import CourseFileError
from modules.exchange.ids import stable_id
from modules.exchange.leaves import Path, changed

BLOCK_KEY = re.compile(r' data-block-key="[^"]*"')
# What Python takes for the end of a line and JSON does not.
BREAKS = re.compile("[\x7f-\x9f\u2028\u2029]")
AFTER_OPENING = re.compile(r"(<(?:p|h3|li|ul|ol)>) +")
BEFORE_CLOSING = re.compile(r" +(</(?:p|h3|li|ul|ol)>|<ul>|<ol>)")
SAME_TAG = {"strong": "b", "em": "i"}
KEPT = ("href", "id", "linktype")


def write_stored(value: Mapping[str, Any]) -> str:
    """The body of a container that holds a value as it is stored."""
    told = json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1, sort_keys=True)
    return BREAKS.sub(lambda sign: f"\\u{ord(sign[0]):04x}", told)


def read_stored(block: Block, body: Body) -> dict[str, Any]:
    """The value that `write_stored` wrote, with texts as the editor would keep them."""
    try:
        value = json.loads("\n".join(body.lines))
        if not isinstance(value, dict):
            raise TypeError
        return dict(changed(block, _named(value, body.key), _kept))
    except (AssertionError, AttributeError, KeyError, RecursionError, TypeError, ValueError):
        message = _("Los datos de este bloque no se entienden.")
        raise CourseFileError(message, body.first) from None


def _named(value: Any, key: str) -> Any:
    """Entries of lists are known by UUIDs, whatever stands in the file."""
    if isinstance(value, list):
        return [{**_named(item, key), "id": str(stable_id(key, str(item["id"])))} for item in value]
    return {name: _named(each, key) for name, each in value.items()} if isinstance(value, dict) else value


def _kept(block: Block, value: Any, path: Path) -> Any:
    if not isinstance(block, RichTextBlock) or value is None:
        return value
    # Of a link only where it leads outside: the numbers of pages here are not for a file to say.
    return as_edited(balanced(str(value)), block.features or [])


def as_edited(html: str, features: Sequence[str]) -> str:
    """What the editor of a text with these features would keep of this HTML."""
    converter = ContentstateConverter(features=[*features])
    return BLOCK_KEY.sub("", converter.to_database_format(converter.from_database_format(html)))


def plainly(value: Any) -> Any:
    """
    What two stored values that say the same have in common: keys of paragraphs and ends of lines are nothing, nor are
    those of the points of a plain list, which nobody answers.
    """
    if isinstance(value, dict) and value.get("type") == "item" and isinstance(value.get("value"), str):
        return plainly(value["value"])
    if isinstance(value, dict):
        return {name: plainly(each) for name, each in value.items() if each not in (None, "")}
    if isinstance(value, list):
        return [plainly(each) for each in value]
    if isinstance(value, date):
        return value.isoformat()
    if not isinstance(value, str):
        return value
    return _html_plainly(value) if value.startswith("<") else value.replace("\r\n", "\n")


def _html_plainly(html: str) -> str:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    said = re.sub(r"[ \t\r\n]+", " ", "".join(reader.parts))
    return BEFORE_CLOSING.sub(r"\1", AFTER_OPENING.sub(r"\1", said)).replace("<p></p>", "").strip(" ")


class _Reader(HTMLParser):
    """Tags and words of a text in one way of writing."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = "".join(f' {name}="{escape(value or "")}"' for name, value in sorted(attrs) if name in KEPT)
        self.parts.append(f"<{SAME_TAG.get(tag, tag)}{told}>")

    def handle_endtag(self, tag: str) -> None:
        if tag != "br":
            self.parts.append(f"</{SAME_TAG.get(tag, tag)}>")

    def handle_data(self, data: str) -> None:
        self.parts.append(escape(data))

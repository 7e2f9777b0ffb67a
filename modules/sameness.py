"""When two stored values say the same, though one of them went through the editor's form and the other did not."""

import re
from datetime import date
from html import escape
from html.parser import HTMLParser
from typing import Any

AFTER_OPENING = re.compile(r"(<(?:p|h3|li|ul|ol)>) +")
BEFORE_CLOSING = re.compile(r" +(</(?:p|h3|li|ul|ol)>|<ul>|<ol>)")
SAME_TAG = {"strong": "b", "em": "i"}
KEPT = ("href", "id", "linktype")


def says_the_same(one: Any, other: Any) -> bool:
    """Whether a reader finds no difference between these stored values."""
    return one is other or bool(plainly(one) == plainly(other))


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

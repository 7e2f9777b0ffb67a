"""HTML of ours in the stricter writing that books ask for: every element closed, every attribute with a value."""

import re
from html import escape
from html.parser import HTMLParser

VOID = frozenset({"br", "hr", "img", "link", "meta"})
SPACES = 'xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"'
# What XML can not hold, however it is written.
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
# An address inside the course: of a lesson, of something in it, of an answer to something in it.
INSIDE = re.compile(r"#(?P<lesson>l\d+)(?:-.*?(?P<answer>-a)?)?")


def to_xhtml(html: str) -> bytes:
    """A whole page. Pictures named `asset:x` and links between lessons lead to the files of the book."""
    writer = _Writer()
    writer.feed(html.strip())
    writer.close()
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{"".join(writer.parts)}\n'.encode()


class _Writer(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []

    def handle_decl(self, decl: str) -> None:
        self.parts.append("<!DOCTYPE html>")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = "".join(f' {name}="{_plain(value)}"' for name, value in _in_a_book(tag, dict(attrs)).items())
        spaces = f" {SPACES}" if tag == "html" else ""
        self.parts.append(f"<{tag}{spaces}{told}{'/' if tag in VOID else ''}>")

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            self.parts.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self.parts.append(_plain(data))


def _plain(text: str) -> str:
    return escape(UNWRITABLE.sub("", text))


def _in_a_book(tag: str, attrs: dict[str, str | None]) -> dict[str, str]:
    told = {name.replace("data-epub-", "epub:"): value or "" for name, value in attrs.items()}
    if "lang" in told:
        told["xml:lang"] = told["lang"]
    if tag == "img":
        told["src"] = told["src"].removeprefix("asset:")
    if tag == "a" and (found := INSIDE.fullmatch(told.get("href", ""))):
        told["href"] = f"{'answers' if found['answer'] else found['lesson']}.xhtml{told['href']}"
    return told

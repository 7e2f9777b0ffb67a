"""
Text of blocks: Markdown in files, the editor's HTML in the database. Paragraphs, lists, strong, emphasis,
headings of level 3, links to https addresses and to pages (see `references`), and words to explain or not:
[riesgo](glosario:), [pausa](glosario:no).
"""

import re
from collections.abc import Sequence
from html.parser import HTMLParser

from django.utils.translation import gettext as _
from markdown_it import MarkdownIt
from markdown_it.token import Token

from modules.exchange.errors import CourseFileError

MARKUP = MarkdownIt("zero", {"xhtmlOut": False}).enable(
    ["list", "heading", "emphasis", "link", "escape", "entity", "newline"]
)
TAGS = {"strong": "b", "em": "i"}
# What is said about a word (modules.glossary), written as a link that leads nowhere.
WORDS = {"glosario:": "abbr", "glosario:no": "acronym"}
SPECIAL = re.compile(r"([\\`*_\[\]<>&])")
LINE_START = re.compile(r"^(#{1,6}(?=\s|$)|[-+](?=\s|$)|:::|[?](?=\s))")
MARKS = {"b": "**", "strong": "**", "i": "*", "em": "*"}
# A space that holds two words together is a sign of its own.
SPACES = re.compile(r"[ \t\r\n\f\v]+")
BOUND = "\xa0"
LINKS = ("https://", "/pagina/")
# At the end of a heading, signs of its own would be read as its closing.
HEADING_END = re.compile(r"(?<=\s)(#+)$")
NUMBERED = re.compile(r"^(\d{1,9})([.)])(?=\s|$)")


def to_html(text: str) -> str:
    """The editor's HTML for this Markdown. Raises CourseFileError, with the line, for what blocks can't hold."""
    tokens = MARKUP.parse(text)
    for token in tokens:
        _check(token)
    depth = 0
    for token in tokens:
        depth += {"list_item_open": 1, "list_item_close": -1}.get(token.type, 0)
        token.hidden = token.hidden or (depth > 0 and token.type.startswith("paragraph"))
        _mark_words(token.children or ())
        for child in token.children or ():
            child.tag = TAGS.get(child.tag, child.tag)
            if child.type == "softbreak":
                child.type, child.content = "text", " "
    html = MARKUP.renderer.render(tokens, MARKUP.options, {})
    return html.replace("<br>", "<br/>").replace("&quot;", '"').replace("\n", "")


def _mark_words(tokens: Sequence[Token]) -> None:
    tag = ""
    for token in tokens:
        if token.type == "link_open" and token.attrGet("href") in WORDS:
            tag = WORDS[str(token.attrs.pop("href"))]
        if token.tag == "a" and tag:
            token.tag = tag
        if token.type == "link_close":
            tag = ""


def _check(token: Token) -> None:
    line = token.map[0] + 1 if token.map else 0
    if token.type == "heading_open" and token.tag != "h3":
        raise CourseFileError(_("Los títulos dentro de un bloque llevan tres signos: ### Título."), line)
    for child in token.children or ():
        href = str(child.attrGet("href"))
        if child.type == "link_open" and href not in WORDS and not href.startswith(LINKS):
            raise CourseFileError(_("Un enlace tiene que empezar con https://."), line)


def to_markdown(html: str) -> str:
    """
    Markdown that `to_html` turns back into this HTML, of which it keeps what blocks can hold. Where emphasis
    begins or ends inside a word next to a sign, Markdown has no way to say it and the signs are shown.
    """
    writer = _Writer()
    writer.feed(html)
    writer.close()
    writer.end_paragraph()
    return "".join(part + ("\n" if part.startswith("### ") else "\n\n") for part in writer.done).rstrip("\n")


def _safe_start(line: str) -> str:
    return NUMBERED.sub(r"\1\\\2", LINE_START.sub(r"\\\1", line))


class _Writer(HTMLParser):
    """Collects finished paragraphs, headings and whole lists in `done`."""

    def __init__(self) -> None:
        super().__init__()
        self.done: list[str] = []
        self.items: list[str] = []
        self.counters: list[int | None] = []
        self.begin()

    def begin(self, prefix: str = "") -> None:
        self.prefix, self.line, self.waiting, self.href = prefix, "", "", ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"p", "h3", "ul", "ol", "li"}:
            self.end_paragraph()
        if tag == "h3":
            self.begin("### ")
        elif tag in {"ul", "ol"}:
            self.counters.append(1 if tag == "ol" else None)
        elif tag == "li":
            self.begin(self.bullet())
        elif tag in MARKS:
            self.waiting += MARKS[tag]
        elif tag == "br":
            self.line += "\\\n"
        elif tag == "a":
            self.waiting += "["
            self.href = dict(attrs).get("href") or ""
        elif tag in WORDS.values():
            self.waiting += "["

    def handle_data(self, data: str) -> None:
        text = SPECIAL.sub(r"\\\1", SPACES.sub(" ", data)).replace(BOUND, "&nbsp;")
        if not text.strip():
            self.line += text
            return
        # A sign of emphasis clings to its word: blanks stand outside.
        start = text[: len(text) - len(text.lstrip())]
        self.line += start + self.waiting + text.lstrip()
        self.waiting = ""

    def handle_endtag(self, tag: str) -> None:
        if tag in {"p", "h3", "li"}:
            self.end_paragraph()
        elif tag in {"ul", "ol"} and self.counters:
            self.end_paragraph()
            self.counters.pop()
            self.end_list()
        elif tag in MARKS:
            self.close_mark(MARKS[tag], MARKS[tag])
        elif tag == "a":
            self.close_mark("[", f"]({self.href})")
        elif tag in WORDS.values():
            self.close_mark("[", next(f"]({href})" for href, element in WORDS.items() if element == tag))

    def close_mark(self, opened: str, closing: str) -> None:
        if self.waiting.endswith(opened):
            self.waiting = self.waiting.removesuffix(opened)
            return
        text = self.line.rstrip(" ")
        self.line = text + closing + self.line[len(text) :]

    def bullet(self) -> str:
        indent = "".join("   " if counter else "  " for counter in self.counters[:-1])
        number = self.counters[-1] if self.counters else None
        if number is None:
            return f"{indent}- "
        self.counters[-1] = number + 1
        return f"{indent}{number}. "

    def end_paragraph(self) -> None:
        text = _safe_start(self.line.strip(" "))
        if self.prefix == "### ":
            text = HEADING_END.sub(r"\\\1", text)
        if text:
            (self.items if self.counters else self.done).append(self.prefix + text)
        self.begin()

    def end_list(self) -> None:
        if not self.counters:
            self.done.append("\n".join(self.items))
            self.items = []

"""HTML of anybody, in which every tag that is opened is closed, and only what a text of ours knows is left."""

from html import escape
from html.parser import HTMLParser

BLOCKS = {"p", "h3", "ul", "ol", "li"}
INLINE = {"a", "abbr", "acronym", "b", "em", "i", "strong"}
SAME = {"div": "p", "dd": "p", "dt": "p", "pre": "p", "td": "p", "th": "p", "tr": "p", "blockquote": "p"}
SILENT = {"script", "style", "head", "title"}
LISTS = {"ul", "ol"}
# Deeper than anybody writes: there words are kept, and tags are not.
DEEPEST = 30


def balanced(html: str) -> str:
    """The same words in paragraphs, titles, lists, strong, emphasis and links."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    reader.leave("")
    return "".join(reader.parts)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.open: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        tag = SAME.get(tag, tag)
        self.silent += tag in SILENT
        if tag == "br":
            self.parts.append("<br/>")
        if tag not in BLOCKS | INLINE or len(self.open) >= DEEPEST:
            return
        if tag in BLOCKS:
            self.make_room(tag)
        href = dict(attrs).get("href") if tag == "a" else None
        self.parts.append(f'<a href="{escape(href)}">' if href else f"<{tag}>")
        self.open.append(tag)

    def make_room(self, tag: str) -> None:
        """Close what this can not stand in: text of a paragraph, and the point of a list before the next one."""
        while self.open and self.open[-1] in INLINE | {"p", "h3"}:
            self.leave(self.open[-1])
        inside = self.open[-1] if self.open else ""
        if tag == "li" and inside == "li":
            self.leave("li")
        elif tag == "li" and inside not in LISTS:
            self.handle_starttag("ul", [])
        elif inside in LISTS and tag != "li":
            self.leave(inside)

    def handle_endtag(self, tag: str) -> None:
        self.silent = max(0, self.silent - (tag in SILENT))
        if SAME.get(tag, tag) in self.open:
            self.leave(SAME.get(tag, tag))

    def leave(self, tag: str) -> None:
        """Close everything down to this tag; all there is for none."""
        while self.open:
            last = self.open.pop()
            self.parts.append(f"</{last}>")
            if last == tag:
                return

    def handle_data(self, data: str) -> None:
        if not self.silent and not (self.open and self.open[-1] in LISTS):
            self.parts.append(escape(data, quote=False))

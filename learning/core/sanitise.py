"""Text that people write: cleaned when it comes in, turned into safe HTML when it goes out.

markdown-it with HTML off writes the HTML; bleach is the second fence, behind `_fence` and nowhere else.
"""

import re
import unicodedata
from typing import Any
from urllib.parse import urlsplit

import bleach
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

_POST_TAGS = frozenset({"p", "br", "em", "strong", "ul", "ol", "li", "blockquote", "a"})
_HEADING = "h3"
_REL = "noopener noreferrer nofollow"

# How deep quotes and lists may lie in each other; it also bounds what thousands of brackets cost.
_DEPTH = 12

# Stands for a line break until the second fence is passed, which is slow on many tags; no text can hold it.
_BREAK = "\ufdd0"

_LINE_ENDS = re.compile("\r\n?|[\x85\u2028\u2029]")
# C0 but tab and newline, DEL and C1, bidi controls, lone surrogates, byte order mark and noncharacters.
_UNWANTED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufdd0-\ufdef\ufffe\uffff]"
)


def clean_text(text: str) -> str:
    """Plain text fit to be stored: NFC, newlines as \\n, nothing invisible that turns or breaks a line."""
    return unicodedata.normalize("NFC", _UNWANTED.sub("", _LINE_ENDS.sub("\n", text)))


def render_post(text: str) -> SafeString:
    """A member's post: paragraphs, emphasis, lists, quotes and https links."""
    return _render(_post, text, _POST_TAGS)


def render_markdown(text: str, headings: bool = True) -> SafeString:
    """A trainer's course text: a post with headings, all of which become level 3."""
    return _render(_course, text, _POST_TAGS | {_HEADING}) if headings else render_post(text)


def _render(writer: MarkdownIt, text: str, tags: frozenset[str]) -> SafeString:
    text = clean_text(text)
    try:
        return _fence(_write(writer, text), tags)
    except Exception:  # Whatever breaks, her words are shown, as plain text.
        return format_html("<p>{}</p>", text)


def _write(writer: MarkdownIt, text: str) -> str:
    tokens = writer.parse(text)
    if any(token.level >= _DEPTH - 1 for token in tokens):
        raise ValueError("nested so deep that markdown-it drops what is inside")
    return writer.renderer.render(tokens, writer.options, {})


def _fence(html: str, tags: frozenset[str]) -> SafeString:
    """The second fence: only these tags, and https links."""
    allowed = {"a": _link_attribute}
    clean = bleach.clean(html, tags=tags, attributes=allowed, protocols={"https"})
    return mark_safe(clean.replace(_BREAK, "<br>\n"))  # noqa: S308


def _link_attribute(tag: str, name: str, value: str) -> bool:
    return (name == "href" and is_https(value)) or (name == "rel" and value == _REL)


def is_https(url: str) -> bool:
    """Whether the address is a plain https one, without a name and password in front of the host."""
    try:
        parts = urlsplit(url)
        return (
            parts.scheme == "https" and bool(parts.hostname) and "@" not in parts.netloc and "\\" not in url
        )
    except ValueError:
        return False


def _writer(*rules: str) -> MarkdownIt:
    writer = MarkdownIt("zero", {"html": False, "maxNesting": _DEPTH})
    writer.enable(["emphasis", "balance_pairs", "fragments_join", "list", "blockquote", "link", "escape"])
    writer.enable(["newline", "autolink", *rules])
    writer.validateLink = is_https  # type: ignore[method-assign]
    for kind in ("softbreak", "hardbreak"):
        writer.add_render_rule(kind, lambda *_: _BREAK)
    writer.add_render_rule("link_open", _open_link)
    writer.add_render_rule("ordered_list_open", lambda *_: "<ol>\n")
    writer.add_render_rule("heading_open", lambda *_: f"<{_HEADING}>")
    writer.add_render_rule("heading_close", lambda *_: f"</{_HEADING}>\n")
    return writer


def _open_link(renderer: Any, tokens: Any, index: int, options: Any, env: Any) -> str:
    tokens[index].attrs = {"href": tokens[index].attrs["href"], "rel": _REL}
    return renderer.renderToken(tokens, index, options, env)


_post = _writer()
_course = _writer("heading")

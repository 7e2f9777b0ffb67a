"""What a rich text would fetch from elsewhere when it is opened: that would tell who reads, and cost her data."""

import re
from html.parser import HTMLParser

FETCHED = frozenset({"src", "srcset", "data", "poster", "url", "background", "href", "xlink:href"})
LINKS = frozenset({"a", "area"})
NEVER = frozenset({"script", "style"})
# A scheme, or two slashes of either kind, as browsers read them: breaks and tabs inside do not count.
ADDRESS = re.compile(r"(?i)(?:[a-z][a-z0-9+.-]*:|[/\\]{2})")


def loads_from_outside(html: str) -> bool:
    """Whether a picture, a frame or anything but a link has an address that is not ours."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.found


class _Reader(HTMLParser):
    found = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = [(name, value or "") for name, value in attrs]
        fetched = [value for name, value in given if name in FETCHED and tag not in LINKS]
        styled = any(name == "style" and "url(" in value.lower() for name, value in given)
        self.found |= tag in NEVER or styled or any(map(_is_outside, fetched))


def _is_outside(value: str) -> bool:
    """Of several, as in `srcset`, one is enough."""
    plain = re.sub(r"[\t\r\n]", "", value)
    return any(ADDRESS.match(each.strip("\0\f ")) for each in plain.split(","))

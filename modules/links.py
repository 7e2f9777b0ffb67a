"""
Links of a text to a page of ours: to its opaque address, which is one for all languages.

A lesson asks for all its links at once (`known_links`); a text by itself asks for its own.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any
from uuid import UUID

from django.utils.html import format_html
from wagtail.models import Page
from wagtail.rich_text import LinkHandler

from learning.core import opaque

PAGE_LINK = re.compile(r'linktype="page"')
PAGE_ID = re.compile(r'\bid="(\d+)"')
PREFIXES = {"coursepage": "c", "lessonpage": "l"}

_known: ContextVar[Mapping[int, str] | None] = ContextVar("known", default=None)


class PageLink(LinkHandler):
    """What the editor stores is the number of a page; a link to what is gone is plain text."""

    identifier = "page"

    @staticmethod
    def get_model() -> type[Page]:
        return Page

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict[str, Any]]) -> list[str]:
        ids = [int(attrs["id"]) if str(attrs.get("id")).isdecimal() else 0 for attrs in attrs_list]
        known = _known.get()
        addresses = addresses_of(ids) if known is None else known
        hrefs = [addresses.get(number) for number in ids]
        return [format_html('<a href="{}">', href) if href else "<a>" for href in hrefs]


def addresses_of(ids: Iterable[int]) -> dict[int, str]:
    """Opaque addresses of live courses and lessons, by number. One query, none for no ids."""
    wanted = set(ids)
    if not wanted:
        return {}
    pages = Page.objects.live().filter(pk__in=wanted, content_type__model__in=PREFIXES)
    rows = pages.values_list("pk", "content_type__model", "translation_key")
    return {number: _address(kind, key) for number, kind, key in rows}


def _address(kind: str, key: UUID) -> str:
    return f"/{PREFIXES[kind]}/{opaque.encode(key)}/"


@contextmanager
def known_links(text: str) -> Iterator[None]:
    """All links in a stored stream, written out, looked up at once for what is rendered inside."""
    tags = re.findall(r"<a\b[^>]*>", text)
    ids = [int(found[1]) for tag in tags if PAGE_LINK.search(tag) and (found := PAGE_ID.search(tag))]
    token = _known.set(addresses_of(ids))
    try:
        yield
    finally:
        _known.reset(token)

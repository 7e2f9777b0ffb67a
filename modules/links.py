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

from django.db.models import QuerySet
from django.utils.html import format_html
from wagtail.models import Page
from wagtail.rich_text import LinkHandler

from learning.core import opaque

PAGE_LINK = re.compile(r'linktype="page"')
PAGE_ID = re.compile(r'\bid="(\d+)"')
PREFIXES = {"coursepage": "c", "entrypage": "d", "lessonpage": "l"}

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
    """Opaque addresses of live courses, lessons and entries, by number. One query, none for no ids."""
    rows = linked_pages(ids).values_list("pk", "content_type__model", "translation_key")
    return {number: address_of(kind, key) for number, kind, key in rows}


def linked_pages(ids: Iterable[int]) -> QuerySet[Page]:
    """The live courses, lessons and entries among the pages of these numbers."""
    return Page.objects.live().filter(pk__in=set(ids), content_type__model__in=PREFIXES)


def address_of(kind: str, key: UUID | str) -> str:
    """The opaque address of a 'coursepage', 'entrypage' or 'lessonpage' with this translation key."""
    return f"/{PREFIXES[kind]}/{opaque.encode(UUID(str(key)))}/"


def linked_ids(text: str) -> set[int]:
    """The numbers of the pages that a stored stream, written out, links to."""
    tags = re.findall(r"<a\b[^>]*>", text)
    return {int(found[1]) for tag in tags if PAGE_LINK.search(tag) and (found := PAGE_ID.search(tag))}


@contextmanager
def known_links(addresses: Mapping[int, str]) -> Iterator[None]:
    """What is rendered inside asks for no address any more."""
    token = _known.set(addresses)
    try:
        yield
    finally:
        _known.reset(token)

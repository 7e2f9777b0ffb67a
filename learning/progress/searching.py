"""
What she looks for, on its way from the form to the answer: in the address, sealed under her session. The history of a
telephone tells no word of it, the server keeps none, and with the session nobody can open it any more.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from urllib.parse import urlencode
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.crypto import salted_hmac
from django.utils.safestring import SafeString

from learning.core.crypto import SealBroken, open_sealed, seal
from modules.models import SearchText
from modules.search.asking import Hit, courses_of, texts_of
from modules.search.context import around, marked
from modules.search.words import Asked

Kind = SearchText.Kind
FEW, PER_PAGE = 5, 10
# The length of an address tells less of the length of what it holds.
_BLOCK = 64


def sealed(text: str, request: HttpRequest) -> str:
    """For the address."""
    plain = text.encode()
    padded = plain.ljust(-(-len(plain) // _BLOCK) * _BLOCK)
    return urlsafe_b64encode(seal(padded, "progress.search", _key(request))).decode().rstrip("=")


def onward(text: str, request: HttpRequest) -> HttpResponse:
    """From the form to the same page with what was found."""
    return redirect(f"{request.path}?{urlencode({'v': sealed(text, request)})}")


def opened(token: str, request: HttpRequest) -> Asked | None:
    """What `sealed` was given in this session; None for whatever else comes."""
    try:
        raw = urlsafe_b64decode(token.encode("ascii") + b"==")
        return Asked(open_sealed(raw, "progress.search", _key(request)).decode().rstrip())
    except (SealBroken, ValueError):
        return None


def _key(request: HttpRequest) -> bytes:
    session = request.session.session_key or ""
    return salted_hmac("progress.search", session, algorithm="sha256").digest()


@dataclass(frozen=True)
class Shown:
    """A hit as it is read: `within` is key and title of its course."""

    hit: Hit
    title: SafeString
    quote: SafeString
    within: tuple[UUID, str] | None

    @property
    def elsewhere(self) -> bool:
        """Whether none of her words stands in what is shown."""
        return "<mark>" not in self.title + self.quote


@dataclass(frozen=True)
class Group:
    """What was found of one kind: how many, and those that are shown."""

    kind: Kind
    many: int
    hits: Sequence[Shown]


def groups(found: Sequence[Hit], asked: Asked) -> list[Group]:
    """The first few of each kind; two queries, none where nothing was found."""
    order = list(Kind)
    by_kind = groupby(sorted(found, key=lambda hit: order.index(Kind(hit.kind))), key=lambda hit: hit.kind)
    every = {Kind(kind): list(of_kind) for kind, of_kind in by_kind}
    shown = iter(_shown([hit for of_kind in every.values() for hit in of_kind[:FEW]], asked))
    return [
        Group(kind, len(of_kind), [next(shown) for _hit in of_kind[:FEW]]) for kind, of_kind in every.items()
    ]


def page_of(found: Sequence[Hit], asked: Asked, kind: Kind, number: str) -> tuple[Group, Page[Hit]]:
    """A page of those of one kind; the same queries."""
    of_kind = [hit for hit in found if hit.kind == kind]
    page = Paginator(of_kind, PER_PAGE).get_page(number)
    return Group(kind, len(of_kind), _shown(list(page), asked)), page


def _shown(found: Sequence[Hit], asked: Asked) -> list[Shown]:
    if not found:
        return []
    texts, courses = texts_of(found), courses_of(found)
    return [_hit(hit, asked, texts.get(hit.pk, ""), courses) for hit in found]


def _hit(hit: Hit, asked: Asked, text: str, courses: Mapping[str, tuple[UUID, str]]) -> Shown:
    quote = around(text, asked, hit.language)
    return Shown(hit, marked(hit.title, asked, hit.language), quote, courses.get(hit.path or ""))

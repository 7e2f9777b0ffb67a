"""
What she wrote survives an ended session.

A view marked `@keeps_words` whose form carries `owner_field` (through learning.networks.words) never loses a text:
when the session has ended, what was posted is put into the new visitor's session, she signs in, and the same page
shows it again in its form, in the place where she wrote it. It carries her mark, so that another woman who signs in
on the same phone never sees it.

    @keeps_words("title", "body")
    def new_post(request):
        form = PostForm(request.POST or None, initial=take(request))

Where the page is not there for her any more, the page that says so gives the texts back (`given_back`).
"""

import hmac
import re
from collections.abc import Callable, Iterable
from hashlib import sha256
from typing import Any, TypeVar
from urllib.parse import urlsplit

from django.contrib import messages
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, QueryDict
from django.utils.crypto import constant_time_compare
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from learning.accounts.meanwhile import KEPT_KEY as SESSION_KEY
from learning.core.crypto import derive
from learning.core.throttle import hit

FIELD = "owner_mark"
# Where she was when she wrote: both a field of the form and a key of the session, as the layers above name it.
PLACE = "network"
# As a browser sends it, twelve bytes for some signs: room for the longest form we have, which a test measures.
MOST_BYTES = 260_000
# From one address in a quarter of an hour, and in one session at a time: nobody fills the table with words.
MOST_A_QUARTER = 60
MOST_WAITING = 4
_NEVER = re.compile("csrf|pass|frase|token|secret")

View = TypeVar("View", bound=Callable[..., Any])
Person = AbstractBaseUser | AnonymousUser


def keeps_words(*texts: str, at_its_address: bool = False) -> Callable[[View], View]:
    """
    Mark a view whose POST is kept when it meets an ended session; `texts`: the fields that are her own words.
    `at_its_address`: the view shows them itself, since the page where they were written has no place for them.
    """

    def mark(view: View) -> View:
        view.keeps_words = texts  # type: ignore[attr-defined]
        view.keeps_at_its_address = at_its_address  # type: ignore[attr-defined]
        return view

    return mark


def _texts_of(request: HttpRequest) -> tuple[str, ...] | None:
    """The fields with her own words that this address takes; None where nothing is kept."""
    return getattr(request.resolver_match and request.resolver_match.func, "keeps_words", None)


def _at_its_address(request: HttpRequest) -> bool:
    return getattr(request.resolver_match and request.resolver_match.func, "keeps_at_its_address", False)


def owner_mark(account: Person) -> str:
    """Who writes, as only this site can tell: 48 hex digits, of which the last 16 vouch for the first 32."""
    return _vouched(_hmac("owner", str(account.pk))[:32])


def is_hers(mark: str, account: Person) -> bool:
    """Whether `account` wrote what carries this mark."""
    return constant_time_compare(mark, owner_mark(account))


def owner_field(account: Person) -> SafeString:
    """The hidden field to put into a form whose view keeps words."""
    return format_html('<input type="hidden" name="{}" value="{}">', FIELD, owner_mark(account))


def stash(request: HttpRequest) -> str | None:
    """
    Keep what this POST brings, if its view keeps words, it comes from a page of ours and its mark is genuine.

    The address of the page on which it was written; None when nothing is kept.
    """
    texts = _texts_of(request)
    if request.method != "POST" or texts is None or not _from_our_page(request):
        return None
    mark = request.POST.get(FIELD, "")
    words = _without_secrets(request.POST)
    if not constant_time_compare(_vouched(mark[:32]), mark) or len(words) > MOST_BYTES:
        return None
    if request.user.is_authenticated and not is_hers(mark, request.user):
        return None
    if not hit("kept-words", request.META["REMOTE_ADDR"], limit=MOST_A_QUARTER, seconds=900):
        return None
    page = (None if _at_its_address(request) else page_of(request)) or request.path
    sent = {"path": request.path, "page": page, "mark": mark, "words": words, "texts": list(texts)}
    # Beside what another window sent; a second tap adds nothing.
    others = [each for each in _waiting(request) if each != sent]
    _wait_on(request, [*others, sent][-MOST_WAITING:])
    if PLACE in request.POST:
        request.session[PLACE] = request.POST[PLACE]
    return page


def say_here(request: HttpRequest) -> None:
    """On the page that shows them again."""
    messages.info(request, _("Lo que escribiste está aquí. Revísalo y envíalo otra vez."), fail_silently=True)


def take(request: HttpRequest) -> QueryDict | None:
    """
    What she was sending to this page's address, or to one below it, when her session ended, once; of two windows
    the last one's first. Words of another woman are thrown away; those of another network are no part of this
    one's form.
    """
    found = _taken(
        request,
        lambda each: each["path"].startswith(request.path) and _is_of_here(request, QueryDict(each["words"])),
    )
    return QueryDict(found["words"]) if found else None


def given_back(request: HttpRequest) -> str:
    """
    Her own words where no form can show them any more: what she just sent to an address that is closed to her, or
    what waited for the page she came back to. Nothing is stored, and nothing depends on what lies behind the address.
    """
    if request.method == "POST":
        words, texts = request.POST, _texts_of(request) or ()
        return _joined(words, texts) if is_hers(words.get(FIELD, ""), request.user) else ""
    waited = _taken(request, lambda each: request.get_full_path() in (each["page"], each["path"]))
    return _joined(QueryDict(waited["words"]), waited["texts"]) if waited else ""


def _waiting(request: HttpRequest) -> list[dict[str, Any]]:
    """What waits in this session, of one window or of several; the last sent last."""
    found: list[dict[str, Any]] = request.session.get(SESSION_KEY, [])
    return found


def _taken(request: HttpRequest, wanted: Callable[[dict[str, Any]], bool]) -> dict[str, Any] | None:
    """The last of hers that is wanted; it waits no more."""
    if not request.user.is_authenticated or not any(map(wanted, _waiting(request))):
        return None
    forget_others(request, request.user)
    found = next(filter(wanted, reversed(_waiting(request))), None)
    _wait_on(request, [each for each in _waiting(request) if each is not found])
    return found


def _wait_on(request: HttpRequest, left: list[dict[str, Any]]) -> None:
    if left:
        request.session[SESSION_KEY] = left
    else:
        request.session.pop(SESSION_KEY, None)


def _is_of_here(request: HttpRequest, words: QueryDict) -> bool:
    """Whether they were written in the network she is in now; where none is named, they are of everywhere."""
    here = getattr(request, "membership", None)
    return not here or words.get(PLACE) in (None, str(here.network_id))


def _joined(words: QueryDict, texts: Iterable[str]) -> str:
    """A field may have before its name, and a point, that of the part of the page in which it stands."""
    return "\n\n".join(str(words[name]) for name in words if name.rpartition(".")[2] in texts and words[name])


def forget_others(request: HttpRequest, account: Person) -> None:
    """At sign-in: what another woman was writing on this phone is not kept in this session."""
    _wait_on(request, [each for each in _waiting(request) if is_hers(each["mark"], account)])


def _without_secrets(posted: QueryDict) -> str:
    words = posted.copy()
    for name in [name for name in words if name == FIELD or _NEVER.search(name.lower())]:
        del words[name]
    return words.urlencode()


def _from_our_page(request: HttpRequest) -> bool:
    """By the headers every browser sends with a form, since the token died with the session."""
    ours = f"{request.scheme}://{request.get_host()}"
    origin = request.headers.get("Origin")
    referer = request.headers.get("Referer", "")
    return origin == ours if origin is not None else referer.startswith(f"{ours}/")


def page_of(request: HttpRequest) -> str | None:
    """The path of the page on which the form stood, if the browser tells and it was one of ours."""
    page = urlsplit(request.headers.get("Referer", ""))
    if not _from_our_page(request) or not page.path or page.path.startswith("//"):
        return None
    return f"{page.path}?{page.query}" if page.query else page.path


def _vouched(mark: str) -> str:
    return mark + _hmac("owner check", mark)[:16]


def _hmac(purpose: str, text: str) -> str:
    return hmac.new(derive(f"kept:{purpose}"), text.encode(), sha256).hexdigest()

"""Looking for words. They come in a form and go on sealed: no address tells them (`learning.progress.searching`)."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from learning.core.panels import panels
from learning.networks.access import require
from learning.networks.permissions import Permission
from learning.progress.access import MemberRequest, search
from learning.progress.forms import SearchForm
from learning.progress.searching import Group, Kind, groups, onward, opened, page_of
from modules.search.words import Asked


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.TAKE_COURSES)
def find(request: MemberRequest) -> HttpResponse:
    """The form, and what it found; after sending, an address to which she may come back while she is signed in."""
    if request.method == "POST":
        return onward(SearchForm(request.POST).words(), request)
    token = request.GET.get("v", "")
    asked = opened(token, request) if token else Asked("")
    context: dict[str, Any] = {"form": SearchForm(initial={"q": asked.text if asked else ""}), "asked": asked}
    if asked and asked.words:
        context |= {"query": f"{urlencode({'v': token})}&", **_answer(request, asked)}
    return render(request, "progress/search.html", context)


def _answer(request: MemberRequest, asked: Asked) -> dict[str, Any]:
    """The first few of each kind, or a page of one of them, and what other apps have."""
    found, kind = search(request.membership, asked), request.GET.get("k", "")
    if kind in Kind.values:
        group, page = page_of(found, asked, Kind(kind), request.GET.get("page", ""))
        return {"groups": [group], "page": page, "kind": kind}
    every: list[Group] = groups(found, asked)
    return {"groups": every, "panels": panels("register_search_panel", request, asked)}

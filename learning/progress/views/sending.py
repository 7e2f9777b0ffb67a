"""What comes back from her phone, done without a line: each thing gets its answer, and none holds up another."""

import json
from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, JsonResponse
from django.middleware.csrf import get_token
from django.views.decorators.http import require_http_methods

from learning.accounts.kept import is_hers, owner_mark
from learning.core.throttle import throttled
from learning.networks.access import own_memberships
from learning.networks.models import Membership
from learning.progress.forms import LaterForm
from learning.progress.later import Taken, of_another_network, take, unread

MOST, LONGEST_ID = 100, 100
# A phone sends some twenty things at once, and asks at each page while something waits.
MOST_A_QUARTER = 60


@require_http_methods(["GET", "HEAD", "POST"])
@throttled("later", limit=MOST_A_QUARTER, seconds=900, by=lambda request: str(request.user.pk))
def send_later(request: HttpRequest) -> HttpResponse:
    """
    First the script asks for what a form would carry. Then it sends things: those that are `taken`, for good, it lets
    go and tells her what became of them; those to send `again` stay.
    """
    if request.method != "POST":
        return JsonResponse({"token": get_token(request), "who": owner_mark(request.user)})
    sent = _items(request.body)
    if sent is None:
        return HttpResponseBadRequest()
    mine = {str(each.network_id): each for each in own_memberships(request)}
    became = [(str(each["id"])[:LONGEST_ID], _answer(request, mine, each)) for each in sent]
    return JsonResponse(
        {
            "taken": [{"id": key, **vars(each)} for key, each in became if each],
            "again": [key for key, each in became if not each],
        }
    )


def _answer(request: HttpRequest, mine: Mapping[str, Membership], item: dict[str, Any]) -> Taken | None:
    """None where it may be taken another time: what is another woman's, what the site failed at."""
    try:
        form = LaterForm(item)
        readable = form.is_valid()
        if not is_hers(form.cleaned_data.get("who", ""), request.user):
            return None
        if not readable:
            return unread(form.cleaned_data.get("lesson"))
        membership = mine.get(str(form.cleaned_data["network"]))
        return take(by=membership, **form.done()) if membership else of_another_network()
    except Exception as error:
        # The class says enough to look for it.
        print(f"what came late failed: {type(error).__name__}", flush=True)
        return None


def _items(body: bytes) -> list[dict[str, Any]] | None:
    """What is a list of things with an id each; None for anything else."""
    try:
        items = json.loads(body)["items"][:MOST]
        return items if all(each["id"] for each in items) else None
    except (KeyError, RecursionError, TypeError, ValueError):
        return None

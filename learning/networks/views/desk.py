"""The lead's desk: panels that the apps contribute, and what was done in her network."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from wagtail import hooks

from learning.networks import audit
from learning.networks.access import require
from learning.networks.models import AuditEntry
from learning.networks.permissions import Permission

PER_PAGE = 50


@require(Permission.SEE_PARTICIPATION)
def desk(request: Any) -> HttpResponse:
    """
    Panels of the hook `register_desk_panel`, in order: each a callable that takes the request and the lead's
    membership, and returns safe HTML or an empty text.
    """
    panels = [panel(request, request.membership) for panel in hooks.get_hooks("register_desk_panel")]
    return render(request, "networks/desk.html", {"panels": [panel for panel in panels if panel]})


@require(Permission.REMOVE_MEMBERS)
def log(request: Any) -> HttpResponse:
    """What was done with power, newest first."""
    entries = (
        AuditEntry.objects.scoped(network=request.membership.network).select_related("actor").order_by("-id")
    )
    page = Paginator(entries, PER_PAGE).get_page(request.GET.get("page"))
    for entry in page:
        entry.words = audit.ACTS.get(entry.act, entry.act)
    return render(request, "networks/log.html", {"page": page})

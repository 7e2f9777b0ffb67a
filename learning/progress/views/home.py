"""The front page, and the pages that are open to everybody."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from learning.core.panels import panels
from learning.progress.access import urgent_contacts
from learning.progress.contacts import by_country


@require_safe
@login_not_required
def home(request: Any) -> HttpResponse:
    """To a visitor the way in; to a member what she goes on with, then what the apps have for her."""
    if not request.user.is_authenticated:
        return render(request, "home/visitor.html", {"dull": True})
    shown = panels("register_home_panel", request) if request.membership else []
    return render(request, "home/member.html", {"panels": shown})


@require_safe
@login_not_required
def contacts(request: Any) -> HttpResponse:
    """Whom to reach when it is urgent: her own network first, then her own country."""
    network = request.membership.network if request.membership else None
    places = by_country(urgent_contacts(request.membership or None), network.country if network else "")
    return render(request, "public/contacts.html", {"network": network, "places": places})


@require_safe
@login_not_required
def breathing(request: HttpRequest) -> HttpResponse:
    return render(request, "public/breathing.html")


@require_safe
@login_not_required
def keeps(request: HttpRequest) -> HttpResponse:
    """What this site keeps about her, and what it does not."""
    return render(request, "public/keeps.html")

"""The directory: where to turn, and why there. What she asks stands in the address in numbers, and nowhere else."""

from itertools import groupby
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from learning.networks.access import require
from learning.networks.permissions import Permission
from learning.progress.access import MemberRequest, directory, entry_or_404
from learning.progress.forms import FindForm
from modules.finder import at_hand, find
from modules.models import EntryPage


@require_safe
@require(Permission.TAKE_COURSES)
def finder(request: MemberRequest) -> HttpResponse:
    """Before she asks, all there is; then what fits, and why."""
    network, entries = request.membership.network, directory(request.membership)
    countries = {code for each in entries for code in each.countries}
    form = FindForm(request.GET, here=network.country, countries=countries)
    asked = form.asked()
    context = {
        "network": network,
        "form": form,
        "asked": asked,
        "urgent": at_hand(entries, asked.country) if asked.now else [],
        "found": find(entries, asked) if asked.anything else [],
        "shelves": [] if asked.anything else _shelves(entries),
    }
    return render(request, "progress/directory.html", context)


@require_safe
@require(Permission.TAKE_COURSES)
def entry_detail(request: MemberRequest, key: UUID) -> HttpResponse:
    return render(request, "progress/entry.html", {"entry": entry_or_404(request, key)})


def _shelves(entries: list[EntryPage]) -> list[tuple[str, list[EntryPage]]]:
    """By system, in the order in which the systems are named; her own network's entries first in each."""
    order = EntryPage.System.values
    ordered = sorted(entries, key=lambda each: (order.index(each.system), each.shared, each.title.casefold()))
    groups = groupby(ordered, key=lambda each: each.get_system_display())
    return [(str(name), list(group)) for name, group in groups]

"""The lead's desk: panels that the apps contribute, and what was done in her network."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from learning.core.panels import panels
from learning.networks import actions, audit
from learning.networks.access import require
from learning.networks.forms import ContactForm, MannerForm, ReviewsForm
from learning.networks.models import AuditEntry
from learning.networks.permissions import Permission

PER_PAGE = 50
DECISIONS = ("pausar", "seguir")


@require(Permission.SEE_PARTICIPATION)
def desk(request: Any) -> HttpResponse:
    """What the apps have to say about her network (learning.core.panels)."""
    return render(request, "networks/desk.html", {"panels": panels("register_desk_panel", request)})


@require(Permission.PAUSE_NETWORK)
@require_POST
def pause(request: Any) -> HttpResponse:
    """Pause the network, or end the pause, as the button says."""
    decision = request.POST.get("decision")
    if decision in DECISIONS:
        actions.set_pause(paused=decision == "pausar", by=request.membership)
        messages.success(request, _("Listo."))
    return redirect("networks:desk")


@require(Permission.WRITE_CONTACT)
def contact(request: Any) -> HttpResponse:
    """Write whom her network's members turn to first."""
    form = ContactForm(request.POST or None, initial={"contact": request.membership.network.contact})
    if form.is_valid():
        actions.write_contact(contact=form.cleaned_data["contact"], by=request.membership)
        messages.success(request, _("Listo."))
        return redirect("networks:desk")
    return render(request, "networks/contact.html", {"form": form})


@require(Permission.CHOOSE_MANNER)
@require_POST
def manner(request: Any) -> HttpResponse:
    """Choose how the site addresses the members of her network."""
    form = MannerForm(request.POST)
    if form.is_valid():
        actions.choose_manner(manner=form.cleaned_data["manner"], by=request.membership)
        messages.success(request, _("Listo."))
    return redirect("networks:desk")


@require(Permission.ASK_REVIEWS)
@require_POST
def reviews(request: Any) -> HttpResponse:
    """Ask for the reviews she chose, or say why the network cannot have them yet."""
    form = ReviewsForm(request.POST)
    if form.is_valid():
        try:
            actions.ask_reviews(reviews=form.cleaned_data["reviews"], by=request.membership)
            messages.success(request, _("Listo."))
        except actions.TooFewTrainers as few:
            said = _("Para eso hacen falta %(needed)s facilitadoras, y tu red tiene %(there)s. Nada cambió.")
            messages.error(request, said % {"needed": few.needed, "there": few.there})
    return redirect("networks:desk")


@require(Permission.REMOVE_MEMBERS)
def log(request: Any) -> HttpResponse:
    """What was done with power, newest first."""
    entries = (
        AuditEntry.objects.scoped(network=request.membership.network).select_related("actor").order_by("-id")
    )
    page = Paginator(entries, PER_PAGE).get_page(request.GET.get("page"))
    for entry in page:
        entry.words = audit.ACTS.get(entry.act, entry.act)
        entry.roles = audit.roles_of(entry)
    return render(request, "networks/log.html", {"page": page})

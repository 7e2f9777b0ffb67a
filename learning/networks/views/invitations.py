"""Codes: made, shown once on a printable card, listed, revoked."""

from datetime import date
from typing import Any
from uuid import UUID

import segno
from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from learning.networks import access, actions
from learning.networks.access import require
from learning.networks.forms import InvitationForm
from learning.networks.models import Invitation
from learning.networks.permissions import Permission

CARD_KEY = "invitation_card"
PER_PAGE = 50


@require(Permission.INVITE)
def invitation_list(request: Any) -> HttpResponse:
    """Codes that still open, the ones that end first before."""
    invitations = (
        Invitation.objects.scoped(network=request.membership.network).open().order_by("expires_on", "id")
    )
    page = Paginator(invitations, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "networks/invitation_list.html", {"page": page, "card": _card(request)})


@require(Permission.INVITE)
@reauthentication_required
def invitation_new(request: Any) -> HttpResponse:
    """Make a code, one for each form however often it is sent; its card waits until she says that she has it."""
    form = InvitationForm(request.POST or None)
    if form.is_valid():
        invitation, code, again = actions.invite(
            network=request.membership.network, by=request.membership, **form.cleaned_data
        )
        request.session[CARD_KEY] = {
            "network": str(invitation.network_id),
            "code": code,
            "uses": invitation.uses,
            "expires_on": invitation.expires_on.isoformat(),
        }
        if again:
            messages.info(request, _("Es el mismo código: hay uno solo. Para otra persona, haz otro."))
        return redirect("networks:invitation-card")
    return render(request, "networks/invitation_new.html", {"form": form})


@require(Permission.INVITE)
def invitation_card(request: Any) -> HttpResponse:
    """The code once more, to write down or print; the paper has no name, no role and no network on it."""
    if request.method == "POST":
        request.session.pop(CARD_KEY, None)
    card = _card(request)
    if not card:
        return redirect("networks:invitation-list")
    address = request.build_absolute_uri(reverse("networks:join"))
    square = segno.make(f"{address}?c={card['code']}", error="m")
    # Black on white whatever the theme, since cameras need it.
    qr = square.svg_inline(border=4, dark="#000", light="#fff", omitsize=True, svgclass="qr")
    context = {
        "card": card,
        "address": address,
        "qr": mark_safe(qr),  # noqa: S308 (made here, of a code and our own address)
        "expires_on": date.fromisoformat(card["expires_on"]),
    }
    return render(request, "networks/invitation_card.html", context)


@require(Permission.INVITE)
@require_POST
def invitation_revoke(request: Any, key: UUID) -> HttpResponse:
    invitation = access.invitation_or_404(request.membership, key)
    actions.revoke_invitation(invitation=invitation, by=request.membership)
    messages.success(request, _("Ese código ya no abre."))
    return redirect("networks:invitation-list")


def _card(request: Any) -> dict[str, Any] | None:
    """The code that waits until she has it, where it opens the network she is in now."""
    card: dict[str, Any] | None = request.session.get(CARD_KEY)
    return card if card and card.get("network") == str(request.membership.network_id) else None

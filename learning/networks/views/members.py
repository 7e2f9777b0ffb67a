"""Members by pseudonym and role: nothing else is kept of them that a lead could see."""

from typing import Any
from uuid import UUID

from allauth.account.decorators import reauthentication_required
from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from learning.networks import access, actions
from learning.networks.access import require
from learning.networks.forms import MemberSearchForm, RoleForm
from learning.networks.models import Invitation, Membership
from learning.networks.permissions import Permission, can

PER_PAGE = 50


@require(Permission.SEE_MEMBERS)
def member_list(request: Any) -> HttpResponse:
    form = MemberSearchForm(request.GET)
    members = Membership.objects.scoped(network=request.membership.network).named_like(form.key()).listed()
    page = Paginator(members, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "networks/member_list.html", {"form": form, "page": page, "query": _kept(form)})


@require(Permission.REMOVE_MEMBERS)
@reauthentication_required(allow_get=True)
def member_role(request: Any, key: UUID) -> HttpResponse:
    """One member: her role, and the way to take her out."""
    member = access.member_or_404(request.membership, key)
    form = RoleForm(request.POST or None, initial={"role": member.role})
    if form.is_valid():
        try:
            actions.change_role(membership=member, role=form.cleaned_data["role"], by=request.membership)
        except actions.LastLead:
            form.add_error("role", _last_lead())
        else:
            messages.success(request, _("Su rol ahora es: %s.") % member.get_role_display())
            # Who took her own role away sees this page no more.
            stays = member.account_id != request.user.pk or can(member, Permission.SEE_MEMBERS)
            return redirect("networks:member-list" if stays else settings.LOGIN_REDIRECT_URL)
    return render(request, "networks/member_role.html", {"form": form, "member": member})


@require(Permission.REMOVE_MEMBERS)
def member_remove(request: Any, key: UUID) -> HttpResponse:
    """Take her out at once, after one question."""
    try:
        member = access.member_or_404(request.membership, key)
    except Http404:
        if request.method != "POST":
            raise
        # A second tap, or another lead was quicker: what she wanted is so.
        return redirect("networks:member-list")
    if request.method == "POST":
        try:
            actions.remove_member(membership=member, by=request.membership)
        except actions.LastLead:
            messages.warning(request, _last_lead())
        else:
            messages.success(request, _("Ya no es parte de la red."))
        return redirect("networks:member-list")
    codes = Invitation.objects.scoped(network=member.network).open().values_list("made_by", flat=True)
    hers = [maker == member.account_id for maker in codes]
    context = {"member": member, "her_codes": any(hers), "other_codes": not all(hers)}
    return render(request, "networks/member_remove.html", context)


def _kept(form: MemberSearchForm) -> str:
    """The search, for the addresses of further pages."""
    return f"{urlencode({'q': form.data['q']})}&" if form.data.get("q") else ""


def _last_lead() -> str:
    return _("Es la única coordinadora. Nombra antes a otra.")

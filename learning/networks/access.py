"""What this person may get of a network: read at each request, so who was removed is out at the next one."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from learning.accounts import kept, second_factor
from learning.accounts.models import Account
from learning.accounts.second_factor import has_second_factor
from learning.accounts.sessions import ROLE_KEY
from learning.core import pausing
from learning.networks.models import Invitation, Membership, Role
from learning.networks.permissions import OPEN, Permission, can

SESSION_KEY = kept.PLACE

View = Callable[..., HttpResponse]


def memberships_of(account: Account) -> list[Membership]:
    """Her memberships with their networks, oldest first, and whether she has a second factor; one query."""
    mine = (
        Membership.objects.unscoped(reason="her own rows, whatever the network")
        .filter(account=account)
        .select_related("network")
        .annotate(**{pausing.COLUMN: pausing.as_column(), "guarded": second_factor.as_column()})
        .order_by("joined_week", "id")
    )
    for each in mine:
        each.account, account.second_factor = account, each.guarded  # type: ignore[attr-defined]
    return list(mine)


def own_memberships(request: HttpRequest) -> list[Membership]:
    """The same for whoever asks now, read once a request; none for a visitor. Every door asks here."""
    if not request.user.is_authenticated:
        return []
    known: list[Membership] | None = getattr(request, "own_memberships", None)
    if known is None:
        known = request.own_memberships = memberships_of(request.user)  # type: ignore[attr-defined]
        note_role(request, known)
    return known


def note_role(request: HttpRequest, mine: list[Membership]) -> None:
    """Leave in the session whether it is one of the shorter ones: a role above learner in any network."""
    above = any(each.role != Role.LEARNER for each in mine)
    if mine and request.session.get(ROLE_KEY, False) != above:
        request.session[ROLE_KEY] = above


def current_membership(request: HttpRequest) -> Membership | None:
    """The membership of the network she chose in this session, else her first; None for a visitor."""
    mine = own_memberships(request)
    chosen = request.session.get(SESSION_KEY)
    return next((each for each in mine if str(each.network_id) == chosen), mine[0] if mine else None)


def require(permission: Permission) -> Callable[[View], View]:
    """
    View decorator: who belongs to no network gets 404, whose form is of another network than hers now a page that
    says so, who lacks the right 403, and who has it without a second factor a page that offers to set one up.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
            if not request.membership:
                raise Http404
            if not is_of_here(request):
                return opened_elsewhere(request)
            if not can(request.membership, permission):
                raise PermissionDenied
            if permission not in OPEN and not has_second_factor(request.user):
                return second_factor_needed(request)
            return view(request, *args, **kwargs)

        guarded.permission = permission  # type: ignore[attr-defined]
        return guarded

    return decorate


def is_of_here(request: HttpRequest) -> bool:
    """
    Whether what is sent comes from a page of the network she is in now (its mark: `words.written_here`). Without a
    mark it may only where she has no choice.
    """
    if request.method != "POST":
        return True
    here = str(request.membership.network_id)  # type: ignore[attr-defined]
    opened = request.POST.get(SESSION_KEY)
    return opened == here if opened is not None else len(own_memberships(request)) == 1


def opened_elsewhere(request: HttpRequest) -> HttpResponse:
    """Nothing was done: in which network she is now, her words, and the way to where the page was opened."""
    opened = request.POST.get(SESSION_KEY)
    there = next((each.network for each in own_memberships(request) if str(each.network_id) == opened), None)
    return render(request, "networks/opened_elsewhere.html", {"there": there}, status=404)


def second_factor_needed(request: HttpRequest) -> HttpResponse:
    """What a role above learner sees until she has a second factor."""
    return render(request, "networks/second_factor_needed.html", status=403)


def member_or_404(membership: Membership, key: UUID) -> Membership:
    """A member of the same network."""
    found = Membership.objects.scoped(network=membership.network).listed().filter(pk=key).first()
    if found is None:
        raise Http404
    return found


def invitation_or_404(membership: Membership, key: UUID) -> Invitation:
    """A code of the same network."""
    found = Invitation.objects.scoped(network=membership.network).filter(pk=key).first()
    if found is None:
        raise Http404
    return found


def invitation_for(code: str) -> Invitation | None:
    """The invitation that this code opens now, with its network; None whatever the reason."""
    return Invitation.objects.with_code(code).open().select_related("network").first()

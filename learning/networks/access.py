"""What this person may get of a network."""

from django.http import HttpRequest

from learning.networks.models import Membership

SESSION_KEY = "network"


def memberships_of(account: object) -> list[Membership]:
    """Her memberships with their networks, oldest first; one query."""
    return list(
        Membership.objects.unscoped(reason="her own rows, whatever the network")
        .filter(account=account)
        .select_related("network")
        .order_by("joined_week", "id")
    )


def current_membership(request: HttpRequest) -> Membership | None:
    """The membership of the network she chose in this session, else her first; None for a visitor."""
    if not request.user.is_authenticated:
        return None
    mine = memberships_of(request.user)
    chosen = request.session.get(SESSION_KEY)
    return next((m for m in mine if str(m.network_id) == chosen), mine[0] if mine else None)

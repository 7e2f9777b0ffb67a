"""Codes that let a woman in: made, redeemed, revoked."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Case, F, Value, When
from django.db.models.functions import Least
from django.utils import timezone

from learning.core import codes
from learning.networks import audit
from learning.networks.models import Invitation, Membership, Network, Role
from learning.networks.querysets import PURPOSE

CODE_BITS = 50
DAYS = 7
MOST_DAYS = 30
MOST_USES = 100


class InvitationRefused(Exception):
    """Unknown, expired, used up or revoked: which of them is told to nobody."""


@transaction.atomic
def invite(
    *, network: Network, role: str, uses: int = 1, days: int = DAYS, by: Membership | None
) -> tuple[Invitation, str]:
    """
    Make a code for `uses` women that ends after `days` (at most 30). The code is returned this once and
    kept only as a keyed hash. A code for a role above learner is for one woman. `by` is None for the
    keeper, who lets the first lead in.
    """
    if not (0 < uses <= MOST_USES and 0 < days <= MOST_DAYS):
        raise ValueError("uses or days out of bounds")
    if role != Role.LEARNER and uses > 1:
        raise ValueError("a role above learner is for one woman")
    code = codes.new_code(CODE_BITS)
    invitation = Invitation.objects.create(
        network=network,
        code_fingerprint=codes.fingerprint(code, PURPOSE),
        role=role,
        uses=uses,
        expires_on=timezone.localdate() + timedelta(days=days),
        made_by=by.account if by else None,
    )
    audit.record(network=network, actor=by, act=audit.INVITED, subject=str(invitation.pk))
    return invitation, code


@transaction.atomic
def revoke_invitation(*, invitation: Invitation, by: Membership) -> None:
    """Let nobody in with it any more; who came in stays."""
    changed = Invitation.objects.scoped(network=invitation.network).filter(pk=invitation.pk, revoked=False)
    if changed.update(revoked=True, expires_on=_ended()):
        audit.record(network=invitation.network, actor=by, act=audit.REVOKED, subject=str(invitation.pk))


def redeem(*, code: str) -> Invitation:
    """
    Take one use of the code; InvitationRefused when it has none.

    One UPDATE decides, so of any number of women who try at the same moment as many come in as it has uses.
    """
    invitations = Invitation.objects.with_code(code).select_related("network")
    if not invitations.open().update(used=F("used") + 1, expires_on=_ended(used=F("uses") - 1)):
        raise InvitationRefused
    return invitations.get()


def _ended(**when: Any) -> Any:
    """The last day of a code: today where it ends before its time, so that the purge knows."""
    today = Least(F("expires_on"), Value(timezone.localdate()))
    return Case(When(**when, then=today), default=F("expires_on")) if when else today

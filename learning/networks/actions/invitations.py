"""Codes that let a woman in: made, redeemed, revoked."""

from datetime import timedelta
from typing import Any, NamedTuple
from uuid import UUID, uuid4

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Case, F, Value, When
from django.db.models.functions import Least
from django.utils import timezone

from learning.accounts.models import Account
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


class Invited(NamedTuple):
    """A code as only who made it is told; `again`: it was there before, from the same form."""

    invitation: Invitation
    code: str
    again: bool


@transaction.atomic
def invite(
    *,
    network: Network,
    role: str,
    uses: int = 1,
    days: int = DAYS,
    by: Membership | None,
    nonce: UUID | None = None,
) -> Invited:
    """
    Make a code for `uses` women that ends after `days` (at most 30). It is kept only as a keyed hash, and told
    again only to who sends the same wishes with the same `nonce`, for as long as it opens. A code for a role
    above learner is for one woman. `by` is None for the keeper, who lets the first lead in. PermissionDenied
    when her role was taken at this very moment.
    """
    if not (0 < uses <= MOST_USES and 0 < days <= MOST_DAYS):
        raise ValueError("uses or days out of bounds")
    if role != Role.LEARNER and uses > 1:
        raise ValueError("a role above learner is for one woman")
    if by:
        _keep_her_role(by)
    wishes = f"{network.pk}:{by.account_id if by else ''}:{role}:{uses}:{days}"
    fields = {
        "role": role,
        "uses": uses,
        "expires_on": timezone.localdate() + timedelta(days=days),
        "made_by": by.account if by else None,
    }
    done = _once(network, f"{wishes}:{nonce or uuid4()}", fields)
    if not done.again:
        audit.record(network=network, actor=by, act=audit.INVITED, subject=str(done.invitation.pk))
    return done


def _once(network: Network, words: str, fields: dict[str, Any]) -> Invited:
    """The code of these words, made where it is not there yet; another one where it was and opens no more."""
    code = codes.code_of(words, "invitation-code", CODE_BITS)
    invitation, made = Invitation.objects.get_or_create(
        network=network, code_fingerprint=codes.fingerprint(code, PURPOSE), defaults=fields
    )
    opens = Invitation.objects.scoped(network=network).open().filter(pk=invitation.pk)
    if made or opens.exists():
        return Invited(invitation, code, again=not made)
    return _once(network, f"{words}:{invitation.pk}", fields)


def _keep_her_role(by: Membership) -> None:
    """The network's row is the lock: who takes her role away closes this code, or was first and there is none."""
    Network.objects.select_for_update(no_key=True).get(pk=by.network_id)
    if not Membership.objects.scoped(network=by.network).filter(pk=by.pk, role=by.role).exists():
        raise PermissionDenied


@transaction.atomic
def close_codes_of(*, account: Account, network: Network, by: Membership | None) -> None:
    """The codes she made in this network open no more: her word lets nobody in when her role does not."""
    for invitation in Invitation.objects.scoped(network=network).filter(made_by=account).open():
        revoke_invitation(invitation=invitation, by=by)


@transaction.atomic
def revoke_invitation(*, invitation: Invitation, by: Membership | None) -> None:
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

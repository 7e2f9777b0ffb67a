"""Who belongs, in which role, under which name."""

from django.db import IntegrityError, transaction

from learning.accounts.models import Account
from learning.core.forgetting import forget_on_disk
from learning.networks import audit, pseudonyms
from learning.networks.actions.invitations import close_codes_of
from learning.networks.models import Membership, Network, Role
from learning.networks.permissions import Permission, can


class PseudonymTaken(Exception):
    """Somebody in one of her networks has a name that looks the same."""


class LastLead(Exception):
    """The only lead of a network can not go before there is another."""


@transaction.atomic
def add_member(*, network: Network, account: Account, role: str = Role.LEARNER) -> Membership:
    """
    Let an account in. A taken pseudonym is told apart by more words, everywhere she has it.

    Returns the one membership she has when she already belongs, its role unchanged.
    """
    wanted = account.pseudonym
    while True:
        there = Membership.objects.scoped(network=network).filter(account=account).first()
        if there is not None:
            return there
        try:
            with transaction.atomic():
                membership = _add(network, account, role)
        except (IntegrityError, PseudonymTaken):
            account.pseudonym = pseudonyms.told_apart(wanted)
            continue
        _match_editors(membership)
        return membership


@transaction.atomic
def change_role(*, membership: Membership, role: str, by: Membership | None) -> None:
    """
    Give her another role; the codes she made open no more when the new one does not invite. LastLead when nobody
    would be left to lead. `by` is None for the keeper.
    """
    if membership.role == role:
        return
    _keep_a_lead(membership)
    subject = f"{membership.role} {role}"
    membership.role = role
    membership.save(update_fields=["role"])
    _match_editors(membership)
    if not can(membership, Permission.INVITE):
        close_codes_of(account=membership.account, network=membership.network, by=by)
    audit.record(network=membership.network, actor=by, act=audit.ROLE_CHANGED, subject=subject)


@transaction.atomic
def remove_member(*, membership: Membership, by: Membership) -> None:
    """
    Take her out of the network at once: at her next request an open session sees nothing of it.
    The codes she made open no more; her account and her other networks stay. LastLead when nobody would
    be left to lead.
    """
    _keep_a_lead(membership)
    _leave_editors(membership)
    membership.delete()
    close_codes_of(account=membership.account, network=membership.network, by=by)
    audit.record(network=membership.network, actor=by, act=audit.REMOVED, subject=membership.role)
    forget_on_disk()


@transaction.atomic
def change_pseudonym(*, account: Account, pseudonym: str) -> None:
    """Give her another name in all her networks at once; PseudonymTaken when one of them has it."""
    try:
        with transaction.atomic():
            Membership.objects.unscoped(reason="all her networks").filter(account=account).update(
                pseudonym_key=pseudonyms.fold(pseudonym)
            )
    except IntegrityError as error:
        raise PseudonymTaken from error
    account.pseudonym = pseudonym
    account.save(update_fields=["pseudonym"])


def _add(network: Network, account: Account, role: str) -> Membership:
    change_pseudonym(account=account, pseudonym=account.pseudonym)
    return Membership.objects.create(
        network=network, account=account, role=role, pseudonym_key=pseudonyms.fold(account.pseudonym)
    )


def _keep_a_lead(membership: Membership) -> None:
    # The row of the network is the lock: of two leads who step down together, one is told to wait.
    network = Network.objects.select_for_update().get(pk=membership.network_id)
    leads = Membership.objects.scoped(network=network).filter(role=Role.LEAD)
    if membership.role == Role.LEAD and not leads.exclude(pk=membership.pk).exists():
        raise LastLead


def _match_editors(membership: Membership) -> None:
    """In the editors' group exactly while she is a trainer there."""
    if membership.role != Role.TRAINER:
        _leave_editors(membership)
    elif membership.network.editors:
        membership.account.groups.add(membership.network.editors)


def _leave_editors(membership: Membership) -> None:
    if membership.network.editors:
        membership.account.groups.remove(membership.network.editors)

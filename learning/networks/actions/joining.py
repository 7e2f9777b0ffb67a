"""Coming in with a code."""

from dataclasses import dataclass

from django.db import transaction

from learning.accounts.actions import create_account
from learning.accounts.models import Account
from learning.networks.actions.invitations import redeem
from learning.networks.actions.members import add_member
from learning.networks.models import Invitation, Membership


@dataclass(frozen=True)
class Joined:
    """A woman who came in: her recovery key is shown once, and her name may have been taken."""

    membership: Membership
    recovery_key: str
    name_was_taken: bool


@transaction.atomic
def join(*, code: str, pseudonym: str, passphrase: str, language: str) -> Joined:
    """
    Redeem the code and make an account in its network; InvitationRefused leaves nothing behind.

    A taken pseudonym does not stop her, since before she is a member nobody may learn who is one:
    she gets a name that is told apart, and hears of it.
    """
    invitation = redeem(code=code)
    account, key = create_account(pseudonym=pseudonym, passphrase=passphrase, language=language)
    membership = add_member(network=invitation.network, account=account, role=invitation.role)
    return Joined(membership, key, name_was_taken=membership.account.pseudonym != pseudonym)


@transaction.atomic
def join_further(*, code: str, account: Account) -> Membership:
    """Let an account into one more network; who belongs already spends no use of the code."""
    invitation = Invitation.objects.with_code(code).open().select_related("network").first()
    there = (
        invitation and Membership.objects.scoped(network=invitation.network).filter(account=account).first()
    )
    if there:
        return there
    invitation = redeem(code=code)
    return add_member(network=invitation.network, account=account, role=invitation.role)

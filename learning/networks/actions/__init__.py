"""What can be done with a network, its members and its codes."""

from learning.networks.actions.founding import found_network
from learning.networks.actions.invitations import InvitationRefused, invite, redeem, revoke_invitation
from learning.networks.actions.members import (
    LastLead,
    PseudonymTaken,
    add_member,
    change_pseudonym,
    change_role,
    remove_member,
)

__all__ = [
    "InvitationRefused",
    "LastLead",
    "PseudonymTaken",
    "add_member",
    "change_pseudonym",
    "change_role",
    "found_network",
    "invite",
    "redeem",
    "remove_member",
    "revoke_invitation",
]

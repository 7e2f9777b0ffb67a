"""What can be done with a network, its members and its codes."""

from learning.networks.actions.checking import check_advice
from learning.networks.actions.contact import write_contact
from learning.networks.actions.founding import found_network
from learning.networks.actions.invitations import InvitationRefused, invite, redeem, revoke_invitation
from learning.networks.actions.joining import Joined, join, join_further
from learning.networks.actions.manner import choose_manner
from learning.networks.actions.members import (
    LastLead,
    PseudonymTaken,
    add_member,
    change_pseudonym,
    change_role,
    remove_member,
)
from learning.networks.actions.pausing import set_pause
from learning.networks.actions.reviews import TooFewTrainers, ask_reviews

__all__ = [
    "InvitationRefused",
    "Joined",
    "LastLead",
    "PseudonymTaken",
    "TooFewTrainers",
    "add_member",
    "ask_reviews",
    "change_pseudonym",
    "change_role",
    "check_advice",
    "choose_manner",
    "found_network",
    "invite",
    "join",
    "join_further",
    "redeem",
    "remove_member",
    "revoke_invitation",
    "set_pause",
    "write_contact",
]

"""
All authorisation on one page: who may do what, and in which words the right is given.

Roles are held in one network and reach nothing outside it. Everything above learner needs a second factor
before it opens (learning.networks.access). The keeper runs the machine and holds no role here.
"""

from enum import StrEnum
from typing import Any

from learning.networks.models import Membership, Role


class Permission(StrEnum):
    TAKE_COURSES = "take courses"
    WRITE_POSTS = "write in the forum"
    MODERATE = "moderate the forum"
    WRITE_COURSES = "write courses in the editor"
    ACCOMPANY = "accompany those who take a course"
    INVITE = "make and revoke invitations"
    SEE_MEMBERS = "see who belongs, by pseudonym and role"
    REMOVE_MEMBERS = "remove a member, change a role"
    SEE_PARTICIPATION = "see participation in numbers"
    PAUSE_NETWORK = "pause the network, and end the pause"
    WRITE_CONTACT = "write whom the members turn to first"
    CHOOSE_MANNER = "choose how the network addresses its members"
    WRITE_NEWS = "write news and alerts to the members; of a regional network, to those of all"
    ASK_REVIEWS = "decide which reviews a course passes before learners read it"


LEARNER = {Permission.TAKE_COURSES, Permission.WRITE_POSTS}

# Learner: any woman whom a lead lets in with a code. Moderator: chosen by the network to keep its forum safe.
# Trainer: gives and writes courses; sees drafts, never members. Lead: answers for who belongs; sees numbers,
# never a list of who does what. Both speak for the network. No role includes another except learner.
GRANTS: dict[str, set[Permission]] = {
    Role.LEARNER: LEARNER,
    Role.MODERATOR: LEARNER | {Permission.MODERATE},
    Role.TRAINER: LEARNER | {Permission.WRITE_COURSES, Permission.ACCOMPANY, Permission.WRITE_NEWS},
    Role.LEAD: LEARNER
    | {
        Permission.INVITE,
        Permission.SEE_MEMBERS,
        Permission.REMOVE_MEMBERS,
        Permission.SEE_PARTICIPATION,
        Permission.PAUSE_NETWORK,
        Permission.WRITE_CONTACT,
        Permission.CHOOSE_MANNER,
        Permission.WRITE_NEWS,
        Permission.ASK_REVIEWS,
    },
}

# What needs no second factor; every other permission waits until she has one.
OPEN = LEARNER


def can(membership: Membership | None, permission: Permission, obj: Any = None) -> bool:
    """
    Whether this membership holds `permission`, and `obj`, where given, belongs to its network.

    The second factor is not asked here but where the request is known (`access.require`).
    """
    if membership is None:
        return False
    if obj is not None and obj.network_id != membership.network_id:
        return False
    return permission in GRANTS[membership.role]

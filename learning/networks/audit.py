"""
The log of acts of power: who used which right on what, to the day. It is only added to.

Each entry's digest covers the one before it under a key of the site, so that an entry that was changed or
taken out of the middle is noticed. The purge of old entries takes them from the beginning, where the chain
then starts. Her name goes when her account goes; what stays of the actor is a keyed mark.
"""

import hashlib
import hmac
from collections.abc import Iterable
from itertools import pairwise
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from learning.core import opaque
from learning.core.crypto import derive
from learning.networks.models import AuditEntry, Membership, Network, Role

INVITED, REVOKED = "invited", "invitation-revoked"
REMOVED, ROLE_CHANGED = "member-removed", "role-changed"
PAUSED, RESUMED = "network-paused", "network-resumed"
REVIEWS_CHANGED, MANNER_CHANGED = "reviews-changed", "manner-changed"
CHECKED_AGAIN, CONTACT_CHANGED = "advice-checked", "contact-changed"

# What each act is called for a lead who reads the log; other apps add their own with `name_act`.
ACTS: dict[str, object] = {
    INVITED: _("Hizo un código"),
    REVOKED: _("Anuló un código"),
    REMOVED: _("Sacó a una integrante"),
    ROLE_CHANGED: _("Cambió un rol"),
    PAUSED: _("Puso la red en pausa"),
    RESUMED: _("Terminó la pausa de la red"),
    REVIEWS_CHANGED: _("Cambió qué revisiones pide la red"),
    MANNER_CHANGED: _("Cambió el trato de la red"),
    CHECKED_AGAIN: _("Comprobó otra vez un dato"),
    CONTACT_CHANGED: _("Escribió el contacto de la red"),
}


def name_act(act: str, words: object) -> None:
    """Say what an act of another app is called in the log."""
    ACTS[act] = words


@transaction.atomic
def record(*, network: Network, actor: Membership | None, act: str, subject: str = "") -> AuditEntry:
    """
    Add an act to the network's log. `actor` is None for the keeper; `subject` is the opaque id of a thing, or words,
    64 at most. Never an id of a person: it would stay when she goes.
    """
    # The row of the network is the lock: two entries never follow the same one.
    Network.objects.select_for_update(no_key=True).get(pk=network.pk)
    last = AuditEntry.objects.scoped(network=network).order_by("id").last()
    entry = AuditEntry(
        network=network,
        day=timezone.localdate(),
        actor=actor.account if actor else None,
        actor_mark=_mark(str(actor.account_id)) if actor else "",
        actor_role=actor.role if actor else "keeper",
        act=act,
        subject=subject,
        previous=last.digest if last else "",
    )
    entry.digest = _digest(entry)
    entry.save(force_insert=True)
    return entry


def subject_of_advice(key: UUID, block: str) -> str:
    """How the log names a block of a lesson, or an entry of the directory, which has none."""
    return f"{opaque.encode(key)} {block}".strip()


def last_checks(networks: Iterable[UUID]) -> dict[str, AuditEntry]:
    """Subject to the newest check of it in these networks, as long as the log keeps it."""
    found: dict[str, AuditEntry] = {}
    for network in networks:
        done = AuditEntry.objects.scoped(network=network).filter(act=CHECKED_AGAIN)
        found |= {each.subject: each for each in done.order_by("id")}
    return found


def roles_of(entry: AuditEntry) -> str:
    """The role that was taken out of the network, or the one before and the one after, as a lead reads it."""
    if entry.act not in (ROLE_CHANGED, REMOVED):
        return ""
    roles = [str(Role(each).label) for each in entry.subject.split()]
    if len(roles) < 2:
        return "".join(roles)
    before, after = roles
    return str(_("de %(before)s a %(after)s") % {"before": before, "after": after})


def verify_chain(network: Network) -> bool:
    """Whether every entry is as it was written and follows the one before it."""
    entries = list(AuditEntry.objects.scoped(network=network).order_by("id"))
    follows = all(later.previous == earlier.digest for earlier, later in pairwise(entries))
    return follows and all(
        hmac.compare_digest(_digest(each), each.digest) and _is_hers(each) for each in entries
    )


def _is_hers(entry: AuditEntry) -> bool:
    return entry.actor_id is None or entry.actor_mark == _mark(str(entry.actor_id))


def _mark(account: str) -> str:
    return hmac.new(derive("audit.actor"), account.encode(), hashlib.sha256).hexdigest()[:32]


def _digest(entry: AuditEntry) -> str:
    said = [
        entry.previous,
        str(entry.network_id),
        entry.day.isoformat(),
        entry.actor_mark,
        entry.actor_role,
        entry.act,
        entry.subject,
    ]
    return hmac.new(derive("audit.chain"), "\0".join(said).encode(), hashlib.sha256).hexdigest()

"""Whom the members of a network turn to first."""

from django.db import transaction

from learning.networks import audit
from learning.networks.models import Membership, Network


@transaction.atomic
def write_contact(*, contact: str, by: Membership) -> None:
    """Write her network's contact; where it already is so, nothing happens. The log says that it changed, not how."""
    networks = Network.objects.filter(pk=by.network_id).exclude(contact=contact)
    if networks.update(contact=contact):
        audit.record(network=by.network, actor=by, act=audit.CONTACT_CHANGED)

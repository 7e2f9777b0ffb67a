"""How a network addresses its members: with tú, or with vos."""

from django.db import transaction

from learning.networks import audit
from learning.networks.models import Membership, Network


@transaction.atomic
def choose_manner(*, manner: str, by: Membership) -> None:
    """Address the members of her network so; where it already is so, nothing happens."""
    networks = Network.objects.filter(pk=by.network_id).exclude(manner=manner)
    if networks.update(manner=manner):
        audit.record(network=by.network, actor=by, act=audit.MANNER_CHANGED, subject=manner)

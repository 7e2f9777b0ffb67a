"""The pause of a whole network: it works on, and nothing is asked of anybody until it ends."""

from django.db import transaction

from learning.networks import audit
from learning.networks.models import Membership, Network


@transaction.atomic
def set_pause(*, paused: bool, by: Membership) -> None:
    """Pause her network or end its pause; where it already is so, nothing happens. Of two who press, one did it."""
    networks = Network.objects.filter(pk=by.network_id, paused=not paused)
    if networks.update(paused=paused):
        act = audit.PAUSED if paused else audit.RESUMED
        audit.record(network=by.network, actor=by, act=act)

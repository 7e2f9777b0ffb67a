"""The pause of a whole network: it works on, and nothing is asked of anybody until it ends."""

from django.db import transaction
from django.utils.timezone import localdate

from learning.core.pausing import begun_with, grace_after
from learning.networks import audit
from learning.networks.models import Membership, Network


@transaction.atomic
def set_pause(*, paused: bool, by: Membership) -> None:
    """Pause her network or end its pause; where it already is so, nothing happens. Of two who press, one did it."""
    network = Network.objects.select_for_update().filter(pk=by.network_id, paused=not paused).first()
    if network is None:
        return
    if paused:
        network.pause_begun, network.grace = begun_with(network.grace), None
    else:
        network.grace = grace_after(network.pause_begun or localdate())
    network.paused = paused
    network.save(update_fields=["paused", "pause_begun", "grace"])
    audit.record(network=by.network, actor=by, act=audit.PAUSED if paused else audit.RESUMED)

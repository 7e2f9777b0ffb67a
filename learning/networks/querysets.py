"""The wall between networks: every row knows its network, and every question must name one."""

from django.db import models

from learning.core.scoping import ScopedModel


class NetworkOwned(ScopedModel):
    """What belongs to one network. `objects` raises unless the question says which network it is about."""

    network = models.ForeignKey("networks.Network", on_delete=models.CASCADE, related_name="+")

    class Meta:
        abstract = True

"""What can be asked of news."""

from typing import Self

from django.db.models import Case, Q, Value, When
from django.utils import timezone

from learning.core.scoping import ScopedQuerySet
from learning.networks.models import Membership, Network

ALERTS_FIRST = Case(When(kind="alert", then=Value(0)), default=Value(1))


class NewsQuerySet(ScopedQuerySet):
    def open_to(self, membership: Membership) -> Self:
        """Those of her network, and of the region, which all read; each with its network."""
        read = Network.objects.filter(Q(pk=membership.network_id) | Q(kind=Network.Kind.REGIONAL))
        return self.filter(network__in=read.values("pk")).select_related("network")

    def current(self) -> Self:
        """Those whose last day has not passed."""
        return self.filter(Q(until=None) | Q(until__gte=timezone.localdate()))

    def over(self) -> Self:
        return self.filter(until__lt=timezone.localdate())

    def newest_first(self) -> Self:
        """Of one day, alerts first."""
        return self.order_by("-on_day", ALERTS_FIRST, "pk")

    def alerts_first(self) -> Self:
        """For a few of them: what may put somebody in danger before the rest."""
        return self.order_by(ALERTS_FIRST, "-on_day", "pk")

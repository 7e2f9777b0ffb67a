"""The wall between networks: every row knows its network, and every question must name one."""

from typing import Self

from django.db import models
from django.db.models import F
from django.utils import timezone

from learning.core import codes
from learning.core.scoping import ScopedModel, ScopedQuerySet

PURPOSE = "invitation"


class NetworkOwned(ScopedModel):
    """What belongs to one network. `objects` raises unless the question says which network it is about."""

    network = models.ForeignKey("networks.Network", on_delete=models.CASCADE, related_name="+")

    class Meta:
        abstract = True


class MembershipQuerySet(ScopedQuerySet):
    def listed(self) -> Self:
        """As a list of women reads: by pseudonym, which is at hand."""
        return self.select_related("account").order_by("pseudonym_key")

    def named_like(self, key: str) -> Self:
        """Those whose folded pseudonym begins with `key` (see pseudonyms.fold)."""
        return self.filter(pseudonym_key__startswith=key)


class InvitationQuerySet(ScopedQuerySet):
    def with_code(self, code: str) -> Self:
        """The one invitation of this code, open or not; the code says which network."""
        if codes.normalise(code) is None:
            return self.none()
        return self.unscoped(reason="looked up by code").filter(
            code_fingerprint=codes.fingerprint(code, PURPOSE)
        )

    def open(self) -> Self:
        """Codes that still let somebody in."""
        return self.filter(revoked=False, used__lt=F("uses"), expires_on__gte=timezone.localdate())

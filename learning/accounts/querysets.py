"""What can be asked about open sessions."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.utils import timezone

if TYPE_CHECKING:
    from learning.accounts.models import Account


class SessionQuerySet(models.QuerySet):
    def open(self) -> Self:
        """Those that have not reached a limit."""
        return self.filter(expires__gt=timezone.now())

    def of(self, account: "Account") -> Self:
        """Hers, the one used last first."""
        return self.filter(account=account).order_by("-active")

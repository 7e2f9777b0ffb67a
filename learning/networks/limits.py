"""How long codes and the log of acts of power are kept."""

from datetime import timedelta

from django.db.models import QuerySet
from django.utils import timezone

from learning.core.purging import Limit
from learning.networks.models import AuditEntry, Invitation

CODE_DAYS = 7
AUDIT_DAYS = 180
_WHY = "the purge goes through every network"


def network_limits() -> list[Limit]:
    return [
        Limit("invitation codes that ended", f"{CODE_DAYS} days", _ended_codes),
        Limit("log of acts of power", f"{AUDIT_DAYS} days", _old_acts),
    ]


def _ended_codes() -> QuerySet:
    """Used up and revoked ones end on that day (actions.invitations)."""
    return Invitation.objects.unscoped(reason=_WHY).filter(
        expires_on__lt=timezone.localdate() - timedelta(days=CODE_DAYS)
    )


def _old_acts() -> QuerySet:
    """From the beginning of each chain, which starts later then."""
    return AuditEntry.objects.unscoped(reason=_WHY).filter(
        day__lt=timezone.localdate() - timedelta(days=AUDIT_DAYS)
    )

"""How long an account and its sessions are kept."""

from django.db.models import QuerySet
from django.utils import timezone

from learning.accounts.models import Account, Session
from learning.core.privacy import erase_person
from learning.core.purging import Limit
from learning.core.weeks import months_ago

QUIET_MONTHS = 12


def account_limits() -> list[Limit]:
    return [
        Limit("sessions", "their end", lambda: Session.objects.filter(expires__lte=timezone.now())),
        Limit("accounts that nobody used", f"{QUIET_MONTHS} months", _quiet, _erase),
    ]


def _quiet() -> QuerySet:
    """The keeper's own account stays: she seldom signs in."""
    return Account.objects.filter(seen_week__lt=months_ago(QUIET_MONTHS), is_superuser=False)


def _erase(accounts: QuerySet) -> None:
    """As if each had left for good."""
    for account in accounts:
        erase_person(account)

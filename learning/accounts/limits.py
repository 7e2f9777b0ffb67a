"""How long an account and its sessions are kept."""

from django.db.models import QuerySet
from django.utils import timezone
from wagtail import hooks

from learning.accounts.models import Account, Session
from learning.core import pausing
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
    """
    The keeper's own account stays: she seldom signs in. In a pause nobody has to come, so nobody's account goes, nor as
    long after it as it lasted: of all in one of the site, in one of a network of its members
    (`register_accounts_at_rest`, which gives their keys).
    """
    if pausing.lets_nothing_go():
        return Account.objects.none()
    quiet = Account.objects.filter(seen_week__lt=months_ago(QUIET_MONTHS), is_superuser=False)
    for resting in hooks.get_hooks("register_accounts_at_rest"):
        quiet = quiet.exclude(pk__in=resting())
    return quiet


def _erase(accounts: QuerySet) -> None:
    """As if each had left for good."""
    for account in accounts:
        erase_person(account)

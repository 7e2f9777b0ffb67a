"""Whether more than a passphrase guards an account."""

from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef

from learning.accounts.models import Account

FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def has_second_factor(account: Account) -> bool:
    """
    Whether she has an authenticator app or a passkey: remembered on the account; one query where nothing brought it.

    Then every way in asked for it: adding the first one closes her sessions that were opened without.
    """
    if account.second_factor is None:
        found = Authenticator.objects.filter(user_id=account.pk, type__in=FACTORS)
        account.second_factor = found.exists()
    return account.second_factor


def as_column() -> Exists:
    """The same, to be asked together with rows that have an `account`: no page costs a query more for it."""
    return Exists(Authenticator.objects.filter(user_id=OuterRef("account_id"), type__in=FACTORS))

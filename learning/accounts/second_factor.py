"""Whether more than a passphrase guards an account."""

from allauth.mfa.models import Authenticator

from learning.accounts.models import Account

FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def has_second_factor(account: Account) -> bool:
    """
    Whether she has an authenticator app or a passkey: one query a request, remembered on the account.

    Then every way in asked for it: adding the first one closes her sessions that were opened without.
    """
    if account.second_factor is None:
        found = Authenticator.objects.filter(user_id=account.pk, type__in=FACTORS)
        account.second_factor = found.exists()
    return account.second_factor

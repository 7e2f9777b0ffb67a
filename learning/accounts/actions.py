"""What can be done with an account. The keys were checked before; here they change."""

from allauth.mfa.models import Authenticator
from django.db import IntegrityError, transaction
from django.utils.crypto import constant_time_compare
from wagtail import hooks

from learning.accounts.models import LOOKS, Account, Session
from learning.accounts.opened import NOTHING, Opened, lock_anew, opened_by
from learning.accounts.sessions import key_hash
from learning.accounts.words import new_login_id
from learning.core import codes
from learning.core.forgetting import forget_on_disk
from learning.core.privacy import erase_person

RECOVERY_BITS = 120
RECOVERY_PURPOSE = "recovery"
_TRIES = 10


@transaction.atomic
def create_account(*, pseudonym: str, passphrase: str | None, language: str) -> tuple[Account, str]:
    """A new account and its recovery key, which is not kept: show it once."""
    for _ in range(_TRIES):
        try:
            with transaction.atomic():
                account = Account.objects.create_user(
                    new_login_id(), passphrase, pseudonym=pseudonym, language=language
                )
        except IntegrityError:
            continue  # Somebody has this login id.
        return account, renew_recovery_key(account=account)
    raise RuntimeError("no free login id found")


def set_passphrase(
    *, account: Account, passphrase: str, keep: str | None = None, opened: Opened = NOTHING
) -> None:
    """A new passphrase ends all her sessions but the one with the key `keep`; it opens what lies open now."""
    with transaction.atomic():
        account.set_password(passphrase)
        account.save(update_fields=["password"])
        lock_anew(account, opened, passphrase=passphrase)
        close_other_sessions(account=account, keep=keep)


def set_language(*, account: Account, language: str) -> None:
    account.language = language
    account.save(update_fields=["language"])


def set_looks(*, account: Account) -> None:
    """Keep how the site looks to her, as it stands on `account`."""
    account.save(update_fields=LOOKS)


@transaction.atomic
def renew_recovery_key(*, account: Account, opened: Opened = NOTHING) -> str:
    """A new recovery key; the old one is void. Only its fingerprint is kept: show it once."""
    code = codes.new_code(RECOVERY_BITS)
    account.recovery_fingerprint = codes.fingerprint(code, RECOVERY_PURPOSE)
    account.save(update_fields=["recovery_fingerprint"])
    lock_anew(account, opened, paper_key=code)
    return code


@transaction.atomic
def use_recovery_key(*, login_id: str, key: str, passphrase: str, lost_second_factor: bool) -> str | None:
    """
    Open an account with its paper key: a new passphrase, all sessions ended, a new key (returned, shown once).

    Her second factor stays unless she says it is lost. None, after the same work, for a wrong key and for a login
    id that nobody has. ValueError for a text that can be no key.
    """
    offered = codes.fingerprint(key, RECOVERY_PURPOSE)
    account = Account.objects.select_for_update().filter(login_id=login_id, is_active=True).first()
    expected = account.recovery_fingerprint if account else ""
    if not constant_time_compare(expected, offered) or account is None:
        return None
    if lost_second_factor:
        Authenticator.objects.filter(user=account).delete()
    opened = opened_by(account, paper_key=key)
    set_passphrase(account=account, passphrase=passphrase, opened=opened)
    account.recovery_used = True
    account.save(update_fields=["recovery_used"])
    return renew_recovery_key(account=account, opened=opened)


def close_session(*, account: Account, key_hash: str) -> None:
    """End one of her sessions, named as in her list; nobody else's."""
    if key_hash.isalnum():  # PostgreSQL refuses to look for some other signs.
        Session.objects.filter(account=account, pk=key_hash).delete()


def close_other_sessions(*, account: Account, keep: str | None) -> None:
    """End all her sessions but the one with the session key `keep`."""
    Session.objects.filter(account=account).exclude(pk=key_hash(keep)).delete()


def leave_for_good(*, account: Account) -> bool:
    """
    Everything of hers goes as each model says (core.privacy), after what the apps have to end while she is known
    (`register_leaving`, a callable that takes the account); whether the disk has forgotten it already.
    """
    with transaction.atomic():
        for ends in hooks.get_hooks("register_leaving"):
            ends(account)
        erase_person(account)
    return forget_on_disk()

"""Who she is, from the row of her session where that has just been read: one look at the tables for both."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from allauth.account.auth_backends import AuthenticationBackend

from learning.accounts.models import Account

_at_hand: ContextVar[Account | None] = ContextVar("at_hand", default=None)


@contextmanager
def at_hand(account: Account | None) -> Iterator[None]:
    """Inside, this account is not asked for again."""
    token = _at_hand.set(account)
    try:
        yield
    finally:
        _at_hand.reset(token)


class Backend(AuthenticationBackend):
    """Allauth's. What Django asks of a session (its hash, an open account) it asks as ever."""

    def get_user(self, user_id: Any) -> Account | None:
        account = _at_hand.get()
        if account is None or account.pk != user_id:
            found: Account | None = super().get_user(user_id)
            return found
        return account if self.user_can_authenticate(account) else None

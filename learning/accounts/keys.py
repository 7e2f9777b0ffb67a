"""Her own key: what she writes is sealed under it, and can be read no more when it is gone."""

from learning.accounts.models import Account
from learning.core import crypto


def data_key_of(account: Account) -> bytes:
    """The 32 bytes under which her posts and drafts are sealed; `crypto.SealBroken` when it is gone."""
    if account.opened_data_key is None:
        account.opened_data_key = crypto.unwrap(bytes(account.data_key), account.key_context)
    return account.opened_data_key

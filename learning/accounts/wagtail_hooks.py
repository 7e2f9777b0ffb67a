"""What of accounts goes by itself."""

from wagtail import hooks

from learning.accounts.limits import account_limits
from learning.core.purging import Limit


@hooks.register("register_purge", order=90)
def limits() -> list[Limit]:
    return account_limits()

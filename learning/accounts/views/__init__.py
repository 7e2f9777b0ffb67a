"""HTTP of the account: the doors, the second factor, the account page, leaving."""

from learning.accounts.views.doors import csrf_failure

__all__ = ["csrf_failure"]

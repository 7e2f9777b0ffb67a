"""What allauth asks us: who may sign up, what is sealed, what is said."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):
    """One door in, and no e-mail ever."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Women join with an invitation (learning.networks), never through allauth's form."""
        return False


class SecondFactorAdapter(DefaultMFAAdapter):
    """Second factors."""

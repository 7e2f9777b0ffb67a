"""What networks add when a session begins (Django's signal)."""

from typing import Any

from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest

from learning.accounts.models import Account
from learning.networks.access import memberships_of, note_role


@receiver(user_logged_in)
def shorten_from_the_start(request: HttpRequest, user: Account, **kwargs: Any) -> None:
    """A role above learner shortens her session before its first page, whichever that is."""
    note_role(request, memberships_of(user))

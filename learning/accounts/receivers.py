"""What happens when a second factor comes or is used (allauth's signals)."""

from datetime import datetime, time
from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added, authenticator_reset, authenticator_used
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone

from learning.accounts.actions import close_other_sessions
from learning.accounts.models import Account
from learning.accounts.second_factor import FACTORS
from learning.core.weeks import this_week


@receiver(authenticator_added)
def guard_from_now(request: HttpRequest, user: Account, authenticator: Authenticator, **kwargs: Any) -> None:
    """
    Sessions opened without it end. She has just proved who she is: the page with her new backup codes must not
    ask her for one of them.
    """
    forget_moment(authenticator)
    if authenticator.type in FACTORS:
        close_other_sessions(account=user, keep=request.session.session_key)
        user.second_factor = None
        record_authentication(request, user, method="mfa", reauthenticated=True)


@receiver(authenticator_reset)
@receiver(authenticator_used)
def keep_no_moment(authenticator: Authenticator, **kwargs: Any) -> None:
    forget_moment(authenticator)


def forget_moment(authenticator: Authenticator) -> None:
    """allauth notes the second of each use; we keep the week in which it was made."""
    week = timezone.make_aware(
        datetime.combine(this_week(timezone.localdate(authenticator.created_at)), time())
    )
    Authenticator.objects.filter(pk=authenticator.pk).update(created_at=week, last_used_at=None)

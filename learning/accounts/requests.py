"""The type of what a view gets when the door has asked who she is."""

from django.http import HttpRequest

from learning.accounts.models import Account


class MemberRequest(HttpRequest):
    """A request of somebody signed in. Only an annotation: nothing makes one."""

    user: Account

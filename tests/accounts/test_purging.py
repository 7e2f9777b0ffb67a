"""How long sessions and accounts are kept."""

from datetime import timedelta

import pytest
from django.utils import timezone

from learning.accounts.models import Account, Session
from learning.core.purging import purge
from learning.core.weeks import months_ago

pytestmark = pytest.mark.django_db


def test_a_session_goes_when_it_has_ended(client_as, learner, time_machine):
    client_as(learner)
    ends = Session.objects.get().expires
    time_machine.move_to(ends - timedelta(seconds=1), tick=False)
    list(purge())
    assert Session.objects.exists()
    time_machine.move_to(ends, tick=False)
    list(purge())
    assert not Session.objects.exists()


def test_an_account_that_nobody_used_for_twelve_months_goes(learner, stranger, keeper):
    def seen(member, **more):
        Account.objects.filter(pk=member.account_id).update(**more)

    seen(learner, seen_week=months_ago(12))
    seen(stranger, seen_week=months_ago(12) - timedelta(days=1))
    Account.objects.filter(pk=keeper.pk).update(seen_week=months_ago(24))
    list(purge())
    assert set(Account.objects.filter(pk__in=[learner.account_id, stranger.account_id, keeper.pk])) == {
        learner.account,
        keeper,
    }
    assert timezone.localdate() > months_ago(12)

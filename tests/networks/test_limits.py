"""How long codes and the log are kept."""

from datetime import timedelta

import pytest
from django.utils import timezone

from learning.core.purging import purge
from learning.networks import actions, audit
from learning.networks.models import AuditEntry, Invitation, Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def later(time_machine):
    """Some days on, and the purge goes through."""

    def go(**span: float) -> None:
        time_machine.move_to(timezone.now() + timedelta(**span), tick=False)
        list(purge())

    return go


def invite(lead, **more):
    return actions.invite(network=lead.network, role=Role.LEARNER, by=lead, **more)


def kept(invitation) -> bool:
    return Invitation.objects.unscoped(reason="a test").filter(pk=invitation.pk).exists()


def test_a_code_goes_seven_days_after_its_end(lead, later):
    invitation, *_ = invite(lead, days=3)
    later(days=3 + 7)
    assert kept(invitation)
    later(days=1)
    assert not kept(invitation)


@pytest.mark.parametrize("how", ["used up", "revoked"])
def test_a_code_that_ends_before_its_time_goes_seven_days_after(lead, later, how):
    invitation, code, _again = invite(lead, days=30)
    later(days=2)
    if how == "used up":
        actions.redeem(code=code)
    else:
        actions.revoke_invitation(invitation=invitation, by=lead)
    later(days=7)
    assert kept(invitation)
    later(days=1)
    assert not kept(invitation)


def test_a_code_with_uses_left_goes_on_as_long_as_it_was_given(lead, later):
    invitation, code, _again = invite(lead, uses=2, days=30)
    actions.redeem(code=code)
    later(days=30)
    assert actions.redeem(code=code).used == 2
    assert kept(invitation)


def test_acts_of_power_are_kept_for_180_days_and_the_chain_holds(lead, later):
    audit.record(network=lead.network, actor=lead, act=audit.REVOKED)
    later(days=100)
    audit.record(network=lead.network, actor=lead, act=audit.REVOKED)
    entries = AuditEntry.objects.scoped(network=lead.network)
    later(days=80)
    assert entries.filter(act=audit.REVOKED).count() == 2
    later(days=1)
    assert entries.filter(act=audit.REVOKED).count() == 1
    assert audit.verify_chain(lead.network)
    audit.record(network=lead.network, actor=lead, act=audit.REVOKED)
    assert audit.verify_chain(lead.network)

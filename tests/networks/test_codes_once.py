"""One form is one code, however often it is sent: on a SQLite file and on PostgreSQL, whichever the run is on."""

import re
import uuid

import pytest

from learning.networks import actions, audit
from learning.networks.models import AuditEntry, Invitation, Role
from tests.factories import a_member
from tests.progress.test_races import MANY, at_once

NEW, CARD = "/red/codigos/nuevo/", "/red/codigos/hoja/"
WISHES = {"role": "learner", "uses": 2, "days": 7}
SAME = "Es el mismo código"


def codes_of(lead) -> list[Invitation]:
    return list(Invitation.objects.scoped(network=lead.network))


def form_of(client) -> dict:
    """What the page has her send, as it stands there."""
    page = client.get(NEW).content.decode()
    return {**WISHES, "nonce": re.search(r'name="nonce" value="([0-9a-f-]{36})"', page).group(1)}


def shown(client, sent) -> tuple[str, bool]:
    """The code on the page that answers her, and whether it says that it is the same one."""
    page = client.post(NEW, sent, follow=True).content.decode()
    return re.search(r'secret-value"[^>]*>([0-9A-Z-]+)<', page).group(1), SAME in page


def entries(lead) -> int:
    return AuditEntry.objects.scoped(network=lead.network).filter(act=audit.INVITED).count()


def test_a_second_tap_makes_nothing_and_shows_the_same_code(client_as, lead):
    client = client_as(lead, fresh=True)
    sent = form_of(client)
    first, second = shown(client, sent), shown(client, sent)
    assert first == (second[0], False)
    assert second[1]
    assert Invitation.objects.with_code(first[0]).get() == codes_of(lead)[0]
    assert (len(codes_of(lead)), entries(lead)) == (1, 1)


def test_the_page_again_is_another_code(client_as, lead):
    client = client_as(lead, fresh=True)
    made = [shown(client, form_of(client)) for _each in range(2)]
    assert made[0][0] != made[1][0]
    assert not made[1][1]
    assert len(codes_of(lead)) == 2


@pytest.mark.parametrize("other", [{"uses": 3}, {"days": 8}, {"role": "moderator", "uses": 1}])
def test_other_wishes_on_the_same_form_are_another_code(client_as, lead, other):
    client = client_as(lead, fresh=True)
    sent = form_of(client)
    assert shown(client, sent)[0] != shown(client, {**sent, **other})[0]
    assert len(codes_of(lead)) == 2


@pytest.mark.django_db
@pytest.mark.parametrize("ended", ["used up", "revoked"])
def test_a_form_whose_code_opens_no_more_makes_one_that_does(lead, ended):
    sent = {"network": lead.network, "role": Role.LEARNER, "by": lead, "nonce": uuid.uuid4()}
    first = actions.invite(**sent)
    if ended == "revoked":
        actions.revoke_invitation(invitation=first.invitation, by=lead)
    else:
        actions.redeem(code=first.code)
    second, third = actions.invite(**sent), actions.invite(**sent)
    assert second.code == third.code != first.code
    assert (second.again, third.again, entries(lead)) == (False, True, 2)
    assert actions.redeem(code=third.code) == second.invitation


@pytest.mark.django_db
def test_nobody_else_makes_her_code_from_her_form(lead):
    sent = {"network": lead.network, "role": Role.LEARNER, "nonce": uuid.uuid4()}
    other = a_member(lead.network, Role.LEAD)
    assert len({actions.invite(by=each, **sent).code for each in (lead, other, None)}) == 3


@pytest.mark.django_db(transaction=True)
def test_one_form_sent_fifty_times_at_once_is_one_code(lead):
    sent = {"network": lead.network, "role": Role.LEARNER, "by": lead, "nonce": uuid.uuid4()}
    made = at_once(*[lambda: actions.invite(**sent)] * MANY)
    assert len({(each.invitation.pk, each.code) for each in made}) == 1
    assert sorted(each.again for each in made) == [False] + [True] * (MANY - 1)
    assert (len(codes_of(lead)), entries(lead)) == (1, 1)
    assert audit.verify_chain(lead.network)


@pytest.mark.django_db(transaction=True)
def test_two_taps_at_once_are_both_led_to_the_code(client_as, lead):
    client = client_as(lead, fresh=True)
    sent = form_of(client)

    def tap() -> tuple[int, str]:
        answer = client.post(NEW, sent)
        return answer.status_code, answer.url

    assert at_once(tap, tap) == [(302, CARD)] * 2
    page = client.get(CARD).content.decode()
    code = re.search(r'secret-value"[^>]*>([0-9A-Z-]+)<', page).group(1)
    assert [Invitation.objects.with_code(code).get()] == codes_of(lead)
    assert entries(lead) == 1

"""Who gets in: by role, by second factor, by network; asked anew at each request."""

from datetime import timedelta

import pytest
from django.utils import timezone

from learning.accounts.models import Session
from learning.core.scoping import ScopeMissing
from learning.networks import actions
from learning.networks.models import Membership, Role
from learning.networks.permissions import GRANTS, LEARNER, Permission, can
from tests.accounts.test_doors import give
from tests.factories import give_second_factor
from tests.factories.totp import code_now


def test_every_role_may_learn_and_every_right_is_somebodys():
    assert set(GRANTS) == set(Role.values)
    assert all(granted >= LEARNER for granted in GRANTS.values())
    assert set().union(*GRANTS.values()) == set(Permission)


def test_a_right_ends_at_the_wall(lead, stranger, learner):
    assert can(lead, Permission.REMOVE_MEMBERS, learner)
    assert not can(lead, Permission.REMOVE_MEMBERS, stranger)
    assert not can(None, Permission.TAKE_COURSES)


def test_asking_without_a_network_is_an_error(db):
    with pytest.raises(ScopeMissing):
        list(Membership.objects.all())


@pytest.mark.parametrize(
    ("who", "minutes"), [("learner", 30), ("moderator", 15), ("trainer", 15), ("lead", 15)]
)
def test_above_learner_a_session_is_shorter_from_its_first_page(client_as, cast, who, minutes):
    person = getattr(cast, who)
    client_as(person).get("/")
    row = Session.objects.get(account=person.account)
    assert abs(row.expires - timezone.now() - timedelta(minutes=minutes)) < timedelta(minutes=1)


def test_a_new_role_shortens_a_session_that_is_open(client_as, learner, lead):
    client = client_as(learner)
    client.get("/")
    actions.change_role(membership=learner, role=Role.MODERATOR, by=lead)
    client.get("/")
    row = Session.objects.get(account=learner.account)
    assert row.expires - timezone.now() < timedelta(minutes=16)


def test_a_woman_of_two_networks_is_in_one_at_a_time(client_as, learner, jicara, ceiba):
    there = actions.add_member(network=jicara, account=learner.account, role=Role.LEARNER)
    client = client_as(learner)
    client.post("/red/cambiar/", {"network": str(jicara.pk)})
    assert client.get("/").wsgi_request.membership == there
    client.post("/red/cambiar/", {"network": str(ceiba.pk)})
    assert client.get("/").wsgi_request.membership == learner


@pytest.mark.parametrize("network", ["", "nada", "00000000-0000-0000-0000-000000000000"])
def test_going_over_to_what_is_not_hers_changes_nothing(client_as, learner, network):
    client = client_as(learner)
    client.post("/red/cambiar/", {"network": network})
    assert client.get("/").wsgi_request.membership == learner


def test_home_leads_to_her_other_network_and_no_further(client_as, learner, jicara):
    client = client_as(learner)
    assert "Red Jícara" not in client.get("/").content.decode()
    actions.add_member(network=jicara, account=learner.account)
    client.post("/red/cambiar/", {"network": str(learner.network_id)})
    page = client.get("/").content.decode()
    assert "Ir a Red Jícara" in page
    assert str(jicara.pk) in page


def test_a_trainer_on_her_own_phone_goes_straight_to_the_editor(client, trainer):
    give(client, "ceiba-trainer", remember="on")
    client.post("/entrar/segundo/", {"code": code_now()})
    for _page in ("her first", "her second"):
        row = Session.objects.get(account=trainer.account)
        assert abs(row.expires - timezone.now() - timedelta(minutes=15)) < timedelta(minutes=1)
        assert client.get("/cms/").status_code == 200


def test_the_editors_door_shortens_a_session_too(client_as, learner, lead):
    client = client_as(learner)
    actions.change_role(membership=learner, role=Role.TRAINER, by=lead)
    give_second_factor(learner.account)
    assert client.get("/cms/jsi18n/").status_code == 200
    row = Session.objects.get(account=learner.account)
    assert row.expires - timezone.now() < timedelta(minutes=16)

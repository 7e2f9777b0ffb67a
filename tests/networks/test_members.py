"""Who belongs, in which role, under which name."""

import pytest

from learning.networks import actions, audit
from learning.networks.models import AuditEntry, Membership, Role
from tests.factories import a_member


def test_a_name_that_looks_the_same_is_told_apart(ceiba):
    first = a_member(ceiba, pseudonym="Lucía")
    second = a_member(ceiba, pseudonym="LUCIA")
    assert first.account.pseudonym == "Lucía"
    assert second.account.pseudonym.startswith("LUCIA ")
    assert second.account.pseudonym != "LUCIA"


def test_the_same_name_may_live_in_another_network(ceiba, jicara):
    a_member(ceiba, pseudonym="Lucía")
    assert a_member(jicara, pseudonym="Lucía").account.pseudonym == "Lucía"


def test_whoever_belongs_is_not_added_twice(lead):
    again = actions.add_member(network=lead.network, account=lead.account)
    assert again == lead
    assert again.role == Role.LEAD


def test_changing_the_name_changes_it_in_all_her_networks_or_in_none(learner, jicara):
    there = actions.add_member(network=jicara, account=learner.account)
    a_member(jicara, pseudonym="Nube")
    with pytest.raises(actions.PseudonymTaken):
        actions.change_pseudonym(account=learner.account, pseudonym="Nubé")
    learner.refresh_from_db()
    assert learner.pseudonym_key == "celbalearner"
    actions.change_pseudonym(account=learner.account, pseudonym="Colibrí")
    keys = Membership.objects.unscoped(reason="test").filter(pk__in=[learner.pk, there.pk])
    assert {each.pseudonym_key for each in keys} == {"collbrl"}


def test_a_trainer_is_an_editor_of_her_network_as_long_as_she_is_one(learner, lead, trainer):
    editors = learner.network.editors
    assert set(editors.user_set.all()) == {trainer.account}
    actions.change_role(membership=learner, role=Role.TRAINER, by=lead)
    assert editors.user_set.count() == 2
    actions.change_role(membership=learner, role=Role.LEARNER, by=lead)
    actions.remove_member(membership=trainer, by=lead)
    assert editors.user_set.count() == 0


def test_the_last_lead_stays_until_there_is_another(lead, learner):
    with pytest.raises(actions.LastLead):
        actions.remove_member(membership=lead, by=lead)
    with pytest.raises(actions.LastLead):
        actions.change_role(membership=lead, role=Role.LEARNER, by=lead)
    actions.change_role(membership=learner, role=Role.LEAD, by=lead)
    actions.remove_member(membership=lead, by=learner)


def test_acts_of_power_are_written_down(lead, learner):
    actions.change_role(membership=learner, role=Role.MODERATOR, by=lead)
    actions.remove_member(membership=learner, by=lead)
    entries = AuditEntry.objects.scoped(network=lead.network).order_by("id")
    assert [(each.act, each.actor_role) for each in entries] == [
        (audit.ROLE_CHANGED, "lead"),
        (audit.REMOVED, "lead"),
    ]


def test_the_codes_she_made_close_when_she_is_taken_out(lead, learner, jicara):
    other = a_member(lead.network, Role.LEAD)
    there = actions.add_member(network=jicara, account=other.account, role=Role.LEAD)
    hers, *_ = actions.invite(network=lead.network, role=Role.LEARNER, uses=3, by=other)
    kept, *_ = actions.invite(network=lead.network, role=Role.LEARNER, by=lead)
    elsewhere, *_ = actions.invite(network=jicara, role=Role.LEARNER, by=there)
    actions.remove_member(membership=other, by=lead)
    for invitation in (hers, kept, elsewhere):
        invitation.refresh_from_db()
    assert (hers.revoked, kept.revoked, elsewhere.revoked) == (True, False, False)
    acts = AuditEntry.objects.scoped(network=lead.network).filter(subject=str(hers.pk))
    assert audit.REVOKED in acts.values_list("act", flat=True)


def test_the_page_says_that_her_codes_close(client_as, lead):
    other = a_member(lead.network, Role.LEAD)
    address = f"/red/integrantes/{other.pk}/sacar/"
    says, knows = "que ella hizo", "Si conoce un código"
    client = client_as(lead, fresh=True)
    assert says not in client.get(address).content.decode()
    actions.invite(network=lead.network, role=Role.LEARNER, by=other)
    page = client.get(address).content.decode()
    assert says in page
    assert knows not in page
    actions.invite(network=lead.network, role=Role.LEARNER, by=lead)
    assert knows in client.get(address).content.decode()

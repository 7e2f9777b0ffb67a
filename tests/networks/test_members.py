"""Who belongs, in which role, under which name."""

from contextlib import suppress

import pytest
from django.core.exceptions import PermissionDenied

from learning.accounts.actions import leave_for_good
from learning.networks import actions, audit
from learning.networks.models import AuditEntry, Invitation, Membership, Role
from tests.factories import a_member
from tests.progress.test_races import at_once


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


def open_roles(network) -> list[str]:
    return sorted(Invitation.objects.scoped(network=network).open().values_list("role", flat=True))


def acts_on(invitation) -> list[tuple[str, str]]:
    entries = AuditEntry.objects.scoped(network=invitation.network_id).filter(subject=str(invitation.pk))
    return list(entries.order_by("id").values_list("act", "actor_role"))


@pytest.mark.parametrize("role", [Role.LEARNER, Role.MODERATOR, Role.TRAINER])
def test_the_codes_of_a_lead_close_when_she_leads_no_more(lead, jicara, role):
    other = a_member(lead.network, Role.LEAD)
    there = actions.add_member(network=jicara, account=other.account, role=Role.LEAD)
    hers = [actions.invite(network=lead.network, role=each, by=other) for each in Role.values]
    actions.invite(network=lead.network, role=Role.LEARNER, by=lead)
    actions.invite(network=jicara, role=Role.LEAD, by=there)
    actions.change_role(membership=other, role=role, by=lead)
    assert (open_roles(lead.network), open_roles(jicara)) == ([Role.LEARNER], [Role.LEAD])
    for invitation, code, _again in hers:
        with pytest.raises(actions.InvitationRefused):
            actions.redeem(code=code)
        assert acts_on(invitation) == [(audit.INVITED, "lead"), (audit.REVOKED, "lead")]
    assert audit.verify_chain(lead.network)


def test_who_becomes_a_lead_or_is_brought_down_by_the_keeper(lead, learner):
    actions.invite(network=lead.network, role=Role.LEARNER, by=lead)
    actions.change_role(membership=learner, role=Role.LEAD, by=lead)
    assert open_roles(lead.network) == [Role.LEARNER]
    actions.change_role(membership=lead, role=Role.LEARNER, by=None)
    assert open_roles(lead.network) == []


def test_the_codes_of_who_leaves_for_good_close(lead, jicara):
    other = a_member(lead.network, Role.LEAD)
    there = actions.add_member(network=jicara, account=other.account, role=Role.LEAD)
    hers = actions.invite(network=lead.network, role=Role.LEAD, by=other)
    elsewhere = actions.invite(network=jicara, role=Role.LEARNER, uses=9, by=there)
    actions.invite(network=lead.network, role=Role.TRAINER, by=lead)
    leave_for_good(account=other.account)
    assert (open_roles(lead.network), open_roles(jicara)) == ([Role.TRAINER], [])
    for invitation, code, _again in (hers, elsewhere):
        with pytest.raises(actions.InvitationRefused):
            actions.redeem(code=code)
        assert acts_on(invitation) == [(audit.INVITED, "lead"), (audit.REVOKED, "lead")]
        assert audit.verify_chain(invitation.network)


def test_no_code_is_made_at_the_moment_her_role_goes(lead):
    """Her request read her role before another lead took it away."""
    other = a_member(lead.network, Role.LEAD)
    as_read = Membership.objects.scoped(network=lead.network).get(pk=other.pk)
    actions.change_role(membership=other, role=Role.LEARNER, by=lead)
    with pytest.raises(PermissionDenied):
        actions.invite(network=lead.network, role=Role.LEAD, by=as_read)
    assert open_roles(lead.network) == []


@pytest.mark.django_db(transaction=True)
def test_codes_in_the_making_while_her_role_goes_are_closed_or_never_were(lead):
    other = a_member(lead.network, Role.LEAD)
    as_read = Membership.objects.scoped(network=lead.network).select_related("account").get(pk=other.pk)

    def make() -> None:
        with suppress(PermissionDenied):
            actions.invite(network=lead.network, role=Role.LEAD, by=as_read)

    def demote() -> None:
        actions.change_role(membership=other, role=Role.LEARNER, by=lead)

    at_once(*[make] * 4, demote, *[make] * 4)
    assert open_roles(lead.network) == []


def test_the_pages_say_it_before(client_as, lead):
    client, other = client_as(lead, fresh=True), a_member(lead.network, Role.MODERATOR)
    role = "/red/integrantes/{}/"
    assert "que hizo se anulan" in client.get(role.format(lead.pk)).content.decode()
    assert "que hizo se anulan" not in client.get(role.format(other.pk)).content.decode()
    assert "que hiciste como coordinadora" in client.get("/cuenta/irme/").content.decode()
    leaves = client_as(other, fresh=True).get("/cuenta/irme/").content.decode()
    assert "que hiciste como coordinadora" not in leaves


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


@pytest.mark.parametrize(("role", "lands"), [(Role.LEARNER, "/"), (Role.LEAD, "/red/integrantes/")])
def test_a_lead_who_steps_down_lands_at_home(client_as, lead, role, lands):
    a_member(lead.network, Role.LEAD)
    client = client_as(lead, fresh=True)
    answer = client.post(f"/red/integrantes/{lead.pk}/", {"role": role}, follow=True)
    assert answer.redirect_chain == [(lands, 302)]
    assert answer.status_code == 200
    assert "Su rol ahora es" in answer.content.decode()

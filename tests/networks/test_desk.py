"""The lead's desk: codes, members, and what was done."""

import re
import uuid
from importlib import import_module

import pytest
from django.apps import apps

from learning.networks import actions, audit
from learning.networks.models import AuditEntry, Invitation, Membership, Role
from learning.networks.wagtail_hooks import invite_panel, members_panel
from tests.factories import AccountFactory, a_member


def test_a_lead_sees_her_network_and_no_other(client_as, lead, jicara):
    page = client_as(lead).get("/red/").content.decode()
    assert "Red Ceiba" in page
    assert "Red Jícara" not in page


@pytest.mark.parametrize(
    ("who", "status"),
    [("learner", 403), ("moderator", 403), ("trainer", 403), ("stranger", 403), ("keeper", 404)],
)
def test_nobody_else_sits_at_the_desk(client_as, cast, who, status):
    client = client_as(getattr(cast, who))
    for address in ("/red/", "/red/codigos/", "/red/codigos/nuevo/", "/red/integrantes/", "/red/registro/"):
        assert client.get(address).status_code == status


def test_a_lead_without_a_second_factor_is_offered_one(client_as, ceiba):
    bare = actions.add_member(network=ceiba, account=AccountFactory(), role=Role.LEAD)
    page = client_as(bare).get("/red/")
    assert page.status_code == 403
    assert "segundo paso" in page.content.decode()


def test_a_code_is_made_shown_and_gone(client_as, lead):
    client = client_as(lead, fresh=True)
    assert (
        client.post("/red/codigos/nuevo/", {"role": "learner", "uses": 2, "days": 7}).url
        == "/red/codigos/hoja/"
    )
    card = client.get("/red/codigos/hoja/").content.decode()
    code = re.search(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}\b", card).group()
    assert Invitation.objects.with_code(code).get().uses == 2
    assert "<svg" in card
    assert client.post("/red/codigos/hoja/").url == "/red/codigos/"
    assert code not in client.get("/red/codigos/hoja/", follow=True).content.decode()


def test_nobody_is_named_on_the_card(client_as, lead):
    client = client_as(lead, fresh=True)
    client.post("/red/codigos/nuevo/", {"role": "moderator", "uses": 1, "days": 7})
    card = client.get("/red/codigos/hoja/").content.decode()
    main = card[card.index("<main") : card.index("</main>")]
    printed = re.sub(r'<(\w+) class="no-print">.*?</\1>', "", main, flags=re.S)
    for word in (lead.account.pseudonym, lead.network.name, "Moderadora", "Ceiba"):
        assert word not in printed


def test_making_a_code_asks_again_who_she_is(client_as, lead):
    page = client_as(lead).get("/red/codigos/nuevo/")
    assert page.status_code == 302
    assert page.url.startswith("/cuenta/confirmar/")


@pytest.mark.parametrize("wrong", [{"uses": 0}, {"uses": 101}, {"days": 31}, {"role": "keeper"}])
def test_a_code_has_its_limits(client_as, lead, wrong):
    page = client_as(lead, fresh=True).post(
        "/red/codigos/nuevo/", {"role": "learner", "uses": 1, "days": 7, **wrong}
    )
    assert page.status_code == 200
    assert not Invitation.objects.scoped(network=lead.network).exists()


@pytest.mark.parametrize("role", [Role.MODERATOR, Role.TRAINER, Role.LEAD])
def test_a_code_for_a_role_is_for_one_woman(client_as, lead, role):
    sent = {"role": role, "uses": 2, "days": 7}
    page = client_as(lead, fresh=True).post("/red/codigos/nuevo/", sent)
    assert page.status_code == 200
    assert "es para una sola mujer" in page.content.decode()
    with pytest.raises(ValueError, match="one woman"):
        actions.invite(network=lead.network, by=lead, **sent)
    assert not Invitation.objects.scoped(network=lead.network).exists()


def test_a_revoked_code_opens_no_more(client_as, lead):
    invitation, code, _again = actions.invite(network=lead.network, role=Role.LEARNER, by=lead)
    client_as(lead).post(f"/red/codigos/{invitation.pk}/anular/")
    with pytest.raises(actions.InvitationRefused):
        actions.redeem(code=code)


def test_a_removed_member_is_out_at_her_next_request(client_as, lead, moderator):
    her, hers = client_as(moderator), client_as(lead)
    assert her.get("/").wsgi_request.membership == moderator
    assert hers.get(f"/red/integrantes/{moderator.pk}/sacar/").status_code == 200
    assert hers.post(f"/red/integrantes/{moderator.pk}/sacar/").url == "/red/integrantes/"
    assert not her.get("/").wsgi_request.membership
    assert her.get("/red/").status_code == 404


def test_a_second_tap_on_taking_out_says_what_is_so(client_as, lead, moderator, stranger):
    client, way = client_as(lead), f"/red/integrantes/{moderator.pk}/sacar/"
    client.post(way)
    assert client.post(way).url == "/red/integrantes/"
    assert "Ya no es parte de la red." in client.get("/red/integrantes/").content.decode()
    assert client.get(way).status_code == 404
    client.post(f"/red/integrantes/{stranger.pk}/sacar/")
    assert Membership.objects.scoped(network=stranger.network).filter(pk=stranger.pk).exists()


def test_a_role_is_changed_and_written_down(client_as, lead, learner):
    client = client_as(lead, fresh=True)
    assert client.post(f"/red/integrantes/{learner.pk}/", {"role": "trainer"}).url == "/red/integrantes/"
    learner.refresh_from_db()
    assert learner.role == Role.TRAINER
    log = client.get("/red/registro/").content.decode()
    assert "Cambió un rol: de Participante a Facilitadora" in log
    assert lead.account.pseudonym in log


def test_the_only_lead_is_not_lost(client_as, lead):
    client = client_as(lead, fresh=True)
    page = client.post(f"/red/integrantes/{lead.pk}/", {"role": "learner"})
    assert "única coordinadora" in page.content.decode()
    client.post(f"/red/integrantes/{lead.pk}/sacar/")
    assert Membership.objects.scoped(network=lead.network).filter(pk=lead.pk).exists()


def test_searching_folds_the_name(client_as, lead):
    a_member(lead.network, pseudonym="Ñandú Azul")
    page = client_as(lead).get("/red/integrantes/", {"q": "nandú"}).content.decode()
    assert "Ñandú Azul" in page
    assert "Ceiba learner" not in page


@pytest.mark.parametrize("members", [1, 3])
def test_lists_take_the_same_number_of_queries(client_as, lead, members, django_assert_num_queries):
    for _ in range(members):
        a_member(lead.network)
        actions.invite(network=lead.network, role=Role.LEARNER, by=lead)
    client = client_as(lead)
    # Her session with her account, her memberships and second factor; then a count and a page.
    for address in ("/red/integrantes/", "/red/codigos/", "/red/registro/"):
        client.get(address)
        with django_assert_num_queries(4):
            client.get(address)


def test_the_panels_of_networks_take_a_query_each(lead, django_assert_num_queries, rf):
    request = rf.get("/red/")
    request.membership = lead
    with django_assert_num_queries(1):
        assert "0 códigos" in invite_panel(request)
    with django_assert_num_queries(1):
        assert "4 integrantes" in members_panel(request)


def test_a_change_in_the_log_is_noticed(lead, learner):
    for role in (Role.TRAINER, Role.LEARNER, Role.MODERATOR):
        actions.change_role(membership=learner, role=role, by=lead)
    assert audit.verify_chain(lead.network)
    second = AuditEntry.objects.scoped(network=lead.network).order_by("id")[1]
    AuditEntry.objects.scoped(network=lead.network).filter(pk=second.pk).update(act="nothing")
    assert not audit.verify_chain(lead.network)
    AuditEntry.objects.scoped(network=lead.network).filter(pk=second.pk).delete()
    assert not audit.verify_chain(lead.network)


def test_the_log_outlives_who_acted_and_the_purge_of_its_beginning(lead, learner):
    actions.change_role(membership=learner, role=Role.LEAD, by=lead)
    actions.change_role(membership=lead, role=Role.LEARNER, by=learner)
    lead.account.delete()
    assert audit.verify_chain(lead.network)
    AuditEntry.objects.scoped(network=lead.network).order_by("id").first().delete()
    assert audit.verify_chain(lead.network)


def old_log(lead: Membership, learner: Membership) -> str:
    """Entries as they were written once, with the id of the member; returns it."""
    for act, subject in (
        (audit.ROLE_CHANGED, f"{learner.pk} moderator"),
        (audit.INVITED, str(uuid.uuid4())),
        (audit.REMOVED, str(learner.pk)),
    ):
        audit.record(network=lead.network, actor=lead, act=act, subject=subject)
    return str(learner.pk)


def clean_old_log() -> None:
    import_module("learning.networks.migrations.0003_name_no_member_in_the_log").name_no_member(apps, None)


def test_the_id_of_a_member_is_taken_out_of_an_old_log_and_the_chain_holds(client_as, lead, learner):
    pk = old_log(lead, learner)
    entries = AuditEntry.objects.scoped(network=lead.network).order_by("id")
    entries[0].delete()
    actions.change_role(membership=learner, role=Role.MODERATOR, by=lead)
    subjects = list(entries.values_list("subject", flat=True))
    clean_old_log()
    assert pk not in "".join(entries.values_list("subject", flat=True))
    assert list(entries.values_list("subject", flat=True)) == [subjects[0], "", "learner moderator"]
    assert audit.verify_chain(lead.network)
    assert "Sacó a una integrante" in client_as(lead).get("/red/registro/").content.decode()


def test_a_broken_chain_is_not_closed_by_that(lead, learner):
    pk = old_log(lead, learner)
    entries = AuditEntry.objects.scoped(network=lead.network).order_by("id")
    entries.filter(act=audit.INVITED).delete()
    clean_old_log()
    assert list(entries.values_list("subject", flat=True)) == ["moderator", ""]
    assert pk not in "".join(entries.values_list("subject", flat=True))
    assert not audit.verify_chain(lead.network)


def test_another_actor_can_not_be_put_in(lead, learner):
    actions.change_role(membership=learner, role=Role.TRAINER, by=lead)
    AuditEntry.objects.scoped(network=lead.network).update(actor=learner.account)
    assert not audit.verify_chain(lead.network)

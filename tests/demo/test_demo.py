"""The demo opens every side of the site, again and again, and only on this machine."""

import json
import re

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import resolve

from community.models import Post
from learning.accounts.models import Account
from learning.networks import actions
from learning.networks.models import Invitation, Membership, Network, Role
from tests.factories.totp import code_now


@pytest.fixture
def told(db, capsys):
    call_command("seed_demo", "--json")
    return json.loads(capsys.readouterr().out)


def test_everybody_of_the_cast_is_there(told):
    there = {(person["network"], person["role"]) for person in told["people"]}
    assert {("Red Ceiba (demo)", role) for role in Role.values} <= there
    assert {("Red Jícara (demo)", "learner"), ("Red Común (demo)", "trainer")} <= there
    assert all(bool(person["totp_secret"]) == (person["role"] != "learner") for person in told["people"])


@pytest.mark.parametrize("role", ["learner", "moderator", "trainer", "lead"])
def test_they_sign_in_through_the_real_door(told, role):
    person = next(each for each in told["people"] if each["role"] == role)
    client = Client()
    answer = client.post("/entrar/", {"login": person["login_id"], "password": person["passphrase"]})
    if person["totp_secret"]:
        assert answer.url == "/entrar/segundo/"

        answer = client.post("/entrar/segundo/", {"code": code_now(person["totp_secret"])})
    assert answer.url == "/"
    assert client.get("/").wsgi_request.membership.role == role


def test_the_networks_and_the_region_have_news(told):
    client = Client()
    client.post("/demo/entrar/learner/")
    page = client.get("/").content.decode()
    assert page.index("Mensajes que piden tu código") < page.index("El curso ya se puede leer en inglés")
    assert "De la región" in page
    call_command("seed_demo")
    assert page.count("Mensajes que piden tu código") == 1


def test_the_codes_open(told):
    for each in told["invitation_codes"]:
        assert actions.redeem(code=each["code"]).role == each["role"]


@pytest.mark.parametrize(
    ("role", "lands"),
    [("learner", "/"), ("moderator", "/foro/cola/"), ("trainer", "/cms/"), ("lead", "/red/")],
)
def test_one_click_enters_as_each(told, role, lands):
    client = Client()
    assert client.post(f"/demo/entrar/{role}/").url == lands
    assert client.get(lands).status_code == 200


def test_only_from_this_machine_and_only_who_is_there(told):
    assert Client(REMOTE_ADDR="192.0.2.1").post("/demo/entrar/lead/").status_code == 404
    assert Client().post("/demo/entrar/keeper/").status_code == 404
    assert Client().get("/demo/entrar/lead/").status_code == 405


def test_seeding_again_mends_what_visitors_changed_and_adds_nothing(told, capsys):
    account = Account.objects.get(login_id="demo-quetzal")
    account.set_password("otra frase de alguien")
    account.save()
    lead = Membership.objects.unscoped(reason="test").get(account__login_id="demo-guardabarranco")
    for member in Membership.objects.scoped(network=lead.network).exclude(pk=lead.pk):
        actions.change_role(membership=member, role=Role.LEAD, by=lead)
    actions.remove_member(membership=lead, by=lead)
    Invitation.objects.unscoped(reason="test").update(revoked=True, used=1)
    before = [model._base_manager.count() for model in (Network, Account, Post, Invitation)]
    call_command("seed_demo", "--json")
    assert json.loads(capsys.readouterr().out) == told
    assert [model._base_manager.count() for model in (Network, Account, Post, Invitation)] == before
    account.refresh_from_db()
    assert account.check_password("demo quetzal frase de muestra")
    assert Membership.objects.unscoped(reason="test").get(account=account).role == Role.MODERATOR
    assert actions.redeem(code=told["invitation_codes"][0]["code"])


def test_the_desk_has_numbers_of_a_month_that_has_closed(told):
    call_command("load_starter")
    for _twice in range(2):
        call_command("seed_demo", "--json")
        client = Client()
        client.post("/demo/entrar/lead/")
        panel = client.get("/red/").content.decode().partition("Participación")[2].partition("</section>")[0]
        assert re.findall(r'"num">([^<]+)</td>', panel)[:2] == ["10", "5"]
        assert "Hasta fines de" in panel


def test_it_lives_in_development_only(settings):
    settings.DEMO = False
    with pytest.raises(CommandError):
        call_command("seed_demo")


def test_the_table_for_people_says_the_same(told, capsys):
    call_command("seed_demo")
    table = capsys.readouterr().out
    for person in told["people"]:
        assert re.search(rf"{person['login_id']} +{person['passphrase']}", table)
    assert all(each["code"] in table for each in told["invitation_codes"])


def test_every_address_it_tells_leads_somewhere(told):
    for address in told["addresses"].values():
        assert resolve(address)

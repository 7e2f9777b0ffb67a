"""Signing in and out: one door, nothing told, nobody tricked into going elsewhere."""

import re

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import NoReverseMatch, reverse

from learning.accounts.actions import set_passphrase
from learning.accounts.models import Session
from tests.factories.networks import PASSPHRASE
from tests.factories.totp import code_now

DOOR = "/entrar/"


def give(client: Client, login: str = "ceiba-learner", passphrase: str = PASSPHRASE, **more: str):
    return client.post(DOOR, {"login": login, "password": passphrase, **more})


def test_she_signs_in(client, learner):
    assert client.get(DOOR).status_code == 200
    answer = give(client)
    assert answer.status_code == 302
    assert answer.url == "/"
    assert client.get("/cuenta/").status_code == 200


@pytest.mark.parametrize("typed", ["Ceiba Learner", " ceiba_learner ", "CEIBA-LEARNER", "Céiba--learner."])
def test_her_login_id_is_read_kindly(client, learner, typed):
    assert give(client, typed).status_code == 302


@pytest.mark.parametrize(
    "typed", [f" {PASSPHRASE} ", PASSPHRASE.replace(" ", "  "), "mai\u0301z luna ri\u0301o copal barro"]
)
def test_her_passphrase_is_read_kindly(client, learner, typed):
    assert give(client, passphrase=typed).status_code == 302


def test_a_wrong_passphrase_and_an_unknown_login_id_look_the_same(client, learner):
    wrong = give(client, passphrase="no es esta frase")
    unknown = give(client, "nadie-tiene-este-10", "no es esta frase")
    assert wrong.status_code == unknown.status_code == 200
    same = wrong.content.replace(b"ceiba-learner", b"nadie-tiene-este-10")
    assert without_token(same) == without_token(unknown.content)


def test_who_has_a_second_factor_is_asked_for_it(client, lead):
    assert give(client, "ceiba-lead").url == "/entrar/segundo/"
    assert client.get("/cuenta/").status_code == 302
    assert client.get("/entrar/segundo/").status_code == 200
    assert client.post("/entrar/segundo/", {"code": "000000"}).status_code == 200
    answer = client.post("/entrar/segundo/", {"code": code_now()})
    assert answer.status_code == 302
    assert answer.url == "/"
    assert client.get("/cuenta/").status_code == 200


def test_a_code_opens_one_door(lead):
    first, second = Client(), Client()
    code = code_now()
    for client in (first, second):
        give(client, "ceiba-lead")
    assert first.post("/entrar/segundo/", {"code": code}).status_code == 302
    cache.clear()  # Another worker remembers nothing.
    assert second.post("/entrar/segundo/", {"code": code}).status_code == 200
    assert second.get("/cuenta/").status_code == 302


@pytest.mark.parametrize("spelling", ["{0}{1}", " {0} {1} ", "{0}-{1}"])
def test_a_code_opens_one_door_however_it_is_typed(lead, spelling):
    first, second = Client(), Client()
    code = code_now()
    for client in (first, second):
        give(client, "ceiba-lead")
    assert first.post("/entrar/segundo/", {"code": code}).status_code == 302
    cache.clear()
    again = spelling.format(code[:3], code[3:])
    assert second.post("/entrar/segundo/", {"code": again}).status_code == 200


def test_a_code_opens_one_door_over_midnight(lead, time_machine):
    """Counters of tries begin anew with their span; a used code stays used as long as it would open."""
    time_machine.move_to("2026-03-02 23:59:50+00:00", tick=False)
    first, second = Client(), Client()
    code = code_now()
    for client in (first, second):
        give(client, "ceiba-lead")
    assert first.post("/entrar/segundo/", {"code": code}).status_code == 302
    cache.clear()
    time_machine.move_to("2026-03-03 00:00:20+00:00", tick=False)
    assert second.post("/entrar/segundo/", {"code": code}).status_code == 200
    assert second.post("/entrar/segundo/", {"code": code_now()}).status_code == 302


def test_what_waits_halfway_is_void_once_her_passphrase_is_another(client, lead):
    give(client, "ceiba-lead")
    set_passphrase(account=lead.account, passphrase="otra frase que nadie sabe")
    assert client.post("/entrar/segundo/", {"code": code_now()}).url == "/entrar/"
    assert client.get("/cuenta/").status_code == 302
    assert client.get(DOOR).status_code == 200


def test_what_waits_halfway_is_void_once_the_account_is_gone(client, lead):
    give(client, "ceiba-lead")
    lead.account.delete()
    assert client.get("/entrar/segundo/").url == "/entrar/"
    assert client.get(DOOR).status_code == 200


def test_she_may_stop_before_the_second_step(client, lead):
    give(client, "ceiba-lead")
    assert client.get(DOOR).url == "/entrar/segundo/"
    client.post("/cuenta/salir/")
    assert client.get(DOOR).status_code == 200


def test_signing_out_leaves_nothing(client_as, learner):
    client = client_as(learner)
    assert client.get("/cuenta/salir/").status_code == 405
    answer = client.post("/cuenta/salir/")
    assert answer.url == "/"
    assert Session.objects.count() == 0
    assert client.cookies["s"].value == ""


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example",
        "http:evil.example",
        "javascript:alert(1)",
        "https://testserver.evil.example/",
        "https://localhost/",
    ],
)
def test_nobody_is_sent_elsewhere(client, learner, elsewhere):
    assert give(client, next=elsewhere).url == "/"
    assert client.post("/idioma/", {"language": "en", "next": elsewhere}).url == "/"
    assert client.post("/cuenta/salir/", {"next": elsewhere}).url == "/"
    answer = client.get("/cms/login/", {"next": elsewhere})
    assert answer.url == "/entrar/?next=/"


def test_she_arrives_where_she_wanted(client, learner):
    assert client.get("/cuenta/mis-datos/").url == "/entrar/?next=/cuenta/mis-datos/"
    assert b'name="next" value="/cuenta/"' in client.get("/entrar/?next=/cuenta/").content
    assert give(client, next="/cuenta/").url == "/cuenta/"


def test_other_doors_lead_to_the_one(client, client_as, learner):
    assert client.get("/cms/login/?next=/cms/pages/3/").url == "/entrar/?next=/cms/pages/3/"
    assert (
        client.post("/cms/login/", {"username": "ceiba-learner", "password": PASSPHRASE}).status_code == 302
    )
    assert client_as(learner).get("/cms/login/?next=/cms/").status_code == 403
    assert client.get("/entrar/unirme/").url == "/codigo/"


@pytest.mark.parametrize(
    "path",
    [
        "/email/", "/password/reset/", "/password/change/", "/password/set/", "/2fa/", "/2fa/totp/activate/",
        "/signup/", "/login/", "/logout/", "/accounts/login/", "/accounts/signup/", "/reauthenticate/",
        "/confirm-email/", "/login/code/", "/entrar/confianza/", "/inactive/", "/cuenta/segundo/respaldo/bajar/",
        "/_util/login/", "/admin/login/",
    ],
)  # fmt: skip # A list is read in lines.
def test_nothing_else_of_allauth_answers(client_as, learner, path):
    assert client_as(learner).get(path).status_code == 404


@pytest.mark.parametrize(
    "name", ["account_email", "account_set_password", "mfa_trust", "mfa_signup_webauthn"]
)
def test_names_that_do_not_exist(name):
    with pytest.raises(NoReverseMatch):
        reverse(name)


def test_a_closed_account_says_so_only_to_who_has_the_passphrase(client, learner):
    learner.account.is_active = False
    learner.account.save()
    assert give(client).url == "/entrar/cerrada/"
    assert client.get("/entrar/cerrada/").status_code == 200
    assert give(client, passphrase="no es esta frase").status_code == 200


def without_token(page: bytes) -> bytes:
    return re.sub(rb'name="csrfmiddlewaretoken" value="[^"]+"', b"", page)

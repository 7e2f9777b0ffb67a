"""Every way in is limited: over all workers, by address and by whom it is tried for, and for a while only."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connections
from django.test import Client

from learning.accounts import actions
from learning.accounts.models import Account
from learning.accounts.views.limits import BY_ACCOUNT, BY_ADDRESS
from learning.core import codes
from learning.core.models import Throttle
from tests.accounts.test_doors import give
from tests.factories import AccountFactory
from tests.factories.networks import PASSPHRASE

NOON = "2026-03-02 12:00:10+00:00"


@pytest.fixture(autouse=True)
def _at_noon(time_machine):
    time_machine.move_to(NOON, tick=False)


def test_ten_tries_for_a_login_id_and_then_a_while(client, learner, time_machine):
    for _ in range(BY_ACCOUNT):
        assert give(client, passphrase="no es esta frase").status_code == 200
    refused = give(client)
    assert refused.status_code == 429
    assert refused.headers["Retry-After"] == "890"
    assert "15 minutos" in refused.content.decode()
    time_machine.shift(timedelta(minutes=15))
    assert give(client).status_code == 302


def test_other_spellings_of_a_login_id_are_the_same_door(client, learner):
    spellings = ["ceiba-learner", "Ceiba Learner", "céiba_learner", "CEIBA LEARNER"]
    for number in range(BY_ACCOUNT):
        give(client, spellings[number % 4], "no es esta frase")
    assert give(client, " ceiba--learner").status_code == 429


def test_who_is_refused_learns_nothing(client, learner):
    for login in ("ceiba-learner", "nadie-tiene-este-10"):
        for _ in range(BY_ACCOUNT):
            give(client, login, "no es esta frase")
    known, unknown = give(client), give(client, "nadie-tiene-este-10", "no es esta frase")
    assert known.status_code == unknown.status_code == 429
    assert known.content == unknown.content


def test_one_address_tries_many_login_ids(client, learner):
    for number in range(BY_ADDRESS):
        assert give(client, f"prueba-{number}", "no es esta frase").status_code == 200
    assert give(client).status_code == 429
    assert give(Client(REMOTE_ADDR="203.0.113.9")).status_code == 302


def test_the_second_step(client, lead):
    give(client, "ceiba-lead")
    for _ in range(BY_ACCOUNT):
        assert client.post("/entrar/segundo/", {"code": "000000"}).status_code == 200
    assert client.post("/entrar/segundo/", {"code": "000000"}).status_code == 429
    elsewhere = Client(REMOTE_ADDR="203.0.113.9")
    give(elsewhere, "ceiba-lead")
    assert elsewhere.post("/entrar/segundo/", {"code": "000000"}).status_code == 429


@pytest.mark.parametrize("path", ["/cuenta/confirmar/", "/cuenta/confirmar/codigo/"])
def test_confirming(client_as, lead, path):
    client = client_as(lead)
    for _ in range(BY_ACCOUNT):
        assert client.post(path, {"password": "no", "code": "000000"}).status_code == 200
    assert client.post(path, {"password": PASSPHRASE, "code": "000000"}).status_code == 429


def test_trying_out_codes_for_a_new_app(client_as, learner):
    client = client_as(learner, fresh=True)
    for _ in range(BY_ACCOUNT):
        assert client.post("/cuenta/segundo/aplicacion/", {"code": "000000"}).status_code == 200
    assert client.post("/cuenta/segundo/aplicacion/", {"code": "000000"}).status_code == 429


def test_the_paper_key(client, learner):
    for _ in range(BY_ACCOUNT):
        form = {
            "login_id": "ceiba-learner",
            "key": codes.new_code(120),
            "passphrase": "x" * 20,
            "again": "x" * 20,
        }
        assert client.post("/entrar/llave/", form).status_code == 200
    assert client.post("/entrar/llave/", form).status_code == 429


@pytest.mark.parametrize(
    ("door", "field", "decoy"), [("/entrar/llave/", "login_id", "login"), ("/entrar/", "login", "login_id")]
)
def test_nothing_beside_the_login_id_draws_the_count_elsewhere(client, learner, door, field, decoy):
    for number in range(BY_ACCOUNT):
        blanks = " " * (190 + number)
        assert (
            client.post(door, {field: f"{blanks}ceiba-learner", decoy: f"otra-{number}"}).status_code == 200
        )
    assert client.post(door, {field: "ceiba-learner", decoy: "otra"}).status_code == 429


def test_passkeys(client, db):
    for _ in range(BY_ADDRESS):
        assert client.post("/entrar/acceso/", {"credential": "{}"}).status_code == 302
    assert client.post("/entrar/acceso/", {"credential": "{}"}).status_code == 429


def test_counters_say_neither_who_nor_where(client, learner):
    give(client)
    held = " ".join(Throttle.objects.values_list("key", flat=True))
    assert "ceiba" not in held
    assert "fd00" not in held
    assert "127.0.0.1" not in held


@pytest.mark.django_db(transaction=True)
def test_fifty_at_once_get_ten_tries():
    AccountFactory(login_id="prueba-a-la-vez")

    def attempt(number: int) -> int:
        try:
            client = Client(REMOTE_ADDR=f"203.0.113.{number}")
            return give(client, "prueba-a-la-vez", "no es esta frase").status_code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(50) as pool:
        answers = list(pool.map(attempt, range(50)))
    assert answers.count(200) == BY_ACCOUNT
    assert answers.count(429) == 50 - BY_ACCOUNT


@pytest.mark.django_db(transaction=True)
def test_a_paper_key_used_twenty_times_at_once_opens_once():
    account, key = actions.create_account(pseudonym="x", passphrase="la frase de antes", language="es")

    def attempt(number: int) -> str | None:
        try:
            return actions.use_recovery_key(
                login_id=account.login_id,
                key=key,
                passphrase=f"frase nueva {number}",
                lost_second_factor=False,
            )
        finally:
            connections.close_all()

    with ThreadPoolExecutor(20) as pool:
        given = [each for each in pool.map(attempt, range(20)) if each]
    assert len(given) == 1
    account = Account.objects.get(pk=account.pk)
    assert account.recovery_fingerprint == codes.fingerprint(given[0], actions.RECOVERY_PURPOSE)

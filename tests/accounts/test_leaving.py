"""Taking her data, leaving for good, and what the files of the database hold meanwhile."""

import json
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client

from learning.accounts import actions
from learning.accounts.models import Account, Session
from tests.accounts.test_doors import give
from tests.factories import a_member, a_network, give_second_factor
from tests.factories.networks import PASSPHRASE, TOTP_SECRET
from tests.factories.totp import code_now

AGENT = "Mozilla/5.0 (Linux; Android 11; SM-A032M) AppleWebKit/537.36 Chrome/114.0.5735.60"
ADDRESS = "198.51.100.77"


def test_she_sees_what_is_kept_and_takes_it(client_as, learner):
    client = client_as(learner, fresh=True)
    page = client.get("/cuenta/mis-datos/").content.decode()
    assert "ceiba-learner" in page
    assert "Nombre de entrada" in page
    file = client.get("/cuenta/mis-datos/descargar/")
    assert file.headers["Content-Disposition"] == 'attachment; filename="mis-datos.json"'
    taken = json.loads(file.content)
    assert any(row.get("seudónimo") == "Ceiba learner" for rows in taken.values() for row in rows)
    assert PASSPHRASE not in file.content.decode()
    assert "argon2" not in file.content.decode()


def test_only_hers(client_as, learner, stranger):
    file = client_as(learner, fresh=True).get("/cuenta/mis-datos/descargar/").content.decode()
    assert "Jícara" not in file
    assert "jicara" not in file


def test_no_page_speaks_of_backups_that_nobody_makes(client_as, learner):
    client = client_as(learner, fresh=True)
    for address in ("/cuenta/irme/", "/que-guarda/"):
        page = client.get(address).content.decode()
        assert "no hace copias" in page or "no hace respaldos" in page
        assert "Copias de seguridad cifradas" not in page
        assert "datos cifrados" not in page


def test_leaving_needs_the_word(client_as, learner):
    client = client_as(learner, fresh=True)
    for word in ("", "no", "irme"):
        page = client.post("/cuenta/irme/", {"word": word})
        assert page.status_code == 200
        assert page.context["form"].errors
    assert Account.objects.filter(pk=learner.account.pk).exists()


def test_she_leaves(client_as, learner, stranger):
    client, elsewhere = client_as(learner, fresh=True), client_as(learner)
    page = client.post("/cuenta/irme/", {"word": " «Me voy» "})
    assert "Tu cuenta ya no existe" in page.content.decode()
    assert "<nav" not in page.content.decode(), "she is a visitor now"
    assert page.cookies["s"].value == ""
    assert page.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert not Account.objects.filter(login_id="ceiba-learner").exists()
    assert Account.objects.filter(pk=stranger.account.pk).exists()
    for each in (client, elsewhere):
        assert each.get("/cuenta/").status_code == 302
    assert Session.objects.count() == 0


def files_of_the_database() -> bytes:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL's files are the server's")
    path = Path(connection.settings_dict["NAME"])
    return b"".join(each.read_bytes() for each in path.parent.glob(f"{path.name}*"))


@pytest.fixture
def person(transactional_db) -> Account:
    network = a_network("Red Ceiba")
    a_member(network, login_id="otra-que-se-queda-11", pseudonym="Otra que queda")
    return a_member(network, login_id="nube-tela-brisa-47", pseudonym="Guayacán sonriente").account


def test_the_files_hold_no_key_of_hers(person):
    give_second_factor(person)
    client = Client(REMOTE_ADDR=ADDRESS, headers={"user-agent": AGENT, "x-forwarded-for": "203.0.113.50"})
    give(client, "nube-tela-brisa-47", "una frase equivocada")
    give(client, "nube-tela-brisa-47")
    code = code_now()
    client.post("/entrar/segundo/", {"code": code})
    client.get("/cuenta/segundo/respaldo/")
    key = client.post("/cuenta/llave/").context["key"]
    assert client.get("/cuenta/").status_code == 200
    held = files_of_the_database()
    for secret in (
        PASSPHRASE, "una frase equivocada", TOTP_SECRET, key, key.replace("-", ""), client.cookies["s"].value,
        AGENT, "SM-A032M", "AppleWebKit", ADDRESS, "203.0.113.50", "fd00::",
    ):  # fmt: skip # A list is read in lines.
        assert secret.encode() not in held, secret
    assert b"Android" in held, "the one word of her device, in her list of sessions"


def test_after_leaving_nothing_of_her_is_in_the_files(person):
    client = Client(headers={"user-agent": AGENT})
    give(client, "nube-tela-brisa-47")
    client.get("/cuenta/")
    traces = {
        "login id": b"nube-tela-brisa-47",
        "pseudonym": "Guayacán sonriente".encode(),
        "folded pseudonym": b"guayacansonriente",
        "uuid": str(person.pk).encode(),
        "uuid without dashes": person.pk.hex.encode(),
        "uuid as bytes": person.pk.bytes,
        "data key": bytes(person.data_key),
        "passphrase hash": person.password.encode(),
    }
    before = files_of_the_database()
    assert {"login id", "pseudonym", "uuid without dashes", "data key"} <= {
        name for name, trace in traces.items() if trace in before
    }
    client.post("/cuenta/irme/", {"word": "me voy"})
    after = files_of_the_database()
    assert [name for name, trace in traces.items() if trace in after] == []
    assert b"otra-que-se-queda-11" in after


def test_leaving_twice_at_once_is_no_fault(transactional_db):
    account, _ = actions.create_account(pseudonym="x", passphrase=None, language="es")
    twin = Account.objects.get(pk=account.pk)
    actions.leave_for_good(account=account)
    actions.leave_for_good(account=twin)
    assert not Account.objects.filter(pk=twin.pk).exists()


def test_the_only_lead_is_told_what_her_network_would_be_without_her(client_as, lead, learner):
    said = f"Eres la única coordinadora de {lead.network.name}"
    assert said in client_as(lead, fresh=True).get("/cuenta/irme/").content.decode()
    assert "única" not in client_as(learner, fresh=True).get("/cuenta/irme/").content.decode()
    a_member(lead.network, role="lead")
    assert said not in client_as(lead, fresh=True).get("/cuenta/irme/").content.decode()

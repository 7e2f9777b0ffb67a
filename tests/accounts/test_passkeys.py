"""Passkeys: whatever is sent in place of one, the answer is calm. The real thing is in tests/browser."""

import json

import pytest
from allauth.mfa.models import Authenticator
from cryptography.hazmat.primitives.asymmetric import ec
from django.test import Client
from fido2.cose import ES256
from fido2.utils import sha256, websafe_encode
from fido2.webauthn import Aaguid, AttestationObject, AttestedCredentialData, AuthenticatorData

from learning.accounts.adapter import SecondFactorAdapter
from tests.accounts.test_doors import give


def give_passkey(account) -> None:
    """What a phone would have answered when the key was made."""
    public = ES256.from_cryptography_key(ec.generate_private_key(ec.SECP256R1()).public_key())
    credential = AttestedCredentialData.create(Aaguid.NONE, b"k" * 32, public)
    here = sha256(b"testserver")
    data = AuthenticatorData.create(
        here, AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.AT, 0, credential
    )
    answer = {
        "clientDataJSON": websafe_encode(b'{"type": "webauthn.create", "challenge": "AA", "origin": "x"}'),
        "attestationObject": websafe_encode(AttestationObject.create("none", data, {})),
    }
    key = websafe_encode(b"k" * 32)
    made = {"type": "public-key", "id": key, "rawId": key, "response": answer, "clientExtensionResults": {}}
    Authenticator.objects.create(user=account, type="webauthn", data={"name": "x", "credential": made})


AA = {"clientDataJSON": "AA", "authenticatorData": "AA", "signature": "AA", "userHandle": "AA"}
NONSENSE = [
    "",
    "null",
    "[]",
    "1",
    '"x"',
    "{}",
    "{",
    '{"response": 1}',
    '{"response": {}}',
    '{"id": "x", "response": {"userHandle": "x"}}',
    json.dumps({"type": "public-key", "id": "AA", "rawId": "AA", "response": AA}),
    json.dumps(
        {"type": "public-key", "id": "AA", "rawId": "AA", "response": AA | {"attestationObject": "AA"}}
    ),
    json.dumps({"type": "public-key", "id": 1, "rawId": None, "response": {"userHandle": 7}}),
    "\x00",
    "ñ" * 10_000,
]


@pytest.mark.parametrize("sent", NONSENSE)
def test_nonsense_at_the_door(client, db, sent):
    client.get("/entrar/acceso/", headers={"accept": "application/json"})
    assert client.post("/entrar/acceso/", {"credential": sent}).url == "/entrar/"
    assert client.get("/cuenta/").status_code == 302


@pytest.mark.parametrize("sent", NONSENSE)
def test_nonsense_as_a_new_key(client_as, learner, sent):
    client = client_as(learner, fresh=True)
    client.get("/cuenta/segundo/accesos/nueva/")
    assert client.post("/cuenta/segundo/accesos/nueva/", {"credential": sent}).status_code == 200
    assert not Authenticator.objects.filter(user=learner.account).exists()


def test_the_door_gives_what_a_key_needs(client, db):
    options = client.get("/entrar/acceso/", headers={"accept": "application/json"}).json()["request_options"]
    assert options["publicKey"]["rpId"] == "testserver"
    assert not options["publicKey"].get("allowCredentials")
    assert client.get("/entrar/acceso/").url == "/entrar/"


def test_on_her_phone_it_has_a_dull_name(rf, learner):
    from allauth.core import context

    request = rf.get("/")
    with context.request_context(request):
        adapter = SecondFactorAdapter()
        site, person = (
            adapter.get_public_key_credential_rp_entity(),
            adapter.get_public_key_credential_user_entity(learner.account),
        )
    assert site == {"id": "testserver", "name": "Aula"}
    assert person["name"] == person["display_name"] == "ceiba"


@pytest.mark.parametrize(
    "path",
    [
        "/cuenta/segundo/accesos/1/quitar/",
        "/cuenta/segundo/accesos/0/quitar/",
        "/cuenta/segundo/accesos/99/nombre/",
    ],
)
def test_a_key_she_does_not_have(client_as, learner, path):
    assert client_as(learner, fresh=True).get(path).status_code == 404


def test_keys_are_found_by_place_and_only_hers(client_as, learner, stranger):
    for account, name in (
        (stranger.account, "suya"),
        (learner.account, "mía"),
        (learner.account, "otra mía"),
    ):
        Authenticator.objects.create(user=account, type="webauthn", data={"name": name, "credential": {}})
    client = client_as(learner, fresh=True)
    assert client.post("/cuenta/segundo/accesos/2/nombre/", {"name": "la chica"}).status_code == 302
    page = client.get("/cuenta/segundo/accesos/").content.decode()
    assert "la chica" in page
    assert "suya" not in page
    assert "mía" in client.get("/cuenta/segundo/accesos/1/quitar/").content.decode()
    client.post("/cuenta/segundo/accesos/1/quitar/")
    names = set(Authenticator.objects.filter(type="webauthn").values_list("data__name", flat=True))
    assert names == {"suya", "la chica"}


@pytest.mark.parametrize("sent", NONSENSE)
def test_nonsense_where_she_confirms(client_as, lead, sent):
    Authenticator.objects.filter(user=lead.account).delete()
    give_passkey(lead.account)
    client = client_as(lead)
    assert client.get("/cuenta/confirmar/acceso/").status_code == 200
    client.post("/cuenta/confirmar/acceso/", {"credential": sent})
    assert client.get("/cuenta/irme/").status_code == 302


def test_the_second_step_offers_a_key_only_to_who_has_one(lead):
    client = Client()
    give(client, "ceiba-lead")
    assert b"data-passkey" not in client.get("/entrar/segundo/").content
    give_passkey(lead.account)
    page = client.get("/entrar/segundo/").content.decode()
    assert 'data-passkey="answer"' in page
    assert "&quot;allowCredentials&quot;: [{" in page

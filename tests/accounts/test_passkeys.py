"""Passkeys: whatever is sent in place of one, the answer is calm. The real thing is in tests/browser."""

import json
import re

import pytest
from allauth.mfa.models import Authenticator
from cryptography.hazmat.primitives.asymmetric import ec
from django.test import Client
from fido2.cose import ES256
from fido2.utils import sha256, websafe_encode
from fido2.webauthn import Aaguid, AttestationObject, AttestedCredentialData, AuthenticatorData

from learning.accounts.adapter import SecondFactorAdapter
from learning.accounts.views.second_factor import mark_of
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


@pytest.mark.parametrize("act", ["nombre", "quitar"])
def test_a_key_that_is_gone_leads_back_to_the_list(client_as, learner, stranger, act):
    """Also somebody else's: hers and one that never was answer the same."""
    client = client_as(learner, fresh=True)
    foreign = named_key(stranger, "suya")
    for mark in (mark_of(foreign), "1", "nada"):
        path = f"/cuenta/segundo/accesos/{mark}/{act}/"
        for ask in (client.get, client.post):
            answer = ask(path, {"name": "otra"})
            assert (answer.status_code, answer.url) == (302, "/cuenta/segundo/accesos/")
            assert "Esa llave ya no está en tu lista." in client.get(answer.url).content.decode()
    foreign.refresh_from_db()
    assert str(foreign) == "suya"


def test_an_old_page_never_names_or_removes_another_key(client_as, learner):
    first, second, third = (named_key(learner, name) for name in ("una", "dos", "tres"))
    client = client_as(learner, fresh=True)
    ways = re.findall(r"/cuenta/segundo/accesos/\w+/quitar/", listed(client))
    assert ways == [f"/cuenta/segundo/accesos/{mark_of(each)}/quitar/" for each in (first, second, third)]
    assert "dos" in client.get(ways[1]).content.decode()
    client.post(ways[0])
    client.post(ways[0])  # The second of two taps.
    client.post(ways[0].replace("quitar", "nombre"), {"name": "otra"})
    assert keys_of(learner) == {"dos", "tres"}
    client.post(ways[1])
    assert keys_of(learner) == {"tres"}
    client.post(ways[2].replace("quitar", "nombre"), {"name": "la chica"})
    assert keys_of(learner) == {"la chica"}
    assert "la chica" in listed(client)


def named_key(person, name: str) -> Authenticator:
    data = {"name": name, "credential": {}}
    return Authenticator.objects.create(user=person.account, type="webauthn", data=data)


def keys_of(person) -> set[str]:
    return {str(each) for each in Authenticator.objects.filter(user=person.account, type="webauthn")}


def listed(client: Client) -> str:
    return client.get("/cuenta/segundo/accesos/").content.decode()


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

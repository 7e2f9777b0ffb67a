"""Two women, one after the other, on one phone on which nobody signs out properly."""

from datetime import timedelta

import pytest
from allauth.account.internal.flows.login import perform_login
from allauth.account.models import Login
from allauth.core import context
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.utils import timezone

from learning.accounts import actions as accounts
from learning.accounts.door import leave_visit
from learning.accounts.models import Account
from learning.accounts.sessions import EXPIRY_KEY
from learning.core import codes
from learning.networks import actions as networks
from learning.networks.models import Role
from tests.factories.networks import PASSPHRASE
from tests.factories.totp import code_now

pytestmark = pytest.mark.django_db

PHRASE = "copal nube barro maíz quince"
JOIN, PAPERS, RECOVER, KEY = "/codigo/cuenta/", "/codigo/anotar/", "/entrar/llave/", "/entrar/llave/nueva/"
JOINING = {"pseudonym": "Flor", "passphrase": PHRASE, "again": PHRASE, "agreed": "on"}


@pytest.fixture
def phone() -> Client:
    return Client(HTTP_REFERER="http://testserver/")


@pytest.fixture
def code(lead) -> str:
    return networks.invite(network=lead.network, role=Role.LEARNER, uses=3, by=lead)[1]


@pytest.fixture
def joined(phone, code):
    """The address at which Flor, who has just joined, reads what to write down; and her recovery key."""
    phone.post("/codigo/", {"code": code})
    address = phone.post(JOIN, JOINING).url
    return address, phone.get(address).context["shown"]["recovery_key"]


@pytest.fixture
def recovered(phone, db):
    """The address at which Rama, who has just used her paper key, reads the new one; and what she had sent."""
    account, key = accounts.create_account(pseudonym="Rama", passphrase="la frase de antes", language="es")
    sent = {"login_id": account.login_id, "key": key, "passphrase": PHRASE, "again": PHRASE, "offered": ""}
    return phone.post(RECOVER, sent).url, sent


def shows(phone: Client, address: str, secret: str) -> bool:
    return secret in phone.get(address, follow=True).content.decode()


def test_a_page_loaded_again_and_a_second_tap_lose_nothing(phone, joined):
    address, key = joined
    assert shows(phone, address, key)
    assert phone.post(JOIN, JOINING).url == address
    phone.post("/idioma/", {"language": "en", "next": address})
    assert shows(phone, address, key)
    assert Account.objects.filter(pseudonym__startswith="Flor").count() == 1


def test_back_and_forward_lose_nothing(phone, joined):
    address, key = joined
    back = phone.get(JOIN)
    assert back.status_code == 200
    assert key not in back.content.decode()
    assert 'action="/codigo/"' in back.content.decode()
    assert shows(phone, address, key)


def test_the_next_woman_who_types_the_address_sees_nothing(phone, joined):
    address, key = joined
    assert not shows(phone, PAPERS, key)
    assert not shows(phone, f"{PAPERS}?v=otra", key)
    assert phone.post(PAPERS, follow=True).wsgi_request.user.is_anonymous


@pytest.mark.parametrize(
    "door", ["/entrar/", "/codigo/", "/entrar/llave/", "/entrar/segundo/", "/cms/login/"]
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_opening_any_door_ends_it(phone, joined, door, method):
    address, key = joined
    getattr(phone, method)(door, follow=True)
    assert not shows(phone, address, key)
    assert phone.post(address, follow=True).wsgi_request.user.is_anonymous
    assert key not in str(dict(phone.session))


@pytest.mark.parametrize("door", ["/entrar/", "/codigo/", "/entrar/llave/", "/entrar/segundo/"])
def test_opening_any_door_ends_a_new_key_too(phone, recovered, door):
    address, _ = recovered
    key = phone.get(address).context["key"]
    phone.get(door, follow=True)
    assert not shows(phone, address, key)
    assert key not in str(dict(phone.session))


def test_after_a_few_minutes_it_is_gone(phone, joined, time_machine):
    address, key = joined
    now = timezone.now()
    time_machine.move_to(now + timedelta(seconds=290))
    assert shows(phone, address, key)
    time_machine.move_to(now + timedelta(seconds=301))
    late = phone.post(address, follow=True)
    assert late.wsgi_request.user.is_anonymous
    assert "Entra con lo que anotaste" in late.content.decode()
    assert key not in str(dict(phone.session))


def test_once_she_says_she_has_it_it_is_gone(phone, recovered):
    address, _ = recovered
    key = phone.get(address).context["key"]
    assert "entrar con tu frase nueva" in phone.post(address, follow=True).content.decode()
    assert not shows(phone, address, key)


@pytest.mark.parametrize("whose", ["hers", "another's"])
def test_a_wrong_key_leads_to_the_refusal_alone(phone, recovered, learner, whose):
    address, sent = recovered
    key = phone.get(address).context["key"]
    login_id = sent["login_id"] if whose == "hers" else learner.account.login_id
    wrong = phone.post(
        RECOVER, sent | {"login_id": login_id, "key": codes.new_code(accounts.RECOVERY_BITS)}, follow=True
    )
    assert "no coinciden" in wrong.content.decode()
    assert key not in wrong.content.decode()
    assert not shows(phone, address, key)


def test_the_same_form_again_leads_back_to_the_new_key(phone, recovered):
    address, sent = recovered
    assert phone.post(RECOVER, sent).url == address
    assert phone.get(address).context["key"]


def test_her_own_phone_is_said_for_her_alone(phone, lead, learner, rf):
    halfway = {"login": lead.account.login_id, "password": PASSPHRASE, "remember": "on"}
    assert phone.post("/entrar/", halfway).url == "/entrar/segundo/"
    request = rf.get("/")
    request.session = phone.session
    leave_visit(request, learner.account)
    assert EXPIRY_KEY not in request.session


def test_who_said_it_and_came_in_keeps_it(phone, lead):
    phone.post("/entrar/", {"login": lead.account.login_id, "password": PASSPHRASE, "remember": "on"})
    phone.post("/entrar/segundo/", {"code": code_now()})
    assert phone.session[EXPIRY_KEY]


def test_another_way_in_begins_without_it(phone, lead, learner, rf):
    """A passkey of another woman goes through the same first step as every way in."""
    phone.post("/entrar/", {"login": lead.account.login_id, "password": PASSPHRASE, "remember": "on"})
    request = rf.post("/entrar/acceso/")
    request.session, request.user = phone.session, AnonymousUser()
    with context.request_context(request):
        perform_login(request, Login(user=learner.account))
    assert EXPIRY_KEY not in request.session
    assert request.user == learner.account

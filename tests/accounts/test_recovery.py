"""The paper key."""

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from learning.accounts import actions
from learning.accounts.models import Account, Session
from learning.core import codes
from tests.accounts.test_doors import give, without_token
from tests.factories import give_second_factor
from tests.factories.totp import code_now

pytestmark = pytest.mark.django_db
DOOR = "/entrar/llave/"
NEW = "otra frase que nadie sabe"


@pytest.fixture
def made() -> tuple[Account, str]:
    return actions.create_account(pseudonym="Ceiba azul", passphrase="la frase de antes", language="es")


def use(client: Client, login_id: str, key: str, **more: str):
    form = {
        "login_id": login_id,
        "key": key,
        "passphrase": NEW,
        "again": NEW,
        "offered": "seis palabras",
    } | more
    return client.post(DOOR, form)


def test_it_opens_the_account_and_is_announced(client, client_as, made):
    account, key = made
    elsewhere = client_as(account)
    assert client.get(DOOR).status_code == 200
    answer = use(client, account.login_id, key.lower().replace("-", " "))
    assert answer.url.startswith("/entrar/llave/nueva/?v=")
    page = client.get(answer.url)
    new_key = page.context["key"]
    assert new_key != key
    assert new_key in page.content.decode()
    assert client.get(answer.url).status_code == 200, "until she says she has it"
    assert client.post(answer.url).url == "/entrar/"
    assert client.get(answer.url).url == "/entrar/"
    assert elsewhere.get("/cuenta/").status_code == 302
    assert give(client, account.login_id, "la frase de antes").status_code == 200
    assert give(client, account.login_id, NEW).status_code == 302
    assert "se usó tu llave de papel" in client.get("/cuenta/").content.decode()
    again = Client()
    give(again, account.login_id, NEW)
    assert "se usó tu llave de papel" not in again.get("/cuenta/").content.decode()


def test_a_key_opens_once_and_the_new_one_next(client, made):
    account, key = made
    shown = use(client, account.login_id, key).url
    new_key = client.get(shown).context["key"]
    client.post(shown)
    assert use(client, account.login_id, key).status_code == 200
    assert use(client, account.login_id, new_key).status_code == 302


def test_a_second_tap_loses_nothing(client, made):
    account, key = made
    client.get(DOOR)
    first = use(client, account.login_id, key)
    assert use(client, account.login_id, key).url == first.url
    assert client.get(first.url).context["key"]


def test_the_second_factor_stays_unless_she_lost_it(client, made):
    account, key = made
    give_second_factor(account)
    use(client, account.login_id, key)
    assert Authenticator.objects.filter(user=account).exists()
    assert give(client, account.login_id, NEW).url == "/entrar/segundo/"
    client.post("/entrar/segundo/", {"code": code_now()})
    client.post("/cuenta/salir/")
    key = actions.renew_recovery_key(account=account)
    use(client, account.login_id, key, lost_second_factor="on")
    assert not Authenticator.objects.filter(user=account).exists()
    assert give(client, account.login_id, NEW).url == "/"


def test_wrong_key_unknown_login_id_and_closed_account_look_the_same(client, made):
    account, key = made
    other = codes.new_code(actions.RECOVERY_BITS)
    wrong = use(client, account.login_id, other)
    unknown = use(client, "nadie-tiene-este-10", other)
    account.is_active = False
    account.save()
    closed = use(client, account.login_id, key)
    shown = {
        without_token(each.content)
        .replace(account.login_id.encode(), b"ID")
        .replace(b"nadie-tiene-este-10", b"ID")
        .replace(other.encode(), b"KEY")
        .replace(codes.normalise(key).encode(), b"KEY")
        .replace(key.encode(), b"KEY")
        for each in (wrong, unknown, closed)
    }
    assert len(shown) == 1
    assert Session.objects.filter(account=account).count() == 0
    account.refresh_from_db()
    assert account.check_password("la frase de antes")


def test_the_work_is_the_same_whether_the_login_id_exists(made, django_assert_num_queries):
    account, _ = made
    other = codes.new_code(actions.RECOVERY_BITS)
    counted = []
    for login_id in (account.login_id, "nadie-tiene-este-10"):
        with django_assert_num_queries(3) as asked:  # savepoint, account, release
            assert (
                actions.use_recovery_key(
                    login_id=login_id, key=other, passphrase=NEW, lost_second_factor=False
                )
                is None
            )
        counted.append(len(asked))
    assert counted[0] == counted[1]


def test_a_mistyped_key_is_told_before_any_account_is_asked(client, made):
    account, key = made
    wrong_letter = ("0" if key[3] != "0" else "1").join([key[:3], key[4:]])
    page = use(client, account.login_id, wrong_letter)
    assert "no coincide" in str(page.context["form"].errors["key"])


def test_the_passphrase_must_not_look_like_what_she_typed(client, made):
    account, key = made
    page = use(client, account.login_id, key, passphrase=account.login_id, again=account.login_id)
    assert page.status_code == 200
    assert "passphrase" in page.context["form"].errors


def test_who_is_in_goes_to_her_account(client_as, made):
    assert client_as(made[0]).get(DOOR).url == "/cuenta/"


def test_the_key_is_nowhere_in_the_table(made):
    account, key = made
    held = " ".join(str(value) for value in Account.objects.filter(pk=account.pk).values().get().values())
    assert key not in held
    assert codes.normalise(key) not in held


def test_a_new_key_never_reaches_the_next_woman(client, made, learner):
    account, key = made
    shown = use(client, account.login_id, key).url
    new_key = client.get(shown).context["key"]
    give(client)
    assert client.get(shown).url == "/"
    assert new_key not in str(dict(client.session))

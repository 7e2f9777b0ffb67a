"""The account page and what hangs on it."""

from urllib.parse import quote

import pytest
from allauth.mfa.models import Authenticator

from learning.accounts.models import Account, Session
from tests.accounts.test_doors import give
from tests.factories import give_second_factor
from tests.factories.networks import PASSPHRASE
from tests.factories.totp import code_now

NEW = "seis palabras que nadie sabe aquí"
PAGES = [
    "/cuenta/", "/cuenta/frase/", "/cuenta/llave/", "/cuenta/segundo/", "/cuenta/segundo/aplicacion/",
    "/cuenta/segundo/accesos/", "/cuenta/segundo/accesos/nueva/", "/cuenta/mis-datos/", "/cuenta/irme/",
    "/cuenta/vista/",
]  # fmt: skip # A list is read in lines.


@pytest.mark.parametrize("path", PAGES)
def test_each_page_opens_in_spanish_and_asks_no_visitor_in(client, client_as, learner, path):
    assert client.get(path).url == f"/entrar/?next={path}"
    page = client_as(learner, fresh=True).get(path)
    assert page.status_code == 200
    assert b'<html lang="es">' in page.content
    assert b"mail" not in page.content
    assert b"data:" not in page.content
    assert b"<script>" not in page.content


@pytest.mark.parametrize(
    "path",
    [
        path
        for path in PAGES
        if path not in {"/cuenta/", "/cuenta/vista/", "/cuenta/segundo/", "/cuenta/segundo/accesos/"}
    ],
)
def test_the_grave_ones_ask_who_she_is_again(client_as, learner, path):
    client = client_as(learner)
    assert client.get(path).url == f"/cuenta/confirmar/?next={quote(path, safe='')}"
    assert client.get(f"/cuenta/confirmar/?next={path}").status_code == 200
    assert (
        client.post("/cuenta/confirmar/", {"password": "no es esta frase", "next": path}).status_code == 200
    )
    assert client.post("/cuenta/confirmar/", {"password": PASSPHRASE, "next": path}).url == path
    assert client.get(path).status_code == 200


def test_right_after_signing_in_nobody_asks_again(client, learner):
    give(client)
    assert client.get("/cuenta/irme/").status_code == 200


def test_she_changes_her_passphrase_and_other_sessions_end(client_as, client, learner):
    other = client_as(learner)
    mine = client_as(learner, fresh=True)
    answer = mine.post("/cuenta/frase/", {"passphrase": NEW, "again": NEW})
    assert answer.url == "/cuenta/"
    assert mine.get("/cuenta/").status_code == 200
    assert Session.objects.filter(account=learner.account).count() == 1
    assert other.get("/cuenta/").status_code == 302
    assert give(client).status_code == 200
    assert give(client, passphrase=NEW).status_code == 302


def test_she_may_take_the_offered_passphrase(client_as, client, learner):
    mine = client_as(learner, fresh=True)
    offered = mine.get("/cuenta/frase/").context["form"]["offered"].value()
    mine.post("/cuenta/frase/", {"use_offered": "on", "offered": offered})
    assert give(client, passphrase=offered).status_code == 302


@pytest.mark.parametrize(
    "bad",
    [
        {"passphrase": "corta", "again": "corta"},
        {"passphrase": NEW, "again": "otra"},
        {"passphrase": "ceiba-learner", "again": "ceiba-learner"},
        {"passphrase": "123456789012345", "again": "123456789012345"},
        {"use_offered": "on", "offered": ""},
        {},
    ],
)
def test_a_weak_passphrase_is_refused_with_a_sentence(client_as, learner, bad):
    page = client_as(learner, fresh=True).post("/cuenta/frase/", bad)
    assert page.status_code == 200
    assert page.context["form"].errors
    learner.account.refresh_from_db()
    assert learner.account.check_password(PASSPHRASE)


def test_she_puts_an_app_and_gets_backup_codes(
    client_as, client, learner, django_capture_on_commit_callbacks
):
    other = client_as(learner)
    mine = client_as(learner, fresh=True)
    page = mine.get("/cuenta/segundo/aplicacion/")
    secret = page.context["form"].secret
    assert b"<svg" in page.content
    assert f"otpauth://totp/ceiba?secret={secret}&amp;issuer=Aula".encode() in page.content
    code = code_now(secret)
    assert mine.post("/cuenta/segundo/aplicacion/", {"code": "12"}).status_code == 200
    with django_capture_on_commit_callbacks(execute=True):
        answer = mine.post("/cuenta/segundo/aplicacion/", {"code": code})
    assert answer.url == "/cuenta/segundo/respaldo/"
    page = mine.get("/cuenta/segundo/respaldo/")
    codes = page.context["unused_codes"]
    assert len(codes) == 10
    assert codes[0].encode() in page.content
    seen = Authenticator.objects.get(user=learner.account, type="recovery_codes").data["viewed_at"]
    assert seen == 1, "that she saw them, not when"
    assert codes[0].encode() not in mine.get("/cuenta/segundo/respaldo/").content
    assert other.get("/cuenta/").status_code == 302, "opened without the second factor"
    stored = Authenticator.objects.get(user=learner.account, type="totp").data["secret"]
    assert secret not in stored
    assert give(client).url == "/entrar/segundo/"
    assert client.post("/entrar/segundo/", {"code": codes[0]}).status_code == 302


def test_what_she_gave_the_app_stays_good_when_its_page_is_loaded_again(
    client_as, learner, django_capture_on_commit_callbacks
):
    """By a phone that forgot it while the app was open, or in another window; the next app gets another."""
    mine, address = client_as(learner, fresh=True), "/cuenta/segundo/aplicacion/"
    first, again = (mine.get(address).context["form"].secret for _window in range(2))
    assert first == again
    with django_capture_on_commit_callbacks(execute=True):
        assert mine.post(address, {"code": code_now(first)}).status_code == 302
    mine.post(f"{address}quitar/")
    assert mine.get(address).context["form"].secret != first


def test_no_second_is_kept_of_a_factor(client, lead):
    give(client, "ceiba-lead")
    client.post("/entrar/segundo/", {"code": code_now()})
    factor = Authenticator.objects.get(user=lead.account)
    assert factor.last_used_at is None


def test_she_removes_the_app(client_as, learner):
    give_second_factor(learner.account)
    mine = client_as(learner, fresh=True)
    assert mine.get("/cuenta/segundo/aplicacion/").url == "/cuenta/segundo/aplicacion/quitar/"
    assert mine.get("/cuenta/segundo/aplicacion/quitar/").status_code == 200
    assert mine.post("/cuenta/segundo/aplicacion/quitar/").status_code == 302
    assert not Authenticator.objects.filter(user=learner.account).exists()


def test_she_sees_and_closes_her_sessions(client_as, learner, stranger):
    phone = client_as(learner, HTTP_USER_AGENT="Mozilla/5.0 (Linux; Android 11; SM-A032M)")
    laptop = client_as(learner, HTTP_USER_AGENT="Mozilla/5.0 (Macintosh; Intel Mac OS X)")
    hers = client_as(stranger)
    for each in (phone, laptop):
        each.get("/cuenta/")
    page = laptop.get("/cuenta/")
    assert {each.device for each in page.context["sessions"]} == {"Android", "Mac"}
    assert b"SM-A032M" not in page.content
    of_phone = next(each for each in page.context["sessions"] if each.device == "Android")
    client_as(stranger).post("/cuenta/sesiones/cerrar/", {"session": of_phone.pk})
    assert phone.get("/cuenta/").status_code == 200
    laptop.post("/cuenta/sesiones/cerrar/", {"session": of_phone.pk})
    assert phone.get("/cuenta/").status_code == 302
    client_as(learner)
    assert laptop.post("/cuenta/sesiones/cerrar/", {"session": "\0"}).status_code == 302
    laptop.post("/cuenta/sesiones/cerrar/")
    assert Session.objects.filter(account=learner.account).count() == 1
    assert laptop.get("/cuenta/").status_code == 200
    assert hers.get("/cuenta/").status_code == 200


@pytest.mark.parametrize("others", [0, 2])
def test_the_account_page_costs_the_same_with_one_and_three_sessions(
    client_as, learner, others, django_assert_num_queries
):
    mine = client_as(learner)
    for _ in range(others):
        client_as(learner)
    mine.get("/cuenta/")
    # Session, account, membership, second factors, sessions.
    with django_assert_num_queries(4):
        mine.get("/cuenta/")


def test_a_new_recovery_key_is_shown_once(client_as, learner):
    mine = client_as(learner, fresh=True)
    assert mine.get("/cuenta/llave/").context["key"] is None
    key = mine.post("/cuenta/llave/").context["key"]
    assert key.encode() not in mine.get("/cuenta/llave/").content
    assert not Account.objects.filter(recovery_fingerprint=key).exists()

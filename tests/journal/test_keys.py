"""The keys of a journal: what opens it, what becomes of it when a key of hers changes, and what nobody can."""

import time

import pytest
from django.core.cache import cache
from django.test import Client

from learning.accounts import actions as accounts
from learning.accounts import door
from learning.accounts.meanwhile import OPENED_KEY
from learning.core import crypto
from learning.journal import locks
from learning.journal.models import Journal
from tests.accounts.test_passkeys import give_passkey
from tests.factories import give_second_factor
from tests.factories.totp import code_now
from tests.journal.conftest import CANARY, PASSPHRASE

pytestmark = pytest.mark.django_db
NEW = "otra frase que nadie sabe"


@pytest.fixture
def kept(begun):
    begun.keeps()
    return begun


def fresh_by_passkey(writer) -> Client:
    """A session that began without her passphrase, and in which she has just proved who she is."""
    browser = Client()
    browser.force_login(writer.account)
    session = browser.session
    session["account_authentication_methods"] = [
        {"method": "mfa", "at": time.time(), "reauthenticated": True}
    ]
    session["account_authentication_methods_user"] = str(writer.account.pk)
    session.save()
    return browser


def changes_passphrase(browser, to=NEW):
    answer = browser.post("/cuenta/frase/", {"passphrase": to, "again": to, "offered": ""})
    assert answer.status_code == 302, answer.content.decode()


def recovers(writer, key, to=NEW) -> str:
    browser = Client()
    sent = {"login_id": writer.account.login_id, "key": key, "passphrase": to, "again": to, "offered": ""}
    shown = browser.post("/entrar/llave/", sent)
    new_key: str = browser.get(shown.url).context["key"]
    browser.post(shown.url)
    return new_key


def test_the_passphrase_at_the_door_opens_it(kept):
    assert CANARY in kept.reads(kept.enters())


def test_after_a_second_step_too_and_not_before_it(kept):
    give_second_factor(kept.account)
    browser = Client()
    sent = {"login": kept.account.login_id, "password": PASSPHRASE}
    assert browser.post("/entrar/", sent).url == "/entrar/segundo/"
    assert browser.get("/diario/").status_code == 302
    browser.post("/entrar/segundo/", {"code": code_now()})
    assert CANARY in kept.reads(browser)


def test_what_a_passphrase_opened_halfway_is_not_for_the_next_one(kept, learner, rf):
    """She gave her passphrase and not her code; on the same phone another woman comes in, by whatever door."""
    give_second_factor(kept.account)
    browser = Client()
    browser.post("/entrar/", {"login": kept.account.login_id, "password": PASSPHRASE})
    assert OPENED_KEY in browser.session
    request = rf.get("/")
    request.session = browser.session
    door.sign_in(request, learner.account)
    assert OPENED_KEY not in request.session


def test_without_the_passphrase_it_is_asked_once(kept):
    browser = fresh_by_passkey(kept)
    closed = kept.reads(browser)
    assert CANARY not in closed
    assert 'name="passphrase"' in closed
    refused = browser.post("/diario/abrir/", {"passphrase": "no es esta frase"})
    assert "Esta frase de paso no es correcta." in refused.content.decode()
    assert CANARY not in kept.reads(browser)
    assert browser.post("/diario/abrir/", {"passphrase": PASSPHRASE}).url == "/diario/"
    assert CANARY in kept.reads(browser)


def test_confirming_by_passphrase_opens_it(kept):
    browser = fresh_by_passkey(kept)
    browser.post("/cuenta/confirmar/", {"password": PASSPHRASE, "next": "/cuenta/"})
    assert CANARY in kept.reads(browser)


def test_who_has_a_passkey_alone_is_told_what_it_needs(ceiba):
    account, _key = accounts.create_account(pseudonym="Nube", passphrase=None, language="es")
    give_passkey(account)
    browser = Client()
    browser.force_login(account)
    assert (
        "Para tener un diario hace falta una frase de paso." in browser.get("/diario/abrir/").content.decode()
    )


def test_it_opens_no_door_for_guessing(kept):
    cache.clear()
    browser = fresh_by_passkey(kept)
    for _try in range(10):
        browser.post("/diario/abrir/", {"passphrase": "no es esta frase"})
    late = browser.post("/diario/abrir/", {"passphrase": PASSPHRASE})
    assert "Fueron muchos intentos" in late.content.decode()
    assert CANARY not in kept.reads(browser)


def test_a_changed_passphrase_keeps_it(kept):
    changes_passphrase(kept.browser)
    assert CANARY in kept.reads()
    assert CANARY in kept.reads(kept.enters(NEW))
    journal = Journal.objects.get(account=kept.account)
    with pytest.raises(crypto.SealBroken):
        locks.open_by_passphrase(
            bytes(journal.by_passphrase), PASSPHRASE, bytes(journal.salt), journal.context
        )


def test_where_her_keys_change_she_is_told_what_becomes_of_it(kept):
    for page in ("/cuenta/frase/", "/cuenta/llave/"):
        told = kept.browser.get(page).content.decode()
        assert "se seguirá abriendo con lo que pongas ahora" in told
        assert "el diario se pierde para siempre" in told
        closed = fresh_by_passkey(kept).get(page).content.decode()
        assert "lo abren solo las de antes hasta que lo abras una vez" in closed
        assert f"/diario/abrir/?next={page}" in closed


def test_a_passphrase_changed_while_it_was_closed_opens_it_with_the_old_one(kept):
    changes_passphrase(fresh_by_passkey(kept))
    browser = kept.enters(NEW)
    assert CANARY not in kept.reads(browser)
    asked = browser.post("/diario/abrir/", {"passphrase": NEW}).content.decode()
    assert "Todavía se abre con la frase o la llave de papel que lo abría entonces." in asked
    assert "(opcional)" not in asked
    assert browser.post("/diario/abrir/", {"passphrase": NEW, "older_passphrase": "x"}).status_code == 200
    assert (
        browser.post("/diario/abrir/", {"passphrase": NEW, "older_passphrase": PASSPHRASE}).status_code == 302
    )
    assert CANARY in kept.reads(browser)
    assert CANARY in kept.reads(kept.enters(NEW))


def test_or_with_her_paper_key(kept):
    changes_passphrase(fresh_by_passkey(kept))
    browser = kept.enters(NEW)
    typed = {"passphrase": NEW, "older_passphrase": kept.paper_key.lower()}
    assert browser.post("/diario/abrir/", typed).status_code == 302
    assert CANARY in kept.reads(kept.enters(NEW))


def test_a_lost_passphrase_and_a_paper_key_keep_it(kept):
    new_key = recovers(kept, kept.paper_key)
    assert CANARY in kept.reads(kept.enters(NEW))
    recovers(kept, new_key, "y otra frase que nadie sabe")
    assert CANARY in kept.reads(kept.enters("y otra frase que nadie sabe"))


def test_another_paper_key_opens_it_and_the_old_one_does_not(kept):
    new_key = kept.browser.post("/cuenta/llave/").context["key"]
    journal = Journal.objects.get(account=kept.account)
    with pytest.raises(crypto.SealBroken):
        locks.open_by_paper(bytes(journal.by_paper), kept.paper_key, journal.context)
    recovers(kept, new_key)
    assert CANARY in kept.reads(kept.enters(NEW))


def opens_by_paper(writer, key: str) -> bool:
    journal = Journal.objects.get(account=writer.account)
    try:
        return bool(locks.open_by_paper(bytes(journal.by_paper), key, journal.context))
    except crypto.SealBroken:
        return False


def test_a_paper_key_made_while_it_was_closed_opens_it_once_it_lay_open_again(kept):
    new_key = fresh_by_passkey(kept).post("/cuenta/llave/").context["key"]
    assert opens_by_paper(kept, kept.paper_key)
    kept.enters()
    assert not opens_by_paper(kept, kept.paper_key)
    recovers(kept, new_key)
    assert CANARY in kept.reads(kept.enters(NEW))


@pytest.mark.parametrize("papers", [1, 2], ids=["one", "another"])
def test_with_the_passphrase_lost_too_the_paper_of_before_opens_it_once_and_then_the_new_one(kept, papers):
    """Her account comes back by the new paper; the journal, which was closed when that was made, by the old one."""
    browser = fresh_by_passkey(kept)
    new_key = [browser.post("/cuenta/llave/").context["key"] for _again in range(papers)][-1]
    newest = recovers(kept, new_key)
    browser = kept.enters(NEW)
    assert CANARY not in kept.reads(browser)
    for useless in (new_key, newest):
        refused = browser.post("/diario/abrir/", {"passphrase": NEW, "older_passphrase": useless})
        assert "con la frase o la llave de papel" in refused.content.decode()
    typed = {"passphrase": NEW, "older_passphrase": kept.paper_key}
    assert browser.post("/diario/abrir/", typed).status_code == 302
    assert CANARY in kept.reads(browser)
    assert CANARY in kept.reads(kept.enters(NEW))
    assert not opens_by_paper(kept, kept.paper_key)
    recovers(kept, newest, PASSPHRASE)
    assert CANARY in kept.reads(kept.enters())


def test_a_paper_key_made_elsewhere_opens_it_as_soon_as_she_reads_it_where_it_lies_open(kept):
    new_key = fresh_by_passkey(kept).post("/cuenta/llave/").context["key"]
    assert CANARY in kept.reads()
    assert opens_by_paper(kept, new_key)
    assert not opens_by_paper(kept, kept.paper_key)


def test_with_a_paper_key_made_while_it_is_closed_she_is_told_to_hold_on_to_the_old_one(kept):
    browser = fresh_by_passkey(kept)
    told = "Guarda las dos"
    assert told not in browser.get("/cuenta/llave/").content.decode()
    assert told in browser.post("/cuenta/llave/").content.decode()
    assert told in browser.get("/cuenta/llave/").content.decode()
    assert told not in kept.browser.post("/cuenta/llave/").content.decode()


def test_without_both_it_is_lost_and_can_be_deleted_and_begun_anew(kept):
    """As when companions vouch for her: her account has other keys, of which the journal knows nothing."""
    fresh_by_passkey(kept).post("/cuenta/llave/")
    accounts.set_passphrase(account=kept.account, passphrase=NEW)
    browser = kept.enters(NEW)
    assert CANARY not in kept.reads(browser)
    assert "Borrarlo todo sin abrirlo" in kept.reads(browser)
    browser.post("/diario/borrar/")
    assert browser.post("/diario/abrir/", {"passphrase": NEW}).status_code == 302
    assert "Esto lo lees solo tú." in kept.reads(browser)


def test_an_account_without_a_paper_lock_is_told_how_to_make_one(learner):
    from tests.factories.networks import PASSPHRASE as HERS

    browser = Client()
    browser.post("/entrar/", {"login": learner.account.login_id, "password": HERS})
    browser.post("/diario/abrir/", {"passphrase": HERS})
    assert "Tu llave de papel todavía no abre este diario" in browser.get("/diario/").content.decode()
    browser.post("/cuenta/llave/")
    assert "Tu llave de papel todavía no abre" not in browser.get("/diario/").content.decode()


def test_her_data_hold_it_where_it_lies_open(kept):
    told = kept.browser.get("/cuenta/mis-datos/").content.decode()
    assert CANARY in told
    assert CANARY in kept.browser.get("/cuenta/mis-datos/descargar/").content.decode()
    closed = fresh_by_passkey(kept)
    assert "Ábrelo con tu frase de paso" in closed.get("/cuenta/mis-datos/").content.decode()
    assert CANARY not in closed.get("/cuenta/mis-datos/descargar/").content.decode()


def test_signing_in_costs_no_stretching_while_there_is_no_journal(writer, monkeypatch):
    monkeypatch.setattr(locks, "_stretched", None)
    writer.enters()

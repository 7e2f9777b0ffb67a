"""The session store: what a stolen table is worth, when a session ends, what it costs."""

import json
from datetime import timedelta

import pytest
from django.contrib.sessions.backends.base import UpdateError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from learning.accounts.models import Account, Session
from learning.accounts.sessions import SessionStore, key_hash, limits
from learning.core import throttle
from tests.accounts.test_doors import give
from tests.factories.networks import PASSPHRASE

pytestmark = pytest.mark.django_db
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
NEW = "otra frase que nadie conoce"
ENTERS = {"login": "ceiba-learner", "password": PASSPHRASE}
CHANGES = {"passphrase": NEW, "again": NEW, "offered": ""}


def opened(**content) -> SessionStore:
    store = SessionStore()
    store.update(content)
    store.create()
    return store


def again(store: SessionStore) -> SessionStore:
    return SessionStore(store.session_key)


def test_what_was_put_in_comes_out():
    store = opened(word="ñandú")
    assert again(store)["word"] == "ñandú"


def test_the_table_knows_neither_key_nor_content():
    store = opened(word="ñandú-secreto")
    row = Session.objects.get()
    held = " ".join(str(getattr(row, each.name)) for each in Session._meta.fields).encode() + bytes(
        row.payload
    )
    assert store.session_key.encode() not in held
    assert b"secreto" not in held
    assert row.pk == key_hash(store.session_key)


def test_a_row_moved_under_another_key_does_not_open():
    mine, hers = opened(word="mía"), opened(word="suya")
    payload = Session.objects.get(pk=key_hash(hers.session_key)).payload
    Session.objects.filter(pk=key_hash(mine.session_key)).update(payload=payload)
    assert "word" not in again(mine)


def test_an_unknown_key_is_not_taken_over():
    store = SessionStore("llave-que-alguien-puso-en-el-telefono")
    assert store.get("word") is None
    store["word"] = "x"
    store.save()
    assert store.session_key != "llave-que-alguien-puso-en-el-telefono"


def test_loading_is_one_query(django_assert_num_queries):
    store = opened(word="x")
    with django_assert_num_queries(1):
        assert again(store)["word"] == "x"


def test_a_closed_session_is_not_written_back():
    store = opened(word="x")
    open_elsewhere = again(store)
    open_elsewhere["word"] = "y"
    store.delete()
    with pytest.raises(UpdateError):
        open_elsewhere.save()
    with pytest.raises(UpdateError):
        store.save()
    assert Session.objects.count() == 0


def test_at_most_one_write_a_minute(time_machine, client_as, learner, django_assert_num_queries):
    time_machine.move_to("2026-03-02 10:00:00+00:00", tick=False)
    client = client_as(learner)
    client.get("/cuenta/")
    begun = Session.objects.get().active
    time_machine.shift(59)
    client.get("/cuenta/")
    assert Session.objects.get().active == begun
    time_machine.shift(2)
    with django_assert_num_queries(5):
        client.get("/cuenta/")
    assert Session.objects.get().active == timezone.now()


def test_it_ends_when_nobody_uses_it(time_machine, client_as, learner):
    time_machine.move_to("2026-03-02 10:00:00+00:00", tick=False)
    client = client_as(learner)
    for _ in range(3):
        time_machine.shift(29 * MINUTE)
        assert client.get("/cuenta/").status_code == 200
    time_machine.shift(30 * MINUTE)
    assert client.get("/cuenta/").status_code == 302


def test_no_use_moves_the_last_limit(time_machine, client_as, learner):
    time_machine.move_to("2026-03-02 10:00:00+00:00", tick=False)
    client = client_as(learner)
    for _ in range(24):
        time_machine.shift(29 * MINUTE)
        assert client.get("/cuenta/").status_code == 200
    time_machine.shift(25 * MINUTE)
    assert client.get("/cuenta/").status_code == 302


def test_on_her_own_phone_it_may_lie_for_twelve_hours(time_machine, client, learner):
    time_machine.move_to("2026-03-02 10:00:00+00:00", tick=False)
    give(client, remember="on")
    assert client.cookies["s"]["max-age"] == 12 * 3600
    time_machine.shift(11 * HOUR)
    assert client.get("/cuenta/").status_code == 200
    time_machine.shift(HOUR)
    assert client.get("/cuenta/").status_code == 302


def test_elsewhere_the_cookie_goes_with_the_browser(client, learner):
    give(client)
    assert client.cookies["s"]["max-age"] == ""


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ({}, (30 * MINUTE, 12 * HOUR)),
        ({"_auth_user_id": "a"}, (30 * MINUTE, 12 * HOUR)),
        ({"_auth_user_id": "a", "_session_expiry": 0}, (30 * MINUTE, 12 * HOUR)),
        ({"_auth_user_id": "a", "_session_expiry": 43_200}, (12 * HOUR, 12 * HOUR)),
        ({"_session_expiry": 43_200}, (30 * MINUTE, 12 * HOUR)),
        ({"_auth_user_id": "a", "above": True}, (15 * MINUTE, 4 * HOUR)),
        ({"_auth_user_id": "a", "above": True, "_session_expiry": 43_200}, (15 * MINUTE, 4 * HOUR)),
    ],
)
def test_limits(content, expected):
    assert limits(content) == expected


def test_the_key_changes_at_sign_in_and_what_was_there_is_gone(client, learner):
    client.get("/entrar/")
    before = client.cookies["s"].value
    give(client)
    after = client.cookies["s"].value
    assert after != before
    assert not SessionStore().exists(before)
    client.cookies["s"] = before
    assert client.get("/cuenta/").status_code == 302


def test_signing_in_sweeps_out_what_has_ended(time_machine, client, learner):
    time_machine.move_to("2026-03-02 10:00:00+00:00")
    opened(word="x")
    time_machine.shift(HOUR)
    give(client)
    assert Session.objects.count() == 1


def test_a_session_closed_during_the_request_ends_without_a_fault(client_as, learner, monkeypatch):
    from learning.accounts.views import account

    client = client_as(learner)
    render = account.render

    def close_then_render(request, *args, **kwargs):
        request.session["touched"] = True
        Session.objects.all().delete()
        return render(request, *args, **kwargs)

    monkeypatch.setattr(account, "render", close_then_render)
    answer = client.get("/cuenta/")
    assert answer.status_code == 200
    assert "s" not in answer.cookies, "the browser may hold the key of another session by now"
    assert Session.objects.count() == 0
    assert client.get("/cuenta/").url == "/entrar/?next=/cuenta/&fin=1"


@pytest.mark.parametrize("page", ["/cuenta/", "/contactos/", "/no-existe/"])
def test_an_answer_that_comes_late_leaves_the_browser_its_newer_key(client, learner, page):
    """Her other window asked with the key of before, while she entered or changed her passphrase in this one."""
    client.get("/entrar/")
    for path, sent in [("/entrar/", ENTERS), ("/cuenta/frase/", CHANGES)]:
        other = Client()
        other.cookies["s"] = client.cookies["s"].value
        assert "s" in client.post(path, sent).cookies
        assert "s" not in other.get(page).cookies
    assert client.get("/cuenta/").status_code == 200


def test_nor_does_one_that_only_wrote_her_session_down(time_machine, client, learner):
    time_machine.move_to("2026-11-02 15:00+00:00")
    give(client)
    time_machine.shift(2 * MINUTE)
    before = Session.objects.get(account=learner.account).active
    assert "s" not in client.get("/cuenta/").cookies
    assert Session.objects.get(account=learner.account).active > before


@pytest.mark.parametrize("way_out", ["/salida/", "/cuenta/salir/"])
def test_leaving_takes_also_a_key_that_opens_nothing(client_as, learner, way_out):
    client = client_as(learner)
    Session.objects.all().delete()
    assert client.post(way_out).cookies["s"].value == ""


def test_a_visitors_row_says_nothing_of_her_device(client):
    client.get("/entrar/", headers={"user-agent": "Mozilla/5.0 (Linux; Android 11; SM-A032M)"})
    row = Session.objects.get()
    assert row.device == ""
    assert row.account is None


READ = [
    "/",
    "/contactos/",
    "/respirar/",
    "/que-guarda/",
    "/v/",
    "/entrar/cerrada/",
    "/no-existe/",
    "/l/nada/",
]


@pytest.mark.parametrize("page", READ)
def test_reading_makes_no_row(client, db, settings, page):
    assert reverse("demo:enter", args=["lead"])  # The addresses are known before the demo is gone.
    settings.DEMO = False
    client.get(page)
    client.get(page, headers={"cookie": "s=nobody-has-this-key"})
    assert Session.objects.count() == 0


@pytest.mark.parametrize("door", ["/entrar/", "/codigo/", "/entrar/llave/"])
def test_a_visitor_at_a_door_has_one_row_for_half_an_hour(client, db, door):
    client.get(door)
    client.get(door)
    row = Session.objects.get()
    assert row.account is None
    assert row.expires - row.active == timedelta(minutes=30)


def test_visitors_sweep_out_what_has_ended(client, db, monkeypatch, time_machine):
    client.get("/entrar/")
    time_machine.move_to(timezone.now() + timedelta(minutes=31))
    monkeypatch.setattr(throttle, "_PURGE_ONE_IN", 1)
    Client().get("/entrar/")
    assert Session.objects.count() == 1


def test_a_closed_account_is_out_though_its_session_is_open(client_as, learner):
    client = client_as(learner)
    assert client.get("/cuenta/").status_code == 200
    Account.objects.filter(pk=learner.account_id).update(is_active=False)
    assert client.get("/cuenta/").status_code == 302


def test_the_account_beside_a_session_counts_only_for_whom_its_content_names(client_as, learner, moderator):
    client = client_as(learner)
    Session.objects.update(account=moderator.account)
    assert client.get("/cuenta/").wsgi_request.user == learner.account


def test_a_changed_passphrase_ends_what_was_open(client_as, learner):
    client = client_as(learner)
    learner.account.set_password("otra frase que nadie conoce")
    learner.account.save()
    assert client.get("/cuenta/").status_code == 302


def test_of_two_requests_at_once_neither_undoes_what_the_other_changed(django_assert_num_queries):
    store = opened(word="x", gone="y", same="z")
    mine, theirs = again(store), again(store)
    assert mine["same"] == theirs["same"]
    mine["word"], mine["new"] = "mío", 1
    del theirs["gone"]
    theirs["other"] = 2
    with django_assert_num_queries(1):
        theirs.save()
    mine.save()
    assert dict(again(store).items()) == {"word": "mío", "new": 1, "other": 2, "same": "z"}
    assert dict(mine.items()) == dict(again(store).items())


def test_of_two_requests_at_once_each_adds_and_takes_what_waits():
    """What is said to her, as Django keeps it, and what she wrote: neither is heard twice, none is lost."""
    store = opened(_messages='[["said", 0]]', kept_words=["a"])
    mine, theirs = again(store), again(store)
    mine["_messages"], mine["kept_words"] = '[["mine", 0]]', ["a", "b"]
    theirs["_messages"], theirs["kept_words"] = '[["said", 0], ["theirs", 0]]', ["a", "c"]
    theirs.save()
    mine.save()
    assert json.loads(again(store)["_messages"]) == [["theirs", 0], ["mine", 0]]
    assert again(store)["kept_words"] == ["a", "c", "b"]
    mine, theirs = again(store), again(store)
    del mine["_messages"], theirs["_messages"]
    theirs.save()
    mine.save()
    assert "_messages" not in again(store)

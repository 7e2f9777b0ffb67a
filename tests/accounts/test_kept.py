"""What she wrote survives an ended session, and nobody else ever sees it."""

import re
from datetime import timedelta
from urllib.parse import quote

import pytest
from django.test import Client
from django.utils import timezone

from learning.accounts import kept
from learning.accounts.models import Session
from learning.accounts.sessions import SessionStore
from tests.accounts.test_doors import give

pytestmark = pytest.mark.urls("tests.accounts.kept_urls")
HERE = {"origin": "http://testserver", "referer": "http://testserver/escribir/"}
WORDS = "Ayer en el mercado, a las cinco, pasó lo siguiente…"


@pytest.fixture
def phone(learner) -> Client:
    """A browser with tokens checked, in which the learner has the page open."""
    client = Client(enforce_csrf_checks=True)
    sign_in(client, "ceiba-learner")
    return client


def sign_in(client: Client, login: str, next_page: str = "/"):
    return give(client, login, next=next_page, csrfmiddlewaretoken=token(client.get("/entrar/")))


def token(page) -> str:
    return re.search(r'csrfmiddlewaretoken" value="(\w+)"', page.content.decode())[1]


def fields(client: Client) -> dict[str, str]:
    page = client.get("/escribir/").content.decode()
    found = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page))
    assert kept.FIELD in found
    return found | {"text": WORDS, "passphrase": "no se guarda"}


def words_on_page(client: Client) -> bool:
    return WORDS in client.get("/escribir/").content.decode()


def test_with_an_open_session_it_is_just_sent(phone):
    assert phone.post("/escribir/", fields(phone), headers=HERE).content == b"sent"


def test_her_words_wait_behind_the_door(phone):
    form = fields(phone)
    Session.objects.all().delete()
    answer = phone.post("/escribir/", form, headers=HERE)
    assert answer.url == "/escribir/"
    assert phone.get("/escribir/").url == "/entrar/?next=/escribir/"
    assert "Lo que escribías no se perdió" in phone.get("/entrar/").content.decode()
    assert sign_in(phone, "ceiba-learner", "/escribir/").url == "/escribir/"
    page = phone.get("/escribir/").content.decode()
    assert WORDS in page
    assert "Lo que escribiste está aquí" not in page, "said by the frame, which this page has not"
    assert "no se guarda" not in page
    assert not words_on_page(phone), "given back once"


def test_another_woman_on_the_same_phone_sees_nothing(phone, stranger):
    form = fields(phone)
    Session.objects.all().delete()
    phone.post("/escribir/", form, headers=HERE)
    sign_in(phone, "jicara-stranger")
    assert kept.SESSION_KEY not in SessionStore(phone.cookies["s"].value)
    assert not words_on_page(phone)


def test_of_two_windows_the_words_of_each_wait(phone):
    """Both on one page, or each on its own; a second tap adds nothing."""
    form = fields(phone)
    other = form | {"text": "lo de la otra ventana"}
    Session.objects.all().delete()
    for sent in (form, form, other):
        assert phone.post("/escribir/", sent, headers=HERE).url == "/escribir/"
    sign_in(phone, "ceiba-learner")
    last, first, none = (phone.get("/escribir/").content.decode() for _time in range(3))
    assert "lo de la otra ventana" in last
    assert WORDS in first
    assert WORDS not in none


def test_of_many_windows_so_many_wait(phone):
    form = fields(phone)
    Session.objects.all().delete()
    for number in range(kept.MOST_WAITING + 2):
        phone.post("/escribir/", form | {"text": f"ventana {number}"}, headers=HERE)
    assert len(SessionStore(phone.cookies["s"].value)[kept.SESSION_KEY]) == kept.MOST_WAITING


def test_take_gives_nothing_to_another_even_if_it_is_there(rf, learner, stranger):
    request = rf.get("/escribir/")
    request.user = stranger.account
    request.session = {
        kept.SESSION_KEY: [
            {"path": "/escribir/", "mark": kept.owner_mark(learner.account), "words": "text=x"}
        ]
    }
    assert kept.take(request) is None
    assert request.session == {}


def test_words_for_one_page_do_not_come_up_on_another(rf, learner):
    request = rf.get("/otra/")
    request.user = learner.account
    request.session = {
        kept.SESSION_KEY: [
            {"path": "/escribir/", "mark": kept.owner_mark(learner.account), "words": "text=x"}
        ]
    }
    assert kept.take(request) is None
    request.path = "/escribir/mas/"
    assert kept.take(request) is None
    request.path = "/escribir/"
    assert kept.take(request)["text"] == "x"


def test_signing_in_anew_in_another_tab_loses_nothing(phone):
    form = fields(phone)
    sign_in_again = Client(enforce_csrf_checks=True)
    sign_in(sign_in_again, "ceiba-learner")
    phone.cookies = sign_in_again.cookies
    answer = phone.post("/escribir/", form, headers=HERE)
    assert answer.url == "/escribir/"
    assert words_on_page(phone)


@pytest.mark.parametrize(
    ("change", "headers"),
    [
        ({}, {}),
        ({}, {"origin": "null"}),
        ({}, {"origin": "https://evil.example"}),
        ({}, {"referer": "https://evil.example/escribir/"}),
        ({}, {"referer": "http://testserver.evil.example/"}),
    ],
)
def test_what_is_not_surely_hers_is_not_kept(phone, change, headers):
    form = fields(phone) | change
    Session.objects.all().delete()
    answer = phone.post("/escribir/", form, headers=headers)
    assert answer.status_code == 403
    assert Session.objects.count() == 0


@pytest.mark.parametrize(
    "change",
    [{kept.FIELD: ""}, {kept.FIELD: "0" * 48}, {kept.FIELD: "ñ" * 48}, {"text": "x" * (kept.MOST_BYTES + 1)}],
)
def test_what_this_site_did_not_mark_or_is_too_much_is_not_kept(phone, change):
    form = fields(phone) | change
    Session.objects.all().delete()
    assert phone.post("/escribir/", form, headers=HERE).url == "/entrar/?next=/escribir/&fin=2"
    assert not Session.objects.exists()


def test_nobody_fills_the_table_with_words(phone, settings):
    form = fields(phone)
    Session.objects.all().delete()
    for _ in range(kept.MOST_A_QUARTER):
        phone.cookies.clear()
        phone.post("/escribir/", form, headers=HERE)
    phone.cookies.clear()
    assert phone.post("/escribir/", form, headers=HERE).status_code == 403


def test_other_views_keep_nothing(phone):
    form = fields(phone)
    Session.objects.all().delete()
    assert phone.post("/otra/", form, headers=HERE).url == "/entrar/?next=/escribir/&fin=2"
    assert not Session.objects.exists()
    phone.cookies.clear()
    answer = phone.post("/otra/", form, headers=HERE)
    assert answer.status_code == 403
    assert "Esta página se quedó esperando" in answer.content.decode()


def test_a_door_that_was_open_too_long_is_opened_again(learner):
    client = Client(enforce_csrf_checks=True)
    form = {"login": "ceiba-learner", "password": "x", "csrfmiddlewaretoken": token(client.get("/entrar/"))}
    Session.objects.all().delete()
    headers = {"origin": "http://testserver", "referer": "http://testserver/entrar/?next=/cuenta/"}
    answer = client.post("/entrar/", form, headers=headers)
    assert answer.url == "/entrar/?next=/cuenta/"
    assert "llevaba mucho tiempo abierta" in client.get(answer.url).content.decode()


def test_without_token_checks_the_door_itself_keeps_them(client, client_as, learner):
    form = fields(client_as(learner))
    assert client.post("/escribir/", form, headers=HERE).url == "/entrar/?next=/escribir/"
    give(client)
    assert words_on_page(client)


def test_she_returns_to_the_page_on_which_she_wrote(client, client_as, learner):
    form = fields(client_as(learner))
    headers = HERE | {"referer": "http://testserver/foro/?page=3"}
    assert (
        client.post("/escribir/", form, headers=headers).url
        == f"/entrar/?next={quote('/foro/?page=3', safe='/')}"
    )
    headers = HERE | {"referer": "http://testserver//evil.example/"}
    assert client.post("/escribir/", form, headers=headers).url == "/entrar/?next=/escribir/"


def test_the_words_lie_sealed(client, client_as, learner):
    client.post("/escribir/", fields(client_as(learner)), headers=HERE)
    assert not any(b"mercado" in bytes(row.payload) for row in Session.objects.all())


def test_words_wait_half_an_hour_and_once_she_is_in_as_long_as_that_session(phone, time_machine):
    """As «Qué guarda este sitio» says, where what waits is named with its limits."""
    time_machine.move_to(timezone.now(), tick=False)
    sent = fields(phone)
    for minutes, found in ((29, True), (31, False)):
        Session.objects.all().delete()
        phone.post("/escribir/", sent, headers=HERE)
        time_machine.shift(timedelta(minutes=minutes))
        sign_in(phone, "ceiba-learner")
        time_machine.shift(timedelta(minutes=29))
        assert (WORDS in phone.get("/escribir/").content.decode()) == found
    SessionStore.clear_expired()
    assert Session.objects.count() == 1, "the last one, with nothing that waits"


@pytest.mark.urls("learning.urls")
def test_what_waits_and_where_is_named(client):
    page = client.get("/que-guarda/").content.decode()
    assert "tras media hora sin usar el sitio" in page
    assert "Lo que marcas o respondes sin señal: sin plazo, hasta que se envía." in page
    assert "los diarios mientras están abiertos" in page

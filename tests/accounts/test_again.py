"""Two taps at a door: the second comes under the key that the first made void, and gets the same answer."""

import re
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.utils import timezone

from learning.accounts import again
from learning.accounts.models import Session
from learning.accounts.sessions import key_hash
from learning.networks.actions import invite
from learning.networks.models import Role
from tests.factories import give_second_factor
from tests.factories.networks import PASSPHRASE
from tests.factories.totp import code_now

NEW = "seis palabras que nadie sabe aquí"
# A door: where its form stands, what she types there, and where it leads.
Door = tuple[str, dict[str, str], str]


@pytest.fixture
def browser(db) -> Client:
    """Tokens are checked, as in a browser."""
    return Client(enforce_csrf_checks=True)


def the_door(browser: Client, learner) -> Door:
    return "/entrar/", {"login": "ceiba-learner", "password": PASSPHRASE, "remember": "on"}, "/"


def the_second_step(browser: Client, learner) -> Door:
    give_second_factor(learner.account)
    send(browser, the_door(browser, learner))
    return "/entrar/segundo/", {"code": code_now()}, "/"


def another_passphrase(browser: Client, learner) -> Door:
    send(browser, the_door(browser, learner))
    return "/cuenta/frase/", {"passphrase": NEW, "again": NEW}, "/cuenta/"


DOORS = pytest.mark.parametrize("door", [the_door, the_second_step, another_passphrase])


@DOORS
def test_the_second_tap_is_inside_too(browser, learner, door):
    at = door(browser, learner)
    form, key = filled(browser, at)
    first = send(browser, at, form)
    inside, cookie = browser.cookies["s"].value, browser.cookies["s"].OutputString()
    browser.cookies["s"] = key
    second = send(browser, at, form)
    assert first.url == second.url == at[2]
    assert browser.cookies["s"].value == inside != key
    assert second.cookies["s"]["max-age"] == first.cookies["s"]["max-age"], cookie
    assert browser.get("/cuenta/").status_code == 200
    assert "mucho tiempo abierta" not in browser.get("/cuenta/").content.decode()


@DOORS
def test_a_tap_that_comes_with_the_new_key_leads_on(browser, learner, door):
    at = door(browser, learner)
    form, _key = filled(browser, at)
    first, second = send(browser, at, form), send(browser, at, form)
    assert first.url == second.url
    assert "mucho tiempo abierta" not in browser.get("/cuenta/").content.decode()


@pytest.mark.parametrize("door", [the_door, the_second_step])
def test_a_minute_later_the_same_form_leads_to_the_door_again(browser, learner, door, time_machine):
    time_machine.move_to(timezone.now(), tick=False)
    at = door(browser, learner)
    form, _key = filled(browser, at)
    send(browser, at, form)
    time_machine.shift(timedelta(seconds=again.SECONDS + 1))
    second = send(browser, at, form)
    assert second.url == at[0] != at[2]


@DOORS
@pytest.mark.parametrize("change", ["form", "token", "page", "key", "time", "closed", "none"])
def test_nothing_else_comes_in_by_it(browser, learner, door, change, time_machine):
    time_machine.move_to(timezone.now(), tick=False)
    at = door(browser, learner)
    form, key = filled(browser, at)
    send(browser, at, form)
    inside = browser.cookies["s"].value
    browser.cookies["s"] = key
    if change == "form":
        form = form | {next(iter(at[1])): "x"}
    elif change == "token":
        form = form | {"csrfmiddlewaretoken": "x" * 64}
    elif change == "page":
        at = ("/codigo/", *at[1:])
    elif change == "key":
        browser.cookies["s"] = "x" * 32
    elif change == "time":
        time_machine.shift(timedelta(seconds=again.SECONDS + 1))
    elif change == "closed":
        Session.objects.filter(pk=key_hash(inside)).delete()
    else:
        browser.cookies.clear()
    send(browser, at, form)
    assert "s" not in browser.cookies or browser.cookies["s"].value != inside
    assert browser.get("/cuenta/").status_code == 302


def test_nobody_finds_what_the_form_held_by_trying(browser, learner):
    at = the_second_step(browser, learner)
    form, key = filled(browser, at)
    send(browser, at, form)
    for guess in range(again.TRIES):
        browser.cookies["s"] = key
        send(browser, at, form | {"code": f"{guess:06}"})
    browser.cookies["s"] = key
    send(browser, at, form)
    assert browser.get("/cuenta/").status_code == 302


def test_the_table_names_no_old_key(browser, learner):
    at = the_door(browser, learner)
    form, key = filled(browser, at)
    send(browser, at, form)
    inside = browser.cookies["s"].value
    rows = {row.pk: row for row in Session.objects.all()}
    assert len(rows) == 2
    assert key_hash(key) not in rows
    mine = rows.pop(key_hash(inside))
    (trail,) = rows.values()
    assert (trail.account, trail.device) == (None, "")
    assert trail.expires <= mine.started + timedelta(seconds=again.SECONDS + 1)
    assert inside.encode() not in bytes(trail.payload)


def test_having_written_down_her_papers_twice(browser, lead):
    code = invite(network=lead.network, role=Role.LEARNER, by=lead)[1]
    send(browser, ("/codigo/", {"code": code}, ""))
    wishes = {"pseudonym": "Flor", "passphrase": NEW, "again": NEW, "agreed": "on"}
    at = (send(browser, ("/codigo/cuenta/", wishes, "")).url, {}, "/")
    form, key = filled(browser, at)
    assert send(browser, at, form).url == "/"
    browser.cookies["s"] = key
    assert send(browser, at, form).url == "/"
    assert "Flor" in browser.get("/cuenta/").content.decode()


def test_confirming_with_one_code_twice(browser, learner, time_machine):
    time_machine.move_to(timezone.now(), tick=False)
    send(browser, the_second_step(browser, learner))
    time_machine.shift(timedelta(seconds=30))
    path = "/cuenta/confirmar/codigo/"
    at = (path, {"code": code_now(), "next": "/cuenta/llave/"}, "/cuenta/llave/")
    form, _key = filled(browser, at)
    assert [send(browser, at, form).url for _tap in range(2)] == [at[2]] * 2
    assert send(browser, at).status_code == 200, "another form does not open with the same code"


def test_signing_out_twice_leaves_no_session_behind(browser, learner):
    send(browser, the_door(browser, learner))
    form, key = filled(browser, ("/cuenta/", {}, ""))
    for _tap in range(2):
        browser.cookies["s"] = key
        assert send(browser, ("/cuenta/salir/", {}, ""), form).url == "/"
        assert browser.cookies["s"].value == ""


def test_activating_the_app_twice_leads_to_her_codes(client_as, learner, django_capture_on_commit_callbacks):
    client = client_as(learner, fresh=True)
    secret = client.get("/cuenta/segundo/aplicacion/").context["form"].secret
    with django_capture_on_commit_callbacks(execute=True):
        answers = [
            client.post("/cuenta/segundo/aplicacion/", {"code": code_now(secret)}) for _tap in range(2)
        ]
    assert [each.url for each in answers] == ["/cuenta/segundo/respaldo/"] * 2
    assert len(client.get(answers[1].url).context["unused_codes"]) == 10
    # Once they were shown, they stay so.
    again = client.post("/cuenta/segundo/aplicacion/", {"code": code_now(secret)})
    assert again.url == "/cuenta/segundo/"
    assert Authenticator.objects.filter(user=learner.account, type="totp").count() == 1


def test_removing_the_app_twice(client_as, learner):
    give_second_factor(learner.account)
    client = client_as(learner, fresh=True)
    for _tap in range(2):
        assert client.post("/cuenta/segundo/aplicacion/quitar/").url == "/cuenta/segundo/"
    assert "Quitaste la aplicación" in client.get("/cuenta/segundo/").content.decode()
    assert client.get("/cuenta/segundo/aplicacion/quitar/").url == "/cuenta/segundo/"


def filled(browser: Client, door: Door) -> tuple[dict[str, str], str]:
    """The form of this door as she fills it, and the key of the session in which it stands."""
    page = browser.get(door[0]).content.decode()
    token = re.findall(r'csrfmiddlewaretoken" value="(\w+)"', page)[-1]
    return door[1] | {"csrfmiddlewaretoken": token}, browser.cookies["s"].value


def send(browser: Client, door: Door, form: dict[str, str] | None = None):
    headers = {"origin": "http://testserver", "referer": f"http://testserver{door[0]}"}
    return browser.post(door[0], form or filled(browser, door)[0], headers=headers)

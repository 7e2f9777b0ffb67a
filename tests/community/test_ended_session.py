"""Her session ended while she wrote: she finds her words again, in the network in which she wrote them."""

import re
import uuid
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django import forms
from django.test import Client

import community.forms
from community.forms import BODY_LENGTH, TITLE_LENGTH
from learning.accounts import kept
from learning.accounts.models import Session
from learning.networks import actions as networks
from tests.accounts.test_doors import give
from tests.community.conftest import answered_by, said_by
from tests.community.test_writing import be_in

WORDS = "Lo que pasó hoy."


def fields_of(page: str) -> dict[str, str]:
    """The hidden fields of a page's forms."""
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page))


@pytest.fixture
def second(cast, at_ease):
    """She belongs to Jícara too, where she has written; Ceiba is the older one, to which she would come first."""
    return joined_later(cast.learner, cast.stranger.network)


def joined_later(member, network):
    member.joined_week -= timedelta(weeks=1)
    member.save(update_fields=["joined_week"])
    return networks.add_member(network=network, account=member.account, role="learner")


@pytest.fixture
def pages(cast, second) -> dict[str, tuple[str, str]]:
    """What she can write: the page of its form and where it is sent."""
    first = said_by(cast.stranger)
    own, topic = answered_by(second, first), f"/foro/t/{first.topic_id}/"
    return {
        "new": ("/foro/nuevo/",) * 2,
        "reply": (topic, f"{topic}responder/"),
        "edit": (f"/foro/m/{own.pk}/editar/",) * 2,
        "report": (f"/foro/m/{first.pk}/avisar/",) * 2,
    }


def written(client: Client, page: str, **words: str) -> dict[str, str]:
    form = {"title": WORDS, "body": WORDS, "note": WORDS, "why": "other"} | words
    return fields_of(client.get(page).content.decode()) | form


def sent_too_late(client: Client, page: str, target: str, form: dict[str, str]) -> str:
    """Where the site leads her in the end: after the door, which she opens with her passphrase."""
    here = {"origin": "http://testserver", "referer": f"http://testserver{page}"}
    answer = client.post(target, form, headers=here)
    if not answer.url.startswith("/entrar/"):
        answer = client.get(answer.url)
    token = fields_of(client.get(answer.url).content.decode())["csrfmiddlewaretoken"]
    wanted = parse_qs(urlsplit(answer.url).query)["next"][0]
    return give(client, next=wanted, csrfmiddlewaretoken=token).url


def end_session(client: Client, how: str) -> None:
    Session.objects.all().delete()
    if how == "cookie gone":
        client.cookies.clear()


@pytest.mark.parametrize("how", ["session ended", "cookie gone"])
@pytest.mark.parametrize("what", ["new", "reply", "edit", "report"])
def test_she_is_back_in_the_network_in_which_she_wrote(cast, second, pages, client, what, how):
    page, target = pages[what]
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(cast.learner.account)
    be_in(browser, second.network)
    form = written(browser, page)
    end_session(browser, how)
    back = browser.get(sent_too_late(browser, page, target, form))
    assert back.status_code == 200
    assert WORDS in back.content.decode()
    assert str(back.wsgi_request.membership.network_id) == str(second.network_id)
    again = browser.get("/foro/").wsgi_request
    assert again.membership.network_id == second.network_id


@pytest.mark.parametrize("named", ["network she left", "no network", "another's"])
def test_only_a_network_to_which_she_belongs_comes_back(cast, second, pages, named):
    browser = Client()
    browser.force_login(cast.learner.account)
    be_in(browser, second.network)
    form = written(browser, "/foro/nuevo/")
    if named == "network she left":
        second.delete()
    else:
        second.delete()
        form["network"] = "x" if named == "no network" else str(uuid.uuid4())
    Session.objects.all().delete()
    back = browser.get(sent_too_late(browser, "/foro/nuevo/", "/foro/nuevo/", form))
    assert WORDS in back.content.decode()
    assert back.wsgi_request.membership.network_id == cast.learner.network_id


def test_another_woman_who_signs_in_is_not_moved(cast, second, pages):
    joined_later(cast.trainer, second.network)
    browser = Client()
    browser.force_login(cast.learner.account)
    be_in(browser, second.network)
    form = written(browser, "/foro/nuevo/")
    Session.objects.all().delete()
    here = {"origin": "http://testserver", "referer": "http://testserver/foro/nuevo/"}
    browser.post("/foro/nuevo/", form, headers=here)
    assert kept.PLACE in browser.session
    cast.trainer.account.authenticator_set.all().delete()
    give(browser, cast.trainer.account.login_id)
    back = browser.get("/foro/nuevo/")
    assert back.wsgi_request.membership.network_id == cast.trainer.network_id
    assert WORDS not in back.content.decode()


LONGEST = {"new": {"title": "🌽" * TITLE_LENGTH}, "reply": {}, "edit": {}, "report": {"note": "🌽" * 500}}


@pytest.mark.parametrize("what", LONGEST)
def test_the_longest_words_the_forum_takes_are_kept(cast, second, pages, what):
    page, target = pages[what]
    browser = Client()
    browser.force_login(cast.learner.account)
    be_in(browser, second.network)
    longest = "🌽" * BODY_LENGTH
    form = written(browser, page, **({"body": longest} | LONGEST[what]))
    Session.objects.all().delete()
    back = browser.get(sent_too_late(browser, page, target, form)).content.decode()
    assert LONGEST[what].get("note", longest) in back
    assert LONGEST[what].get("title", "") in back


def test_no_form_of_the_forum_outgrows_what_is_kept():
    """Every sign at its dearest, and 2 kB for marks and numbers."""
    kinds = [each for each in vars(community.forms).values() if isinstance(each, type)]
    for kind in (each for each in kinds if issubclass(each, forms.BaseForm)):
        texts = [each for each in kind.base_fields.values() if isinstance(each, forms.CharField)]
        most = sum(12 * (each.max_length or 0) for each in texts)
        assert most + 2_000 <= kept.MOST_BYTES, kind

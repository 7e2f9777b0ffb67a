"""Her session ended while she wrote: she finds her words again, in the network in which she wrote them."""

import re
import uuid
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django import forms
from django.test import Client

import community.forms
from community.actions.moderation import set_topic_state
from community.actions.states import set_post_state
from community.forms import BODY_LENGTH, TITLE_LENGTH
from community.models import Post, Topic
from learning.accounts import kept
from learning.accounts.models import Session
from learning.networks import actions as networks
from tests.accounts.test_doors import give
from tests.community.conftest import answered_by, said_by
from tests.community.test_writing import be_in
from tests.factories import a_member

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


GONE = {
    "other network": lambda cast, second, client: be_in(client, cast.learner.network),
    "hidden": lambda cast, second, client: hide_all(second.network),
    "deleted": lambda cast, second, client: Topic.objects.scoped(network=second.network).delete(),
    "no member": lambda cast, second, client: second.delete(),
}


def hide_all(network) -> None:
    moderator = a_member(network, "moderator")
    for post in Post.objects.scoped(network=network).select_related("author", "topic"):
        set_post_state(post, Post.State.HIDDEN, by=moderator, reason="Por cuidado.")


@pytest.mark.parametrize("late", [False, True])
@pytest.mark.parametrize("gone", GONE)
@pytest.mark.parametrize("what", ["reply", "edit", "report"])
def test_words_for_what_is_gone_come_back_to_copy(cast, second, pages, what, gone, late):
    page, target = pages[what]
    browser = Client()
    browser.force_login(cast.learner.account)
    be_in(browser, second.network)
    form = written(browser, page)
    GONE[gone](cast, second, browser)
    if late:
        Session.objects.all().delete()
        answer = browser.get(sent_too_late(browser, page, target, form), follow=True)
    else:
        answer = browser.post(target, form)
    # Where only her session changed the network, the way through the door leads back to the page itself; her own
    # post is hers whatever became of its topic, and so is the page where it stands.
    hers = what == "edit" or (what == "reply" and late)
    there = (gone == "other network" and late) or (gone == "hidden" and hers)
    assert answer.status_code == (200 if there else 404)
    assert WORDS in answer.content.decode()
    posts = Post.objects.scoped(network=cast.stranger.network_id).select_related("author")
    assert WORDS not in [post.body for post in posts]


@pytest.mark.parametrize("quoting", [False, True])
def test_words_for_a_topic_that_was_closed_come_back_to_copy(cast, at_ease, quoting):
    first = said_by(cast.trainer)
    topic = f"/foro/t/{first.topic_id}/"
    page = f"{topic}responder/?cita={first.pk}" if quoting else topic
    browser = Client()
    browser.force_login(cast.learner.account)
    form = written(browser, page)
    set_topic_state(topic=first.topic, state=Topic.State.LOCKED, by=cast.moderator)
    Session.objects.all().delete()
    back = browser.get(sent_too_late(browser, page, f"{topic}responder/", form)).content.decode()
    assert "Este tema está cerrado" in back
    assert WORDS in back


def test_words_of_another_woman_are_not_shown_on_a_page_that_refuses(cast, second, pages):
    page, target = pages["reply"]
    browser = Client()
    browser.force_login(cast.learner.account)
    be_in(browser, second.network)
    form = written(browser, page)
    browser.force_login(cast.trainer.account)
    answer = browser.post(target, form)
    assert answer.status_code == 404
    assert WORDS not in answer.content.decode()


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

"""The keeper pauses the whole site: every member reads it, nobody else, and nothing presses in any network."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from community.reports import to_judge
from learning.accounts.limits import account_limits
from learning.accounts.models import Account
from learning.core import pausing
from learning.core.models import SitePause
from learning.core.weeks import months_ago
from tests.community.conftest import said_by
from tests.factories import AccountFactory

pytestmark = pytest.mark.django_db

OURS = "El sitio está en pausa"


def text(client, path):
    return client.get(path).content.decode()


@pytest.mark.parametrize("path", ["/", "/foro/", "/cursos/", "/buscar/", "/cuenta/", "/no-hay-nada/"])
def test_every_page_of_every_member_says_it_and_no_strangers_page(client, client_as, cast, path):
    call_command("pause_site")
    assert text(client_as(cast.learner), path).count(OURS) == 1
    assert text(client_as(cast.stranger), path).count(OURS) == 1
    assert OURS not in text(client, path)
    call_command("pause_site", "--end")
    assert OURS not in text(client_as(cast.learner), path)


def test_also_to_whoever_is_in_no_network(client_as, db):
    call_command("pause_site")
    assert OURS in text(client_as(AccountFactory()), "/cuenta/")


def test_in_the_keepers_words_in_her_language_or_in_what_there_is(client_as, learner):
    client = client_as(learner)
    call_command("pause_site", "--words", "Descansamos <hoy>.\n Mañana seguimos.")
    page = text(client, "/")
    assert "Descansamos &lt;hoy&gt;. Mañana seguimos." in page
    assert OURS not in page
    client.post("/idioma/", {"language": "en", "next": "/"})
    assert '<p class="notice no-print" lang="es">' in text(client, "/")
    call_command("pause_site", "--words", "We rest.", "--language", "en")
    page = text(client, "/")
    assert "We rest." in page
    assert "Descansamos" not in page
    call_command("pause_site")
    assert SitePause.objects.get().words == {"es": "Descansamos <hoy>. Mañana seguimos.", "en": "We rest."}


def test_too_many_words_are_refused_and_ending_twice_is_said(capsys, db):
    with pytest.raises(CommandError):
        call_command("pause_site", "--words", "a" * 301)
    call_command("pause_site", "--end")
    assert "There was no pause" in capsys.readouterr().out
    assert not SitePause.objects.exists()


def test_one_sentence_is_enough(client_as, learner, ceiba):
    ceiba.paused = True
    ceiba.save()
    call_command("pause_site")
    page = text(client_as(learner), "/")
    assert OURS in page
    assert "Tu red está en pausa" not in page


def test_what_waits_is_not_counted(client_as, cast):
    said_by(cast.learner, "Espero.")
    assert to_judge(cast.moderator) == 1
    assert "1 mensaje espera" in text(client_as(cast.moderator), "/")
    call_command("pause_site")
    assert to_judge(cast.moderator) == 0
    assert "1 mensaje espera" not in text(client_as(cast.moderator), "/")
    assert "Por publicar" not in text(client_as(cast.lead), "/red/")


def quiet():
    [limit] = [each for each in account_limits() if each.what.startswith("accounts")]
    return set(limit.rows())


def test_in_a_pause_nobody_has_to_come_to_keep_her_account(cast, ceiba):
    Account.objects.update(seen_week=months_ago(13))
    every = {cast.learner.account, cast.stranger.account}
    assert every <= quiet()
    ceiba.paused = True
    ceiba.save()
    assert quiet() & every == {cast.stranger.account}
    call_command("pause_site")
    assert quiet() == set()
    call_command("pause_site", "--end")
    assert quiet() & every == {cast.stranger.account}


def test_what_grew_old_in_a_pause_has_as_long_after_it(client_as, cast, ceiba, time_machine):
    """In one of the site, in one of a network; and of two after each other the time that was left is not lost."""
    time_machine.move_to("2026-03-02 12:00+00:00")
    Account.objects.update(seen_week=months_ago(13))
    hers = {cast.learner.account}

    def press(decision):
        assert client_as(cast.lead).post("/red/pausa/", {"decision": decision}).status_code == 302

    begin_and_end = (
        (lambda: call_command("pause_site"), lambda: call_command("pause_site", "--end")),
        (lambda: press("pausar"), lambda: press("seguir")),
    )
    for begin, end in begin_and_end:
        begin()
        time_machine.shift(timedelta(days=20))
        end()
        assert "en pausa" not in text(client_as(cast.learner), "/"), "all else is as before"
        for days, kept in ((0, True), (19, True), (1, False)):
            time_machine.shift(timedelta(days=days))
            Account.objects.update(seen_week=months_ago(13))
            assert hers.isdisjoint(quiet()) == kept, days
    for decision, days in (("pausar", 20), ("seguir", 5), ("pausar", 3), ("seguir", 17)):
        press(decision)
        time_machine.shift(timedelta(days=days))
        Account.objects.update(seen_week=months_ago(13))
    assert hers.isdisjoint(quiet())
    time_machine.shift(timedelta(days=1))
    assert hers <= quiet()


@pytest.mark.parametrize(("who", "path"), [("learner", "/"), ("moderator", "/foro/"), ("lead", "/red/")])
def test_a_pause_costs_no_question(client_as, cast, who, path):
    client = client_as(getattr(cast, who))
    asked = []
    for begin in (False, True):
        if begin:
            call_command("pause_site", "--words", "Pausa.")
        client.get(path)
        with CaptureQueriesContext(connection) as queries:
            client.get(path)
        asked.append(len(queries))
    assert asked[1] <= asked[0]


def test_there_is_one_row_at_most(db):
    pausing.pause_site("uno")
    pausing.pause_site("dos", "en")
    assert SitePause.objects.count() == 1
    with pytest.raises(Exception, match="site_pause_once"):
        SitePause.objects.create(pk=2)

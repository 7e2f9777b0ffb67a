"""What she answers of a long quiz waits for her, hers alone, until she sends it."""

import json
import uuid
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client

from learning.accounts.models import Session
from learning.core.crypto import SealBroken, open_sealed
from learning.core.pausing import end_site_pause, pause_site
from learning.core.weeks import this_week
from learning.networks.actions import set_pause
from learning.networks.models import Network
from learning.progress.models import QuizAttempt, QuizDraft
from tests.accounts.test_doors import give
from tests.modules import samples
from tests.progress.conftest import QUESTIONS, RIGHT, address
from tests.progress.test_player import HIDDEN
from tests.progress.test_quiz import change

pytestmark = pytest.mark.django_db
PART = {"answer-one": "b", "answer-many": ["a", "c"]}


@pytest.fixture
def client(client_as, learner, enrolment):
    return client_as(learner)


@pytest.fixture
def drafts(learner):
    return QuizDraft.objects.scoped(network=learner.network)


def save(client, here, answers, **more):
    return client.post(address(here.quiz, "respuestas", "guardar"), {**answers, **more})


def read(client, here) -> str:
    return " ".join(client.get(address(here.quiz)).content.decode().split())


def test_what_she_keeps_is_there_again_and_she_is_back_at_its_place(client, here, drafts):
    answer = save(client, here, PART, at="many")
    assert answer.headers["Location"] == f"{address(here.quiz)}#b-many"
    page = read(client, here)
    assert page.count(" checked>") == 3
    assert page.count("Guardada.") == 3, "two questions, and what the script may say"
    assert 'href="#b-tf">Ir a lo que falta' in page
    assert not QuizAttempt.objects.scoped(network=drafts.get().network_id).exists()


def test_without_a_place_she_is_led_to_what_is_open(client, here):
    assert save(client, here, PART).headers["Location"] == f"{address(here.quiz)}#b-tf"
    assert save(client, here, RIGHT, at="gone").headers["Location"] == f"{address(here.quiz)}#b-tf"
    assert "Ya respondiste todo" in read(client, here)


def test_one_draft_a_lesson_and_an_older_window_takes_nothing_from_it(client, here, drafts):
    save(client, here, PART, at="one")
    save(client, here, {"answer-tf": "false"}, at="tf")
    assert drafts.get().given == {"one": ["b"], "many": ["a", "c"], "tf": ["false"]}
    save(client, here, {"answer-one": "a"}, at="many")
    assert drafts.get().given == {"one": ["a"], "tf": ["false"]}, "she took her marks away"
    save(client, here, {}, at="one")
    save(client, here, {}, at="tf")
    assert not drafts.exists()


def test_it_is_sealed_under_her_own_key(client, learner, here, drafts):
    change(here.quiz, [*QUESTIONS, samples.SHORT_TEXT])
    save(client, here, {**PART, "answer-word": "Cuaderno de Xóchitl"})
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT answers FROM {QuizDraft._meta.db_table}")
        [[stored]] = cursor.fetchall()
    stored = bytes(stored)
    assert b"many" not in stored
    assert "Xóchitl".encode() not in stored
    with pytest.raises(SealBroken):
        open_sealed(stored, f"progress.quizdraft.answers:{drafts.get().pk}")
    assert drafts.get().given["word"] == ["Cuaderno de Xóchitl"]


def test_it_is_hers_alone(client, client_as, trainer, lead, stranger, here):
    save(client, here, PART)
    for each in (trainer, lead):
        other = client_as(each)
        other.post(address(here.course, "entrar"))
        assert " checked" not in read(other, here)
    assert save(client_as(stranger), here, PART).status_code == 404


def test_sending_it_lets_it_go_and_counts_once(client, learner, here, drafts):
    save(client, here, PART, sheet=str(uuid.uuid4()))
    sheet = dict(HIDDEN.findall(client.get(address(here.quiz)).content.decode()))["sheet"]
    assert sheet == str(drafts.get().sheet), "on the same sheet, from whatever window"
    for _twice in range(2):
        client.post(address(here.quiz, "respuestas"), {**RIGHT, "sheet": sheet})
    assert not drafts.exists()
    assert QuizAttempt.objects.scoped(network=learner.network).count() == 1
    assert " checked" not in read(client, here)


def test_what_is_sent_with_something_missing_is_kept(client, here, drafts):
    client.post(address(here.quiz, "respuestas"), PART)
    assert drafts.get().given == {"one": ["b"], "many": ["a", "c"]}


def test_only_what_the_questions_ask_is_kept(client, here, drafts):
    change(here.quiz, [*QUESTIONS, samples.MATCHING, samples.SHORT_TEXT])
    sent = {
        "answer-one": ["zz", "b"],
        "answer-gone": "a",
        "answer-pairs": ["a:a", "", "b:zz"],
        "answer-word": "x" * 5000,
        "other": "y",
    }
    save(client, here, sent)
    kept = drafts.get().given
    assert kept == {"one": ["b"], "pairs": ["a:a"], "word": ["x" * 200]}


@pytest.mark.parametrize("value", ["\x00", "<script>", "\ud800".encode("utf-16", "surrogatepass")])
def test_hostile_words_are_kept_as_words(client, here, value):
    change(here.quiz, [samples.SHORT_TEXT])
    assert save(client, here, {"answer-word": value}).status_code == 302
    page = client.get(address(here.quiz))
    assert page.status_code == 200
    assert "<script>" not in page.content.decode().partition("<main")[2]


def test_questions_changed_while_it_waited(client, here):
    save(client, here, RIGHT)
    change(here.quiz, [*QUESTIONS[1:], {**samples.SINGLE, "id": "new"}])
    page = read(client, here)
    assert page.count(" checked>") == 2
    assert 'href="#b-new">Ir a lo que falta' in page
    change(here.quiz, QUESTIONS, pass_mark=None)
    assert client.get(address(here.quiz)).status_code == 200
    assert save(client, here, RIGHT).headers["Location"] == address(here.quiz)


def test_it_survives_a_session_that_ended(learner, here, enrolment, drafts):
    client = Client(enforce_csrf_checks=True)
    client.force_login(learner.account)
    hidden = dict(HIDDEN.findall(client.get(address(here.quiz)).content.decode()))
    Session.objects.all().delete()
    asked = {
        "Origin": "http://testserver",
        "Referer": f"http://testserver{address(here.quiz)}",
        "X-Script": "1",
    }
    answer = client.post(
        address(here.quiz, "respuestas", "guardar"), hidden | PART | {"at": "one"}, headers=asked
    )
    assert answer.status_code == 302, "a script sees that she is outside"
    assert not drafts.exists()
    door = client.get(address(here.quiz), follow=True)
    form = dict(HIDDEN.findall(door.content.decode()))
    give(client, csrfmiddlewaretoken=form["csrfmiddlewaretoken"])
    back = client.get(address(here.quiz)).content.decode()
    assert "Tu sesión se cerró" in back
    assert " ".join(back.split()).count(" checked>") == 3
    assert drafts.get().given == {"one": ["b"], "many": ["a", "c"]}, "what she sent is kept at once"


def test_she_takes_it_along_and_it_goes_with_her(client, client_as, learner, here, drafts):
    change(here.quiz, [*QUESTIONS, samples.SHORT_TEXT])
    save(client, here, {**PART, "answer-word": "Mi cuaderno"})
    mine = client_as(learner, fresh=True)
    [taken] = json.loads(mine.get("/cuenta/mis-datos/descargar/").content)["respuestas que no has enviado"]
    assert taken == {
        "lección": "Ceiba: tres",
        "respuestas": "Dos / Uno / Tres / Mi cuaderno",
        "semana": taken["semana"],
    }


def test_it_goes_after_eight_weeks(client, here, drafts):
    save(client, here, PART)
    drafts.update(week=this_week() - timedelta(weeks=8))
    call_command("purge", verbosity=0)
    assert drafts.exists()
    drafts.update(week=this_week() - timedelta(weeks=9))
    pause_site()
    call_command("purge", verbosity=0)
    end_site_pause()
    Network.objects.update(paused=True)
    call_command("purge", verbosity=0)
    assert drafts.exists(), "a pause sets no term"
    Network.objects.update(paused=False)
    call_command("purge", verbosity=0)
    assert not drafts.exists()


def test_after_a_pause_it_waits_as_long_as_that_lasted(client, here, drafts, lead, time_machine):
    time_machine.move_to("2026-03-12 18:00:00+00:00")
    save(client, here, PART)
    set_pause(paused=True, by=lead)
    time_machine.shift(timedelta(weeks=10))
    set_pause(paused=False, by=lead)
    time_machine.shift(timedelta(weeks=9))
    call_command("purge", verbosity=0)
    assert drafts.exists()
    time_machine.shift(timedelta(weeks=1))
    call_command("purge", verbosity=0)
    assert not drafts.exists()

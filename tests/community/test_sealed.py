"""What the database holds of words, and what is left of a woman who went."""

from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection

from community.actions.moderation import leave_as_it_is
from community.actions.posts import report_post
from community.actions.states import set_post_state
from community.models import ModerationEntry, Post, PostReport, Topic, TopicRead
from learning.core.forgetting import forget_on_disk
from learning.core.privacy import erase_person, export_person
from learning.core.scoping import lifted
from tests.community.conftest import answered_by, said_by, stored
from tests.factories import a_member

on_sqlite = pytest.mark.skipif(connection.vendor != "sqlite", reason="the files of SQLite")
WORDS = {
    "title": "titulo-sellado-9184",
    "body": "cuerpo-sellado-7713",
    "reason": "razon-sellada-6620",
    "note": "nota-sellada-5591",
}


def on_disk() -> bytes:
    file = Path(connection.settings_dict["NAME"])
    return b"".join(each.read_bytes() for each in file.parent.glob(f"{file.name}*"))


def all_that_is_written(cast) -> Post:
    post = said_by(cast.learner, WORDS["body"], title=WORDS["title"])
    set_post_state(post, "refused", by=cast.moderator, reason=WORDS["reason"])
    report_post(post=said_by(cast.trainer), why="other", note=WORDS["note"], by=cast.learner)
    return post


@on_sqlite
@pytest.mark.django_db(transaction=True)
def test_no_word_stands_in_the_files(cast):
    post = all_that_is_written(cast)
    assert stored(post).body == WORDS["body"]
    raw = on_disk()
    assert [name for name, words in WORDS.items() if words.encode() in raw] == []
    assert post.pk.hex.encode() in raw


@on_sqlite
@pytest.mark.django_db(transaction=True)
def test_after_she_went_her_key_and_her_ciphers_are_gone(cast):
    post = all_that_is_written(cast)
    with connection.cursor() as cursor:
        cursor.execute("SELECT body, reason FROM community_post WHERE id = %s", [post.pk.hex])
        ciphers = [bytes(each) for each in cursor.fetchone()]
    traces = [*ciphers, bytes(cast.learner.account.data_key), cast.learner.account.pk.hex.encode()]
    assert all(each in on_disk() for each in traces)
    erase_person(cast.learner.account)
    forget_on_disk()
    raw = on_disk()
    assert [each for each in traces if each in raw] == []


def test_her_words_go_and_the_conversation_stays(cast, at_ease, client_as):
    first = said_by(cast.learner, WORDS["body"], title=WORDS["title"])
    answered_by(cast.trainer, first, "Sigo aquí.", quote=first)
    hidden = answered_by(cast.learner, first, "Lo oculto.")
    set_post_state(hidden, "hidden", by=cast.moderator, reason=WORDS["reason"])
    report_post(post=first, why="other", note="Algo", by=cast.lead)
    leave_as_it_is(post=first, by=cast.moderator)
    client_as(cast.learner).get(f"/foro/t/{first.topic_id}/")
    erase_person(cast.learner.account)

    left = stored(hidden)
    assert (left.author, left.body, left.reason, left.state) == (None, "", "", "hidden")
    assert not TopicRead.objects.scoped(network=first.network).exists()
    assert {str(each.reason) for each in ModerationEntry.objects.scoped(network=first.network)} == {""}
    for who in (cast.trainer, cast.moderator):
        page = client_as(who).get(f"/foro/t/{first.topic_id}/").content.decode()
        assert "Tema sin título" in page
        assert page.count("Palabras retiradas") == 2
        assert "Sigo aquí." in page
        assert cast.learner.account.pseudonym not in page
    assert client_as(cast.moderator).get(f"/foro/m/{first.pk}/decidir/").status_code == 404
    assert client_as(cast.moderator).get("/foro/cola/").status_code == 200
    assert "alguien que ya se fue" in client_as(cast.trainer).get("/foro/").content.decode()


def test_when_a_moderator_goes_her_decisions_stay_without_her(cast, at_ease, client_as):
    post = said_by(cast.learner, "Lo mío.")
    set_post_state(post, "hidden", by=cast.moderator, reason=WORDS["reason"])
    hers = client_as(cast.learner)
    assert WORDS["reason"] in hers.get(f"/foro/t/{post.topic_id}/").content.decode()
    assert WORDS["reason"] in str(export_person(cast.moderator.account))
    erase_person(cast.moderator.account)
    entry = ModerationEntry.objects.scoped(network=post.network).get()
    assert (entry.by, entry.by_role, entry.to_state, entry.reason) == (None, "moderator", "hidden", "")
    assert (stored(post).judge, stored(post).reason, stored(post).body) == (None, "", "Lo mío.")
    other = a_member(post.network, role="moderator")
    for reader, address in ((hers, f"t/{post.topic_id}"), (client_as(other), f"m/{post.pk}/decidir")):
        page = reader.get(f"/foro/{address}/")
        assert page.status_code == 200
        assert WORDS["reason"] not in page.content.decode()
        assert "Lo mío." in page.content.decode()


def test_the_reason_of_who_stays_outlives_the_one_before(cast, at_ease):
    """What a second moderator wrote is hers, whoever judged the post before."""
    post, other = said_by(cast.learner), a_member(cast.learner.network, role="moderator")
    set_post_state(post, "hidden", by=cast.moderator, reason=WORDS["reason"])
    set_post_state(post, "visible", by=cast.moderator)
    assert stored(post).judge is None
    set_post_state(post, "hidden", by=other, reason="Por cuidado.")
    erase_person(cast.moderator.account)
    assert (stored(post).judge, stored(post).reason) == (other.account, "Por cuidado.")
    reasons = ModerationEntry.objects.scoped(network=post.network).order_by("number")
    assert [str(each.reason) for each in reasons] == ["", "", "Por cuidado."]


def test_reasons_written_before_are_given_to_who_wrote_them(cast, at_ease):
    mend = import_module("community.migrations.0005_name_the_judges").name_the_judges
    kept, lost = said_by(cast.learner), said_by(cast.learner)
    set_post_state(kept, "hidden", by=cast.moderator, reason="Queda.")
    set_post_state(lost, "hidden", by=cast.moderator, reason=WORDS["reason"])
    leave_as_it_is(post=kept, by=cast.lead)
    Post.objects.scoped(network=kept.network).update(judge=None)
    ModerationEntry.objects.scoped(network=kept.network).filter(post=lost).update(by=None)
    with lifted("a migration sees every network"):
        mend(apps, None)
    assert (stored(kept).judge, stored(kept).reason) == (cast.moderator.account, "Queda.")
    assert (stored(lost).judge, stored(lost).reason) == (None, "")
    assert str(ModerationEntry.objects.scoped(network=lost.network).get(post=lost).reason) == ""


def test_an_author_takes_the_reason_she_was_told_and_no_log(cast, at_ease):
    post = said_by(cast.learner, "Lo mío.")
    set_post_state(post, "hidden", by=cast.moderator, reason=WORDS["reason"])
    hers, theirs = (str(export_person(each.account)) for each in (cast.learner, cast.moderator))
    assert hers.count(WORDS["reason"]) == theirs.count(WORDS["reason"]) == 1
    assert "Lo mío." not in theirs
    set_post_state(post, "withdrawn", by=cast.learner)
    assert "motivo" not in str(export_person(cast.learner.account))


def test_she_takes_with_her_what_she_wrote_and_nothing_about_others(cast, at_ease):
    post = said_by(cast.learner, WORDS["body"], title=WORDS["title"])
    report_post(post=post, why="other", note=WORDS["note"], by=cast.trainer)
    hers, theirs = (str(export_person(each.account)) for each in (cast.learner, cast.trainer))
    assert WORDS["body"] in hers
    assert WORDS["title"] in hers
    assert WORDS["note"] not in hers
    assert WORDS["note"] in theirs
    assert WORDS["body"] not in theirs


@pytest.mark.parametrize("model", [Topic, Post, PostReport, ModerationEntry, TopicRead])
def test_no_moment_is_written_down(model):
    assert "DateTimeField" not in {each.get_internal_type() for each in model._meta.fields}


def test_words_moved_to_another_row_do_not_open(cast, at_ease):
    mine, other = said_by(cast.learner, "Lo mío."), said_by(cast.learner, "Lo otro.")
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE community_post SET body = (SELECT body FROM community_post WHERE id = %s) WHERE id = %s",
            [_key(other), _key(mine)],
        )
    assert stored(mine).body == ""


def _key(post: Post) -> object:
    return post.pk.hex if connection.vendor == "sqlite" else post.pk

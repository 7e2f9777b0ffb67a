"""She wrote wherever one can write; then she left for good, and the raw files of the database are searched."""

import uuid
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.admin.models import EditingSession, FormState
from wagtail.log_actions import log
from wagtail.models import Comment, CommentReply

from community.actions.posts import edit_own_post, reply, report_post
from community.actions.states import set_post_state
from community.actions.topics import open_topic
from community.models import Forum, Post
from learning.accounts.models import Account
from learning.networks import actions as networks
from learning.networks.models import Membership, Role
from learning.networks.pseudonyms import fold
from learning.progress import actions as progress
from tests.accounts.test_doors import give
from tests.accounts.test_leaving import files_of_the_database
from tests.factories import a_member, a_network, give_second_factor
from tests.factories.totp import code_now
from tests.modules import samples
from tests.modules.pages import a_course, a_lesson, a_module

LOGIN_ID, PSEUDONYM, FORMER = "nube-tela-brisa-47", "Guayacán sonriente", "Colibrí de antes"
# A word of hers for each place, as nobody else writes it.
SEALED = ("tituloqzx", "mensajeqzx", "mendadoqzx", "respuestaqzx", "avisoqzx", "motivoqzx")
CLEAR = ("comentarioqzx", "replicaqzx", "formularioqzx")


@pytest.fixture
def member(transactional_db: None) -> Membership:
    network = a_network("Red Ceiba")
    Forum.objects.scoped(network=network).update(first_posts=Forum.FirstPosts.OFF)
    a_member(network, Role.LEAD, login_id="otra-que-se-queda-11", pseudonym="Otra que queda")
    a_member(network, Role.MODERATOR)
    member = a_member(network, login_id=LOGIN_ID, pseudonym=FORMER)
    networks.change_pseudonym(account=member.account, pseudonym=PSEUDONYM)
    give_second_factor(member.account)
    return member


def other_of(member: Membership, role: str = Role.LEAD) -> Membership:
    others = Membership.objects.scoped(network=member.network).exclude(pk=member.pk)
    found: Membership = others.get(role=role)
    return found


def talk(member: Membership) -> None:
    """A topic, a post that she mends, an answer, a report, and what moderators said of her post and she of another."""
    other = other_of(member)
    first = open_topic(by=member, title="tituloqzx", body="mensajeqzx", nonce=uuid.uuid4())
    edit_own_post(post=first, body="mendadoqzx", by=member)
    theirs = open_topic(by=other, title="De otra", body="Palabras de otra", nonce=uuid.uuid4())
    reply(by=member, topic=theirs.topic, body="respuestaqzx", nonce=uuid.uuid4())
    report_post(post=theirs, by=member, why="other", note="avisoqzx")
    set_post_state(first, Post.State.HIDDEN, by=other_of(member, Role.MODERATOR), reason="motivoqzx")


def teach(member: Membership) -> None:
    """A course with a remark, a draft in the making and the log of it; she invites, and her role changes."""
    networks.change_role(membership=member, role=Role.LEAD, by=other_of(member))
    member.refresh_from_db()
    networks.invite(network=member.network, role=Role.LEARNER, by=member)
    editor = member.account
    lesson = a_lesson(
        a_module(a_course(member.network.course_index, "Curso"), "Parte"), "Hoja", [samples.TEXT]
    )
    lesson.owner = lesson.locked_by = editor
    remark = Comment(page=lesson, user=editor, text="comentarioqzx", contentpath="title")
    remark.replies.add(CommentReply(user=editor, text="replicaqzx"))
    lesson.wagtail_admin_comments.add(remark)
    lesson.save()
    lesson.save_revision(user=editor, log_action=True).publish(user=editor, skip_permission_checks=True)
    now = {"user": editor, "content_object": lesson}
    FormState.objects.create(**now, data="title=formularioqzx", last_updated_at=timezone.now())
    EditingSession.objects.create(**now, last_seen_at=timezone.now())
    log(instance=editor, action="wagtail.edit", user=editor)
    progress.enrol(by=member, course_key=lesson.get_parent().get_parent().specific.translation_key)


def traces_of(account: Account) -> dict[str, bytes]:
    said = {word: word.encode() for word in (*SEALED, *CLEAR, LOGIN_ID, PSEUDONYM, FORMER)}
    folded = {f"{name} folded": fold(name).encode() for name in (PSEUDONYM, FORMER)}
    escaped = {f"{name} in JSON": name.encode("ascii", "backslashreplace") for name in (PSEUDONYM, FORMER)}
    keys = {
        "uuid": str(account.pk).encode(),
        "uuid without dashes": account.pk.hex.encode(),
        "uuid as bytes": account.pk.bytes,
        "data key": bytes(account.data_key),
        "passphrase": account.password.encode(),
    }
    return {**said, **folded, **escaped, **keys}


def found(traces: dict[str, bytes]) -> set[str]:
    held = files_of_the_database()
    return {name for name, trace in traces.items() if trace in held}


def test_nothing_she_wrote_and_no_name_of_hers_is_in_the_files(member: Any) -> None:
    talk(member)
    teach(member)
    client = Client()
    give(client, LOGIN_ID)
    client.post("/entrar/segundo/", {"code": code_now()})
    traces = traces_of(Account.objects.get(pk=member.account_id))
    before = found(traces)
    assert before & set(SEALED) == set(), "words of the forum never lie open"
    assert {*CLEAR, LOGIN_ID, PSEUDONYM, f"{PSEUDONYM} folded", "uuid without dashes", "data key"} <= before
    client.post("/cuenta/irme/", {"word": "me voy"})
    assert not Account.objects.filter(pk=member.account_id).exists()
    assert found(traces) == set()
    held = files_of_the_database()
    assert b"otra-que-se-queda-11" in held
    assert b"Hoja" in held, "what she wrote for the network is the network's"

"""She wrote wherever one can write; then she left for good, and the raw files of the database are searched."""

import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.test import Client
from django.utils import timezone
from wagtail.admin.models import EditingSession, FormState
from wagtail.log_actions import log
from wagtail.models import Comment, CommentReply

from certificates.actions import issue
from community.actions.posts import edit_own_post, reply, report_post
from community.actions.states import set_post_state
from community.actions.topics import open_topic
from community.models import Forum, Post
from learning.accounts.actions import leave_for_good
from learning.accounts.models import Account
from learning.core.privacy import DELETE, policy_of
from learning.networks import actions as networks
from learning.networks.models import Membership, Role
from learning.networks.pseudonyms import fold
from learning.progress import actions as progress
from learning.progress.models import Enrolment
from modules.models import LessonPage
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
# Models whose rows go with her, of which this one has some.
GOES = {
    "accounts.Session",
    "community.PostReport",
    "mfa.Authenticator",
    "networks.Membership",
    "progress.Enrolment",
    "progress.LessonCompletion",
    "progress.QuizAttempt",
}


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


def teach(member: Membership) -> LessonPage:
    """A course with a remark, a draft in the making and the log of it; she invites, and her role changes."""
    networks.change_role(membership=member, role=Role.LEAD, by=other_of(member))
    member.refresh_from_db()
    networks.invite(network=member.network, role=Role.LEARNER, by=member)
    editor = member.account
    part = a_module(a_course(member.network.course_index, "Curso"), "Parte")
    lesson = a_lesson(part, "Hoja", [samples.TEXT, samples.SINGLE], pass_mark=60)
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
    return lesson


def learn(member: Membership, lesson: LessonPage, client: Client) -> None:
    """She takes the course to its end, answers first wrongly, and gets her paper."""
    course = lesson.get_parent().get_parent().specific
    progress.enrol(by=member, course_key=course.translation_key)
    for answer in ("b", "a"):
        sheet = {"answer-one": answer, "sheet": str(uuid.uuid4())}
        client.post(f"{lesson.get_opaque_url()}respuestas/", sheet)
    enrolment = Enrolment.objects.of(member).get()
    assert enrolment.completed_week
    issue(
        by=member.account,
        enrolment=enrolment,
        name="Nombre En Papel",
        neutral=False,
        language="es",
        nonce="x",
    )


def hers(account: Account) -> Iterator[tuple[str, Any]]:
    """The key of every row that goes with her, by the name of its model."""
    for model in apps.get_models(include_auto_created=True):
        policy = policy_of(model)
        for path, rule in policy.on_erase.items() if policy else ():
            if rule == DELETE:
                rows = model._base_manager.filter(**{path: account.pk})
                yield from ((model._meta.label, key) for key in rows.values_list("pk", flat=True))


def ids_of(account: Account) -> dict[str, bytes]:
    """Her ids as they can stand in a file; keys that only count rows are nobody's."""
    forms: dict[str, bytes] = {}
    for label, key in [("accounts.Account", account.pk), *hers(account)]:
        if isinstance(key, uuid.UUID):
            forms |= {f"{label} {key}": str(key).encode(), f"{label} {key} short": key.hex.encode()}
            forms[f"{label} {key} bytes"] = key.bytes
        elif isinstance(key, str):
            forms[f"{label} {key}"] = key.encode()
    return forms


def traces_of(account: Account) -> dict[str, bytes]:
    said = {word: word.encode() for word in (*SEALED, *CLEAR, LOGIN_ID, PSEUDONYM, FORMER)}
    folded = {f"{name} folded": fold(name).encode() for name in (PSEUDONYM, FORMER)}
    escaped = {f"{name} in JSON": name.encode("ascii", "backslashreplace") for name in (PSEUDONYM, FORMER)}
    keys = {"data key": bytes(account.data_key), "passphrase": account.password.encode()}
    return {**said, **folded, **escaped, **keys, **ids_of(account)}


def found(traces: dict[str, bytes]) -> set[str]:
    held = files_of_the_database()
    return {name for name, trace in traces.items() if trace in held}


def test_nothing_she_wrote_and_no_name_of_hers_is_in_the_files(member: Any) -> None:
    talk(member)
    lesson = teach(member)
    client = Client()
    give(client, LOGIN_ID)
    client.post("/entrar/segundo/", {"code": code_now()})
    learn(member, lesson, client)
    account = Account.objects.get(pk=member.account_id)
    traces = traces_of(account)
    assert {label for label, _key in hers(account)} >= GOES
    before = found(traces)
    assert before & set(SEALED) == set(), "words of the forum never lie open"
    ids = {name for name in ids_of(account) if name.endswith("short")}
    assert {*CLEAR, LOGIN_ID, PSEUDONYM, f"{PSEUDONYM} folded", "data key", *ids} <= before
    client.post("/cuenta/irme/", {"word": "me voy"})
    assert not Account.objects.filter(pk=member.account_id).exists()
    assert found(traces) == set()
    held = files_of_the_database()
    assert b"otra-que-se-queda-11" in held
    assert b"Hoja" in held, "what she wrote for the network is the network's"


def test_who_was_taken_out_before_leaves_nothing_either(member: Any) -> None:
    account = member.account
    networks.change_role(membership=member, role=Role.TRAINER, by=other_of(member))
    traces = ids_of(account)
    networks.remove_member(membership=member, by=other_of(member))
    assert [name for name in found(traces) if "Membership" in name] == []
    leave_for_good(account=account)
    assert found(traces) == set()

"""Fills a development site with the demo, through the actions that people use. Safe to repeat."""

from contextlib import suppress
from datetime import timedelta

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.db import transaction
from django.utils import timezone
from django.utils.translation import override

from community.actions.posts import TopicClosed, reply, report_post
from community.actions.states import set_post_state
from community.actions.topics import open_topic
from learning.accounts.actions import set_passphrase
from learning.accounts.models import Account
from learning.cohorts.actions import accompany, join
from learning.core import codes
from learning.demo.news import say
from learning.demo.past import companions, long_ago, took_part
from learning.demo.people import CEIBA, CODES, KINDS, PEOPLE, Person, code_of
from learning.demo.talk import TOPICS, Talk
from learning.networks import actions
from learning.networks.models import Invitation, Membership, Network, Role
from learning.networks.querysets import PURPOSE
from learning.progress.actions import enrol
from modules.outline import courses_in
from modules.querysets import places

REACH = "Los martes, al terminar la reunión. Si no vas a poder, pregunta en el foro qué otro día."
RULES = "Nos cuidamos entre todas.\nLo que aquí se cuenta, aquí se queda.\nCada una decide qué comparte."


@transaction.atomic
def seed() -> None:
    """Networks, people with their second factors, open codes, one who takes a course, words in the forums, and news."""
    with override("es"):
        networks = {name: _network(name, kind) for name, kind in KINDS.items()}
        # Leads first: a network is never without one, also while it becomes again what it was.
        people = sorted(PEOPLE, key=lambda person: person.role != Role.LEAD)
        members = {person.login_id: _member(networks[person.network], person) for person in people}
        for name, role in CODES:
            _open_code(networks[name], role, code_of(name, role))
        for member in members.values():
            long_ago(member)
        _take_a_course(members["demo-colibri"], companions(networks[CEIBA]), members["demo-torogoz"])
        for topic in TOPICS:
            _talk(members, topic)
        say(members)


def _network(name: str, kind: str) -> Network:
    found = Network.objects.filter(name=name).first()
    return found or actions.found_network(kind=kind, name=name, languages=["es", "en"], rules=RULES)


def _member(network: Network, person: Person) -> Membership:
    """As the demo says she is, whatever visitors changed."""
    account = Account.objects.filter(login_id=person.login_id).first()
    if account is None:
        account = Account.objects.create_user(person.login_id, person.passphrase, pseudonym=person.pseudonym)
    if not account.check_password(person.passphrase):
        set_passphrase(account=account, passphrase=person.passphrase)
    if person.totp_secret:
        _second_factor(account, person.totp_secret)
    member = actions.add_member(network=network, account=account, role=person.role)
    actions.change_role(membership=member, role=person.role, by=None)
    return member


def _second_factor(account: Account, secret: str) -> None:
    adapter = get_adapter()
    found, made = Authenticator.objects.get_or_create(
        user=account, type=Authenticator.Type.TOTP, defaults={"data": {"secret": adapter.encrypt(secret)}}
    )
    if not made and adapter.decrypt(found.data["secret"]) != secret:
        found.data = {"secret": adapter.encrypt(secret)}
        found.save()


def _open_code(network: Network, role: str, code: str) -> None:
    """Open again whatever became of it: the demo's codes never run out."""
    Invitation.objects.update_or_create(
        network=network,
        code_fingerprint=codes.fingerprint(code, PURPOSE),
        defaults={
            "role": role,
            "uses": 100,
            "used": 0,
            "revoked": False,
            "expires_on": timezone.localdate() + timedelta(days=30),
        },
    )


def _take_a_course(member: Membership, others: list[Membership], trainer: Membership) -> None:
    """She takes the first course open to her with this trainer; the others took it before."""
    course = next(iter(courses_in(places(member.network.course_index_id), "es")), None)
    if course is not None:
        enrol(by=member, course_key=course.key)
        took_part(others, course)
        cohort = accompany(by=trainer, course_key=course.key, reach=REACH)
        join(by=member, cohort=cohort)


def _talk(members: dict[str, Membership], topic: Talk) -> None:
    """Open a topic once; the moderator lets through what the demo says, but for what is to wait in her queue."""
    first, *answers = topic.posts
    opened = open_topic(by=members[first.by], title=topic.title, body=first.body, nonce=first.nonce)
    posts = [opened]
    with suppress(TopicClosed):  # By a visitor who was the moderator.
        for said in answers:
            posts.append(reply(by=members[said.by], topic=opened.topic, body=said.body, nonce=said.nonce))
    for said, post in zip(topic.posts, posts, strict=False):
        if not said.waits and post.state == post.State.WAITING:
            post = set_post_state(post, post.State.VISIBLE, by=members[topic.moderator])
        if said.reported_by:
            report_post(post=post, why=said.why, note=said.note, by=members[said.reported_by])

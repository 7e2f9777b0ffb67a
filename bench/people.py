"""The site that is measured: thousands of learners, a forum of any number of topics, and sessions to ask with."""

import uuid
from datetime import date
from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.core.management import call_command

from community.models import Forum, Post, Topic
from learning.accounts.models import Account
from learning.accounts.sessions import SessionStore
from learning.core.crypto import new_key, wrap
from learning.core.weeks import first_monday, month_before, this_week
from learning.networks.actions import add_member, found_network
from learning.networks.models import Membership, Network, Role
from learning.progress.models import Enrolment, LessonCompletion
from learning.progress.months import open_month
from modules.models import CoursePage, LessonPage

TOKEN = "b" * 32  # The CSRF secret that every session of the bench holds.


def closed_week() -> date:
    """A week of the last month that has closed: what was done then is what a desk shows."""
    return first_monday(month_before(open_month()))


def found(name: str) -> Network:
    """A network with its place, its forum and the starter course."""
    network = found_network(kind=Network.Kind.NATIONAL, name=name)
    call_command("load_starter", verbosity=0)
    Forum.objects.scoped(network=network).update(first_posts="off")
    return network


def spanish(model: type) -> list:
    """The first starter course, or what stands in it, in the order of its pages."""
    course = CoursePage.objects.filter(locale__language_code="es").order_by("path")[0]
    return list(model.objects.descendant_of(course, inclusive=True).order_by("path"))


def member(network: Network, role: str, number: int = 0) -> Membership:
    account = Account.objects.create_user(
        f"banco-{role}-{number}-{uuid.uuid4().hex[:6]}", pseudonym=f"{role} {number}"
    )
    if role != Role.LEARNER:
        secret = get_adapter().encrypt("JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
        Authenticator.objects.create(user=account, type=Authenticator.Type.TOTP, data={"secret": secret})
    return add_member(network=network, account=account, role=role)


def session(account: Account) -> str:
    """The cookie of a signed-in session."""
    store = SessionStore()
    store.update(
        {
            SESSION_KEY: str(account.pk),
            BACKEND_SESSION_KEY: "learning.accounts.backend.Backend",
            HASH_SESSION_KEY: account.get_session_auth_hash(),
            "_csrftoken": TOKEN,
        }
    )
    store.save(must_create=True)
    return store.session_key or ""


def enrol(membership: Membership, *, finished: bool = False) -> Enrolment:
    """In the starter course; finished with every lesson done."""
    course = spanish(CoursePage)[0]
    enrolment = Enrolment.objects.create(
        network=membership.network,
        account=membership.account,
        course_key=course.translation_key,
        week=closed_week(),
        **(ended(course) if finished else {}),
    )
    for lesson in spanish(LessonPage) if finished else []:
        LessonCompletion.objects.create(
            network=membership.network, enrolment=enrolment, lesson_key=lesson.translation_key, how="marked"
        )
    return enrolment


def ended(course: CoursePage) -> dict[str, Any]:
    """What an enrolment holds once she has finished."""
    titles = {"es": [course.title, course.neutral_title]}
    return {"completed_week": closed_week(), "completed_titles": titles, "completed_hours": course.hours}


def crowd(network: Network, count: int) -> None:
    """`count` learners of whom two thirds began the course and one third finished it."""
    accounts = []
    for number in range(count):
        account = Account(login_id=f"multitud-{number}", pseudonym=f"Multitud {number}", password="!")
        account.data_key = wrap(new_key(), account.key_context)
        accounts.append(account)
    Account.objects.bulk_create(accounts, batch_size=500)
    Membership.objects.bulk_create(
        [
            Membership(network=network, account=each, pseudonym_key=each.login_id, joined_week=closed_week())
            for each in accounts
        ],
        batch_size=500,
    )
    course = spanish(CoursePage)[0]
    rows = [
        Enrolment(
            network=network,
            account=each,
            course_key=course.translation_key,
            week=closed_week(),
            **({} if place % 3 else ended(course)),
        )
        for place, each in enumerate(accounts)
        if place % 3 != 2
    ]
    Enrolment.objects.bulk_create(rows, batch_size=500)


def talk(membership: Membership, topics: int, posts: int = 1) -> Topic:
    """Topics by one woman, the newest with `posts` posts; returns that one."""
    network, author, week = membership.network, membership.account, this_week()
    begin = Forum.objects.scoped(network=network).get().activity
    made = [
        Topic(
            network=network,
            opener=author,
            title=f"Tema {n}",
            bump=begin + n + 1,
            last_position=1,
            visible_posts=1,
        )
        for n in range(topics)
    ]
    made[-1].last_position = made[-1].visible_posts = posts
    Topic.objects.bulk_create(made, batch_size=500)
    text = "Hola a **todas**. " + "Contamos cómo nos fue en el taller y qué haremos la próxima vez. " * 4
    rows = [
        Post(
            network=network,
            topic=topic,
            author=author,
            position=place,
            body=text,
            state="visible",
            week=week,
            nonce=uuid.uuid4(),
        )
        for topic in made
        for place in range(1, topic.last_position + 1)
    ]
    Post.objects.bulk_create(rows, batch_size=500)
    Forum.objects.scoped(network=network).update(activity=begin + topics)
    return made[-1]

"""A network in which there is something on every page, for whoever goes over all of them."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from certificates.models import Certificate
from community.actions.posts import report_post
from community.models import Post
from learning.accounts import actions as accounts
from learning.cohorts.actions import accompany, join
from learning.cohorts.models import Cohort
from learning.networks import actions as networks
from learning.networks.models import Invitation, Membership
from learning.news.actions import write_news
from learning.news.models import News, Words
from learning.progress.actions import enrol, note_finished
from modules.exchange.glossary import load_glossary
from modules.models import EntryPage, LessonPage, Pack
from modules.outline import course_outline
from modules.paper import packs
from tests.community.conftest import answered_by, said_by, set_forum
from tests.conftest import Cast
from tests.factories.networks import PASSPHRASE
from tests.modules.everything import a_course_of_everything, everything
from tests.modules.pages import a_lesson
from tests.progress.conftest import QUESTIONS, Taught, taught


@dataclass
class Place:
    """Hers are the account with a journal, the course that she takes, the one that she has finished, and her post."""

    her: Membership
    stranger: Membership
    invitation: Invitation
    taught: Taught
    everything: LessonPage
    asked: LessonPage
    post: Post
    her_post: Post
    certificate: Certificate
    news: News
    cohort: Cohort
    entry: UUID
    code: str

    @property
    def lesson(self) -> UUID:
        return self.everything.translation_key

    talk = lesson

    @property
    def quiz(self) -> UUID:
        return self.asked.translation_key


def a_place_with_everything(cast: Cast) -> Place:
    network = cast.lead.network
    load_glossary()
    account, _paper_key = accounts.create_account(pseudonym="Rama", passphrase=PASSPHRASE, language="es")
    her = networks.add_member(network=network, account=account)
    course = a_course_of_everything(network, everything(network))
    whole = LessonPage.objects.get(title="Todo")
    asked = a_lesson(whole.get_parent(), "Preguntas", QUESTIONS, pass_mark=60, slug="preguntas")
    enrol(by=her, course_key=course.translation_key)
    finished = taught(network, "Ceiba")
    _finish(her, finished)
    for kind, size in (("page", 2 * packs.LARGE), ("book", packs.LARGE)):
        known: Any = {"page": finished.course, "kind": kind, "speaks": "es", "data_key": b""}
        packs.path_of(Pack.objects.create(state="done", size=size, **known).pk).touch()
    post, her_post = _talk(cast, her)
    invitation, code, *_ = networks.invite(network=network, role="learner", by=cast.lead)
    said = Words("es", "Aviso", "Hoy no hay reunión.")
    return Place(
        her=her,
        stranger=cast.learner,
        invitation=invitation,
        taught=finished,
        everything=whole,
        asked=asked,
        post=post,
        her_post=her_post,
        certificate=_certificate(her, finished.key),
        news=write_news(by=cast.lead, kind="alert", words=said, until=None, nonce=uuid4()),
        cohort=_company(cast, her, course.translation_key, finished.key),
        entry=EntryPage.objects.descendant_of(network.course_index).first().translation_key,
        code=code,
    )


def _finish(her: Membership, course: Taught) -> None:
    enrolment = enrol(by=her, course_key=course.key)
    note_finished(enrolment, course_outline(course.key, "es"))
    enrolment.save()


def _company(cast: Cast, her: Membership, taken: UUID, done: UUID) -> Cohort:
    """She goes with the trainer in both; that of the course she has done."""
    last, first = (accompany(by=cast.trainer, course_key=key, reach="Los *martes*.") for key in (done, taken))
    join(by=her, cohort=first)
    return last


def _talk(cast: Cast, her: Membership) -> tuple[Post, Post]:
    set_forum(her, first_posts="off")
    post = said_by(
        cast.trainer, "Con **fuerza**:\n\n- una\n- otra\n\n> cita\n\n[sitio](https://ejemplo.org/)"
    )
    report_post(post=post, why="other", note="Algo", by=her)
    return post, answered_by(her, post, quote=post)


def _certificate(her: Membership, course_key: UUID) -> Certificate:
    known: Any = {
        "code_fingerprint": "0" * 64,
        "name_mac": "0" * 64,
        "title": "Curso",
        "hours": 2,
        "language": "es",
    }
    made: Certificate = Certificate.objects.create(
        network=her.network, account=her.account, course_key=course_key, **known
    )
    return made

"""What belongs to another network answers exactly as what does not exist: status, body, headers."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from certificates.models import Certificate
from community.actions.topics import open_topic
from community.models import Post
from learning.accounts.kept import FIELD, owner_mark
from learning.cohorts.actions import accompany
from learning.journal.models import Entry
from learning.networks import actions
from learning.networks.models import Invitation, Membership, Network
from learning.news.actions import write_news
from learning.news.models import News, Words
from modules.models import CourseDocument
from tests.conftest import Cast
from tests.factories import a_member
from tests.modules import samples
from tests.modules.pages import a_lesson, an_entry
from tests.progress.conftest import Taught, taught
from tests.project.urls import FOREIGN, NOTHING_BEHIND, addresses, answers

ADDRESSES = {each.name: each for each in addresses() if each.converters}


@dataclass
class World:
    """What Jícara has, for whoever knows its ids."""

    stranger: Membership
    invitation: Invitation
    taught: Taught
    document: CourseDocument
    post: Post
    certificate: Certificate
    talk: UUID
    entry: UUID
    kept: UUID
    news: News

    @property
    def lesson(self) -> UUID:
        return self.taught.first.translation_key

    @property
    def quiz(self) -> UUID:
        return self.taught.quiz.translation_key


@pytest.fixture
def world(cast: Cast, jicara: Network, settings: Any, tmp_path: Path) -> World:
    settings.MEDIA_ROOT = tmp_path
    invitation, *_ = actions.invite(network=jicara, role="learner", by=None)
    document = CourseDocument.objects.create(
        title="Jícara", file=ContentFile(b"Jicara", "jicara.txt"), collection=jicara.collection
    )
    post = open_topic(by=a_member(jicara, "moderator"), title="Jícara", body="Jícara", nonce=uuid4())
    courses = taught(jicara, "Jícara")
    certificate = Certificate.objects.create(
        network=jicara,
        account=cast.stranger.account,
        code_fingerprint="0" * 64,
        name_mac="0" * 64,
        course_key=courses.key,
        title="Jícara",
        hours=2,
        language="es",
    )
    talk = a_lesson(courses.module, "Jícara: hablar", [samples.DISCUSSION])
    entry = an_entry(jicara.course_index, "Jícara: ficha")
    said = Words("es", "Jícara", "Jícara")
    accompany(by=a_member(jicara, "trainer"), course_key=courses.key, reach="Jícara")
    news = write_news(by=a_member(jicara, "lead"), kind="alert", words=said, until=None, nonce=uuid4())
    return World(
        cast.stranger,
        invitation,
        courses,
        document,
        post,
        certificate,
        talk.translation_key,
        entry.translation_key,
        Entry.objects.create(account=cast.stranger.account, content=b"Jicara").pk,
        news,
    )


def test_every_address_with_an_id_stands_in_a_table():
    assert set(ADDRESSES) == set(FOREIGN) | set(NOTHING_BEHIND)


@pytest.mark.parametrize("who", ["learner", "moderator", "trainer", "lead", "keeper"])
def test_foreign_is_missing(who, cast, world, client_as):
    client = client_as(getattr(cast, who), fresh=True)
    client.get("/red/integrantes/")
    different: list[Any] = []
    for name, arguments in FOREIGN.items():
        for verb in ("get", "post"):
            foreign = answers(client, reverse(name, kwargs=arguments(world)), verb)
            missing = answers(client, ADDRESSES[name].with_missing(), verb)
            if foreign != missing:
                different.append((name, verb, foreign[0], missing[0]))
    assert different == []


# Who of these two may send something there, where not both may.
ONLY: dict[str, set[str]] = {
    "community:post-moderate": {"moderator"},
    "news:change": set(),
    "cohorts:accompany": set(),
}


@pytest.mark.parametrize("who", ["learner", "moderator"])
def test_her_words_come_back_alike_from_a_foreign_and_a_missing_address(who, cast, world, client_as):
    member = getattr(cast, who)
    client, words = client_as(member), "Lo que <b>escribí</b> hoy"
    mark = {FIELD: owner_mark(member.account)}
    client.get("/red/integrantes/")
    for name in [each for each in FOREIGN if getattr(ADDRESSES[each].view, "keeps_words", ())]:
        sent = mark | dict.fromkeys(ADDRESSES[name].view.keeps_words, words)
        foreign = answers(client, reverse(name, kwargs=FOREIGN[name](world)), "post", sent)
        assert foreign == answers(client, ADDRESSES[name].with_missing(), "post", sent)
        allowed = who in ONLY.get(name, {who})
        assert foreign[0] == (404 if allowed else 403)
        assert "Lo que &lt;b&gt;escribí&lt;/b&gt; hoy</textarea>" in foreign[1]


SENDS = [each for each in addresses() if each.permission]
CHANGES = re.compile(r"(INSERT|UPDATE|DELETE)\b(?!.*accounts_session)", re.I)


@pytest.mark.parametrize("marked", [True, False])
def test_no_form_of_another_network_of_hers_does_anything(cast, world, ceiba, jicara, client_as, marked):
    """Opened in Ceiba and sent to what is there in Jícara, where she is now; or it does not say where it was opened."""
    member = actions.add_member(network=ceiba, account=world.stranger.account)
    done = []
    for each in SENDS:
        client = client_as(member, fresh=True)
        client.post("/red/cambiar/", {"network": str(jicara.pk)})
        url = reverse(each.name, kwargs=FOREIGN[each.name](world) if each.converters else {})
        with CaptureQueriesContext(connection) as asked:
            answer = client.post(url, {"network": str(ceiba.pk)} if marked else {})
        if answer.status_code == 405:
            continue
        said = "Ahora estás en Red Jícara" in answer.content.decode()
        if answer.status_code != 404 or not said or any(CHANGES.match(each["sql"]) for each in asked):
            done.append((each.name, answer.status_code))
    assert done == []


def test_the_comparison_would_see_a_difference(cast, world, client_as):
    client = client_as(cast.stranger)
    url = reverse("progress:course-detail", kwargs=FOREIGN["progress:course-detail"](world))
    missing = ADDRESSES["progress:course-detail"].with_missing()
    assert answers(client, url, "get") != answers(client, missing, "get")


@pytest.mark.parametrize("name", ["community:topic-new", "cohorts:accompany", "news:new"])
def test_a_form_that_asks_again_does_not_say_that_her_words_were_not_sent(name, cast, client_as):
    key = taught(cast.trainer.network, "Ceiba").key
    url = reverse(name, kwargs={"key": key} if ADDRESSES.get(name) else {})
    mark, words = {FIELD: owner_mark(cast.trainer.account)}, "Llámame al 5555-123456."
    texts = next(each for each in addresses() if each.name == name).view.keeps_words
    answer = client_as(cast.trainer).post(url, mark | dict.fromkeys(texts, words)).content.decode()
    assert "Esto parece un teléfono" in answer
    assert f"{words}</textarea>" in answer
    assert "No se pudo enviar" not in answer

"""What a lesson asks to talk about leads to the topic of her own network, which the first one opens."""

import uuid

import pytest

from community.actions.states import set_post_state
from community.models import Topic
from modules.models import CoursePage
from tests.community.conftest import stored
from tests.modules import samples
from tests.modules.pages import a_course, a_lesson, a_module
from tests.progress.conftest import address

pytestmark = pytest.mark.django_db


@pytest.fixture
def lesson(ceiba):
    return a_lesson(a_module(a_course(ceiba.course_index)), "Una", [samples.DISCUSSION, samples.TEXT])


@pytest.fixture
def way(lesson):
    return f"/foro/sobre/{lesson.get_opaque_url().split('/')[2]}/{samples.DISCUSSION['id']}/"


def say(client, way, words="Nosotras vamos juntas."):
    form = client.get(way).context["form"]
    sent = {**form.initial, "body": words, "nonce": uuid.uuid4()}
    return client.post(way, sent, follow=True)


def test_the_first_opens_it_and_the_next_comes_to_it(cast, at_ease, client_as, way):
    first, second = client_as(cast.learner), client_as(cast.moderator)
    assert 'value="Lo que hacemos"' in first.get(way).content.decode()
    assert "Nosotras vamos juntas." in say(first, way).content.decode()
    [topic] = Topic.objects.scoped(network=cast.learner.network)
    assert second.get(way).url == f"/foro/t/{topic.pk}/"


def test_what_waits_is_not_shown_to_others_and_they_may_open_another(cast, client_as, way):
    first = say(client_as(cast.learner), way)
    assert first.status_code == 200
    other = client_as(cast.trainer)
    assert other.get(way).status_code == 200
    say(other, way, "Y nosotras.")
    assert (
        Topic.objects.scoped(network=cast.learner.network).filter(about=samples.DISCUSSION["id"]).count() == 2
    )


def test_another_network_talks_about_it_in_a_topic_of_its_own(cast, at_ease, client_as, way, ceiba):
    say(client_as(cast.learner), way)
    assert client_as(cast.stranger).get(way).status_code == 404
    ceiba.course_index.shared = True
    ceiba.course_index.save()
    assert 'value="Lo que hacemos"' in client_as(cast.stranger).get(way).content.decode()


def test_only_what_asks_to_talk_has_a_topic(cast, client_as, way, lesson):
    client = client_as(cast.learner)
    assert client.get(way.replace(samples.DISCUSSION["id"], str(uuid.uuid4()))).status_code == 404
    lesson.unpublish()
    assert client.get(way).status_code == 404


def test_a_hidden_first_post_closes_no_way(cast, at_ease, client_as, way):
    say(client_as(cast.learner), way)
    [topic] = Topic.objects.scoped(network=cast.learner.network)
    post = topic.posts.get()
    set_post_state(stored(post), "hidden", by=cast.moderator, reason="Por cuidado.")
    assert client_as(cast.trainer).get(way).status_code == 200


def test_the_lesson_leads_there(cast, client_as, way, lesson):
    client = client_as(cast.learner)
    client.post(address(lesson.get_parent().get_parent().specific, "entrar"))
    assert f'href="{way}"' in client.get(address(lesson)).content.decode()


def test_of_a_lesson_on_care_nothing_is_seen_in_the_forum(cast, at_ease, client_as, way, lesson):
    course = lesson.get_parent().get_parent()
    CoursePage.objects.filter(pk=course.pk).update(theme=CoursePage.Theme.CARE)
    first, second = client_as(cast.learner), client_as(cast.moderator)
    opened = first.get(way)
    assert "nadie ve de qué lección vienes" in opened.content.decode()
    assert "Lo que hacemos" not in opened.content.decode()
    sent = {"title": "Descansar", "body": "Nosotras paramos.", "nonce": uuid.uuid4()}
    assert "Nosotras paramos." in first.post(way, sent, follow=True).content.decode()
    [topic] = Topic.objects.scoped(network=cast.learner.network)
    assert topic.about is None
    assert second.get(way).status_code == 200

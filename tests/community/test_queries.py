"""How many questions the forum asks: as many for three of a thing as for one, as much for ten thousand topics."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from community.access import topic_page
from community.actions.posts import report_post
from community.models import Topic
from tests.community.conftest import answered_by, said_by

# Session with account, membership with network and second factor.
WHO = 2


@pytest.mark.parametrize("many", [1, 3])
def test_the_list(cast, at_ease, client_as, many, django_assert_num_queries):
    for _each in range(many):
        said_by(cast.trainer)
    client = client_as(cast.learner)
    client.get("/foro/nuevo/")
    with django_assert_num_queries(WHO + 2):
        assert client.get("/foro/").content.decode().count("Semillas") == many


@pytest.mark.parametrize("many", [1, 3])
def test_a_topic(cast, at_ease, client_as, many, django_assert_num_queries):
    first = said_by(cast.trainer)
    for _each in range(many - 1):
        answered_by(cast.lead, first, quote=first)
    client = client_as(cast.learner)
    client.get("/foro/nuevo/")
    with django_assert_num_queries(WHO + 4):
        assert client.get(f"/foro/t/{first.topic_id}/").content.decode().count('class="post"') == many
    with django_assert_num_queries(WHO + 3):
        client.get(f"/foro/t/{first.topic_id}/")


@pytest.mark.parametrize("many", [1, 3])
def test_the_queue(cast, client_as, many, django_assert_num_queries):
    for _each in range(many):
        said_by(cast.learner)
        report_post(post=said_by(cast.trainer), why="other", note="", by=cast.lead)
    client = client_as(cast.moderator)
    client.get("/foro/nuevo/")
    with django_assert_num_queries(WHO + 3):
        assert client.get("/foro/cola/").content.decode().count("Leer y decidir") == 2 * many


@pytest.mark.parametrize("many", [1, 3])
def test_a_decision(cast, at_ease, client_as, many, django_assert_num_queries):
    post = said_by(cast.learner)
    for who in (cast.trainer, cast.lead, cast.stranger)[:many]:
        report_post(post=post, why="other", note="Nota", by=who)
    client = client_as(cast.moderator)
    client.get("/foro/nuevo/")
    with django_assert_num_queries(WHO + 3):
        client.get(f"/foro/m/{post.pk}/decidir/")


@pytest.fixture
def ten_thousand(cast, at_ease):
    """Topics as they are after years, two of them pinned."""
    topics = [
        Topic(network=cast.learner.network, bump=number, visible_posts=1, last_position=1, last_shown=1)
        for number in range(1, 10_001)
    ]
    topics[5].pinned = topics[7].pinned = True
    Topic.objects.scoped(network=cast.learner.network).bulk_create(topics)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="as SQLite explains it")
@pytest.mark.parametrize("cursor", [None, 5000])
def test_ten_thousand_topics_are_read_along_an_index(cast, ten_thousand, cursor):
    with CaptureQueriesContext(connection) as asked:
        page = topic_page(cast.learner, cursor)
    assert [topic.bump for topic in page][:3] == ([8, 6, 10_000] if cursor is None else [4999, 4998, 4997])
    (query,) = [each["sql"] for each in asked]
    assert "COUNT(" not in query
    assert "OFFSET" not in query
    with connection.cursor() as sql:
        sql.execute(f"EXPLAIN QUERY PLAN {query}")
        plan = [row[-1] for row in sql.fetchall()]
    assert any(line.startswith("SEARCH community_topic USING INDEX ") for line in plan), plan
    assert not any("SCAN" in line or "ORDER BY" in line for line in plan), plan

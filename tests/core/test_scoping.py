import pickle
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.forms import modelform_factory
from django.test.utils import isolate_apps

from learning.core.scoping import ScopedManager, ScopedModel, ScopedQuerySet, ScopeMissing
from tests.core.tables import create_tables


class TopicQuerySet(ScopedQuerySet):
    def quiet(self) -> "TopicQuerySet":
        return self.filter(posts=None)


@pytest.fixture
def world(db: None) -> Any:
    """Two networks with a topic each, and a post in each topic."""
    with isolate_apps("learning.core"):

        class Network(models.Model):
            class Meta:
                app_label = "core"

        class Topic(ScopedModel):
            network = models.ForeignKey(Network, models.CASCADE, related_name="topics")
            title = models.CharField(max_length=20, unique=True)

            objects = ScopedManager.from_queryset(TopicQuerySet)()

            class Meta:
                app_label = "core"
                constraints = (models.UniqueConstraint("network", "title", name="once"),)

        class Post(ScopedModel):
            topic = models.ForeignKey(Topic, models.CASCADE, related_name="posts")
            network = models.ForeignKey(Network, models.CASCADE)

            class Meta:
                app_label = "core"

    create_tables(Network, Topic, Post)
    networks = [Network.objects.create() for _ in range(2)]
    topics = [Topic.objects.create(network=each, title=f"t{each.pk}") for each in networks]
    posts = [Post.objects.create(network=each.network, topic=each) for each in topics]
    return SimpleNamespace(
        Network=Network, Topic=Topic, Post=Post, networks=networks, topics=topics, posts=posts, a=networks[0]
    )


EVALUATIONS: dict[str, Callable[[Any], Any]] = {
    "list": list,
    "bool": bool,
    "len": len,
    "repr": repr,
    "index": lambda rows: rows[0],
    "slice": lambda rows: list(rows[:1]),
    "iterator": lambda rows: list(rows.iterator()),
    "count": lambda rows: rows.count(),
    "exists": lambda rows: rows.exists(),
    "aggregate": lambda rows: rows.aggregate(models.Max("pk")),
    "aggregate over a slice": lambda rows: rows[:1].aggregate(models.Max("pk")),
    "get": lambda rows: rows.get(pk=1),
    "first": lambda rows: rows.first(),
    "last": lambda rows: rows.last(),
    "latest": lambda rows: rows.latest("pk"),
    "earliest": lambda rows: rows.earliest("pk"),
    "contains": lambda rows: rows.contains(rows.model(pk=1)),
    "in_bulk": lambda rows: rows.in_bulk(),
    "in_bulk of keys": lambda rows: rows.in_bulk([1]),
    "values": lambda rows: list(rows.values()),
    "values_list": lambda rows: list(rows.values_list("pk", flat=True)),
    "annotate": lambda rows: list(rows.values("network").annotate(models.Count("pk"))),
    "update": lambda rows: rows.update(network=1),
    "bulk_update": lambda rows: rows.bulk_update([rows.model(pk=1, network_id=1)], ["network"]),
    "delete": lambda rows: rows.delete(),
    "raw delete": lambda rows: rows._raw_delete("default"),
    "explain": lambda rows: rows.explain(),
    "raw": lambda rows: list(rows.model.objects.raw("SELECT * FROM core_topic")),
    "sql": lambda rows: str(rows.query),
    "union": lambda rows: list(rows.union(rows)),
    "or": lambda rows: list(rows | rows),
    "and": lambda rows: list(rows & rows),
    "exclude": lambda rows: list(rows.exclude(network=1)),
    "select_related": lambda rows: list(rows.select_related("network")),
    "prefetch": lambda rows: list(rows.prefetch_related("network")),
    "only": lambda rows: list(rows.only("pk")),
    "distinct": lambda rows: rows.distinct().count(),
    "get_or_create": lambda rows: rows.get_or_create(pk=1),
    "update_or_create": lambda rows: rows.update_or_create(pk=1),
    "select_for_update": lambda rows: list(rows.select_for_update()),
    "pickle": lambda rows: pickle.dumps(rows),
}


@pytest.mark.parametrize("way", EVALUATIONS)
def test_no_evaluation_without_a_scope(world: Any, way: str) -> None:
    rows = world.Topic.objects.order_by("pk")
    with pytest.raises(ScopeMissing), transaction.atomic():
        EVALUATIONS[way](rows)
    assert world.Topic._base_manager.count() == 2


@pytest.mark.parametrize(
    "condition",
    [
        models.Q(title="t1"),
        ~models.Q(network=1),
        models.Q(network=1) | models.Q(title="t1"),
        models.Q(network=1) ^ models.Q(network=2),
        models.Q(network=None),
        models.Q(network__gt=0),
        models.Q(network__isnull=False),
        models.Q(posts__network=1),
        models.Q(),
    ],
)
def test_what_is_no_scope(world: Any, condition: models.Q) -> None:
    with pytest.raises(ScopeMissing):
        list(world.Topic.objects.filter(condition))


@pytest.mark.parametrize(
    "scope",
    [
        lambda w: w.Topic.objects.scoped(network=w.a),
        lambda w: w.Topic.objects.filter(network=w.a),
        lambda w: w.Topic.objects.filter(network_id=w.a.pk),
        lambda w: w.Topic.objects.filter(network__in=[w.a]),
        lambda w: w.Topic.objects.filter(network_id__in=[w.a.pk]),
        lambda w: w.Topic.objects.filter(network__pk=w.a.pk),
        lambda w: w.Topic.objects.filter(models.Q(network=w.a) & models.Q(title="t1")),
        lambda w: w.Topic.objects.filter(models.Q(network=w.a) | models.Q(network=w.a, title="x")),
        lambda w: w.a.topics.all(),
        lambda w: w.a.topics.filter(title="t1").order_by("pk").reverse(),
        lambda w: w.Topic.objects.unscoped(reason="a count for the keeper").filter(pk=w.topics[0].pk),
        lambda w: w.Topic.objects.scoped(network=w.a).exclude(title="x").distinct(),
        lambda w: w.Topic.objects.scoped(network=w.a) & w.Topic.objects.filter(title="t1"),
        lambda w: w.Topic.objects.scoped(network=w.a) | w.Topic.objects.filter(network=w.a),
        lambda w: w.Topic.objects.scoped(network=w.a).union(w.a.topics.all()),
        lambda w: w.Topic.objects.scoped(network=w.a).exclude(posts__network=None),
    ],
)
def test_what_is_a_scope_and_survives_chaining(world: Any, scope: Callable[[Any], Any]) -> None:
    rows = scope(world)
    assert list(rows) == [world.topics[0]]
    assert rows.count() == 1
    assert rows.all()[:1].get() == world.topics[0]


def test_a_scope_in_get_is_enough(world: Any) -> None:
    assert world.Topic.objects.get(network=world.a) == world.topics[0]
    made, new = world.Topic.objects.get_or_create(network=world.a, title="t9")
    assert new
    assert world.Topic.objects.update_or_create(network=world.a, title="t9")[0] == made


@pytest.mark.parametrize("lost", [{"network": None}, {}, {"title": "x"}])
def test_scoped_wants_an_owner(world: Any, lost: dict[str, Any]) -> None:
    with pytest.raises(ScopeMissing):
        world.Topic.objects.scoped(**lost)


def test_unscoped_wants_a_reason(world: Any) -> None:
    with pytest.raises(ScopeMissing):
        world.Topic.objects.unscoped(reason=" ")


def test_a_scoped_query_does_not_hide_an_unscoped_part(world: Any) -> None:
    scoped, loose = world.Topic.objects.scoped(network=world.a), world.Topic.objects.filter(title="t2")
    posts = world.Post.objects.scoped(network=world.a)
    for rows in (
        scoped | loose,
        loose | scoped,
        scoped.union(loose),
        scoped.filter(pk__in=loose),
        posts.filter(topic__in=loose),
        posts.filter(models.Exists(loose)),
        posts.annotate(one=models.Subquery(loose.values("pk")[:1])),
    ):
        with pytest.raises(ScopeMissing):
            list(rows)


def test_a_correlated_subquery_may_take_its_owner_from_outside(world: Any) -> None:
    topics = world.Topic.objects.filter(network=models.OuterRef("network_id"))
    assert world.Post.objects.scoped(network=world.a).filter(models.Exists(topics)).get() == world.posts[0]


def test_nothing_needs_no_scope(world: Any) -> None:
    assert list(world.Topic.objects.none()) == []


def test_own_queryset_methods_chain(world: Any) -> None:
    assert world.Topic.objects.quiet().scoped(network=world.a).count() == 0
    assert world.a.topics.quiet().count() == 0


def test_prefetching_and_foreign_keys_go_on(world: Any) -> None:
    networks = list(world.Network.objects.prefetch_related("topics__posts"))
    assert [topic.title for each in networks for topic in each.topics.all()] == ["t1", "t2"]
    assert world.Post._base_manager.get(pk=1).topic == world.topics[0]
    posts = models.Prefetch("posts", queryset=world.Post.objects.order_by("-pk"))
    assert world.a.topics.prefetch_related(posts).get().posts.all()[0] == world.posts[0]


def test_rows_are_saved_refreshed_and_deleted_as_ever(world: Any) -> None:
    topic = world.topics[0]
    topic.title = "new"
    topic.save()
    topic.refresh_from_db()
    assert world.a.topics.update(title="newer") == 1
    world.a.delete()
    assert world.Post._base_manager.count() == 1


def test_forms_still_ask_what_is_unique(world: Any) -> None:
    form = modelform_factory(world.Topic, fields=["title"])
    taken = form({"title": "t2"}, instance=world.Topic(network=world.a))
    assert taken.errors.keys() == {"title"}
    assert form({"title": "t3"}, instance=world.Topic(network=world.a)).is_valid()
    with pytest.raises(ValidationError):
        world.Topic(network=world.a, title="t1").full_clean()


def test_choices_of_a_scoped_model_must_be_given(world: Any) -> None:
    form = modelform_factory(world.Post, fields=["topic"])()
    with pytest.raises(ScopeMissing):
        str(form["topic"])
    form.fields["topic"].queryset = world.a.topics.all()
    assert "t1" not in str(form["network"] if "network" in form.fields else "")
    assert str(form["topic"]).count("<option") == 2

import json
import uuid
from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection, models
from django.test.utils import isolate_apps

from learning.core import privacy
from learning.core.crypto import SealedTextField
from learning.core.privacy import DELETE, KEEP, PERSONAL, PLAIN, SENSITIVE, blank
from tests.core.tables import create_tables


@pytest.fixture
def world(db: None) -> Any:
    """Ana and Bea, each with a membership, a topic, a reply in the other's topic, a vote and a mention."""
    with isolate_apps("learning.core") as registry:

        class Person(models.Model):
            id = models.UUIDField(primary_key=True, default=uuid.uuid4)
            pseudonym = models.CharField("seudónimo", max_length=20)

            class Meta:
                app_label = "core"
                verbose_name_plural = "cuenta"

            class Privacy:
                fields = {"id": PERSONAL, "pseudonym": PERSONAL}
                exported = ("pseudonym",)

        class Member(models.Model):
            person = models.ForeignKey(Person, models.CASCADE)
            role = models.CharField("papel", max_length=1, choices=[("l", "aprendiz")], default="l")
            week = models.DateField("semana", default=date(2026, 11, 16))
            hour = models.DateTimeField("hora", default=datetime(2026, 11, 21, 2, 0, tzinfo=UTC))

            class Meta:
                app_label = "core"
                verbose_name_plural = "participaciones"

            class Privacy:
                fields = {"person": PERSONAL, "role": PLAIN, "week": PERSONAL, "hour": PERSONAL}
                on_erase = {"person": DELETE}
                exported = ("role", "week", "hour")

        class Written(models.Model):
            id = models.UUIDField(primary_key=True, default=uuid.uuid4)
            author = models.ForeignKey(Member, models.PROTECT, null=True)
            body = SealedTextField("texto")

            class Meta:
                abstract = True

            class Privacy:
                fields = {"id": PLAIN, "author": PERSONAL, "body": SENSITIVE}
                on_erase = {"author__person": blank("body", "title")}
                exported = ("body",)

        class Topic(Written):
            title = models.CharField("título", max_length=20)
            likes = models.ManyToManyField(Person, related_name="+")
            closed_by = models.ForeignKey(Person, models.DO_NOTHING, null=True, db_constraint=False)
            seen = models.JSONField(default=dict)

            class Meta:
                app_label = "core"
                verbose_name_plural = "temas"

            class Privacy:
                fields = {"title": SENSITIVE, "likes": PERSONAL, "closed_by": PERSONAL, "seen": PERSONAL}
                on_erase = {"closed_by": KEEP}
                exported = ("title", "body")
                scrub = ("seen",)

        class Remark(models.Model):
            content_type = models.ForeignKey(ContentType, models.CASCADE)
            object_id = models.CharField(max_length=36)

            class Meta:
                app_label = "core"

            class Privacy:
                fields = {"content_type": PLAIN, "object_id": PERSONAL}
                generic = (("content_type", "object_id"),)

    create_tables(Person, Member, Topic, Remark)
    kind = ContentType.objects.create(app_label="core", model="person")
    people = [Person.objects.create(pseudonym=name) for name in ("Ana", "Bea")]
    for each, other in (people, reversed(people)):
        topic = Topic.objects.create(
            author=Member.objects.create(person=each),
            title=f"de {each.pseudonym}",
            body=f"palabras de {each.pseudonym}",
            closed_by=other,
            seen={
                "by": [{"user": str(other.pk), "text": f"nota de {other.pseudonym}"}, str(each.pk)],
                "n": 1,
            },
        )
        topic.likes.add(*people)
        Remark.objects.create(content_type=kind, object_id=str(each.pk))
    return SimpleNamespace(
        registry=registry,
        Person=Person,
        Member=Member,
        Topic=Topic,
        Remark=Remark,
        ana=people[0],
        bea=people[1],
    )


def everything(world: Any) -> str:
    """All that the tables of this world hold, sealed texts opened."""
    found: list[Any] = [
        list(model.objects.values_list()) for model in (world.Person, world.Member, world.Remark)
    ]
    for topic in world.Topic.objects.all():
        found.append([topic.body, topic.title, topic.seen, topic.author_id, topic.closed_by_id])
        found.append(list(topic.likes.values_list("pk")))
    return repr(found)


def test_the_world_is_classified(world: Any) -> None:
    assert privacy.unclassified(world.Person, world.registry) == []


def test_erasing_leaves_no_trace_of_her_and_all_of_the_others(world: Any) -> None:
    key = str(world.ana.pk)
    counts = privacy.erase_person(world.ana, world.registry)
    left = everything(world)
    assert "Ana" not in left
    assert key not in left
    assert world.ana.pk.hex not in left
    hers = world.Topic.objects.get(title="de Bea")
    assert (hers.body, hers.author.person, hers.closed_by) == ("palabras de Bea", world.bea, None)
    assert hers.seen == {"by": [str(world.bea.pk)], "n": 1}
    emptied = world.Topic.objects.get(title="")
    assert (emptied.body, emptied.author, emptied.closed_by) == ("", None, world.bea)
    assert counts == {
        "core.Topic": 4,
        "core.Member": 1,
        "core.Person": 1,
        "core.Remark": 1,
        "core.Topic_likes": 2,
    }


def test_erasing_is_all_or_nothing(world: Any) -> None:
    before = everything(world)
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE core_remark RENAME TO core_elsewhere")
    with pytest.raises(Exception, match="core_remark"):
        privacy.erase_person(world.ana, world.registry)
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE core_elsewhere RENAME TO core_remark")
    assert everything(world) == before


def test_she_takes_what_is_hers_and_nothing_else(world: Any) -> None:
    assert privacy.export_person(world.ana, world.registry) == {
        "cuenta": [{"seudónimo": "Ana"}],
        "participaciones": [
            {
                "papel": "aprendiz",
                "semana": "16 de noviembre de 2026",
                "hora": "20 de noviembre de 2026 a las 20:00",
            }
        ],
        "temas": [{"título": "de Ana", "texto": "palabras de Ana"}],
    }


def test_what_nobody_thought_of_is_named() -> None:
    with isolate_apps("learning.core") as registry:

        class Person(models.Model):
            class Meta:
                app_label = "core"

            class Privacy:
                fields = {}

        class Silent(models.Model):
            class Meta:
                app_label = "core"

        class Careless(models.Model):
            person = models.ForeignKey(Person, models.CASCADE)
            keeper = models.ForeignKey(Person, models.CASCADE, related_name="+")
            silent = models.ForeignKey(Silent, models.CASCADE, null=True)
            number = models.IntegerField()
            extra = models.TextField()

            class Meta:
                app_label = "core"

            class Privacy:
                fields = {"person": PERSONAL, "keeper": PERSONAL, "silent": PLAIN, "number": PLAIN}
                on_erase = {"keeper": blank("number"), "silent": DELETE}

    assert privacy.unclassified(Person, registry) == [
        "core.Silent: says nothing about privacy",
        "core.Careless.person: erasing does not handle this link to a person",
        "core.Careless.extra: not classified",
        "core.Careless.keeper: must be nullable to be unlinked",
        "core.Careless.number: must be nullable to be emptied",
        "core.Careless: on_erase names silent, which does not lead to a person",
    ]


def test_every_model_of_the_site_is_classified() -> None:
    assert privacy.unclassified() == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({"owner": "K", "n": 1}, {"owner": None, "n": 1}),
        ([{"user": "K", "text": "x"}, {"user": "L"}], [{"user": "L"}]),
        ({"body": json.dumps([{"value": "K"}])}, {"body": json.dumps([{"value": None}])}),
        ({"text": "before K after"}, {"text": "before  after"}),
        ("K", None),
        (7, 7),
    ],
)
def test_a_key_is_cut_out_of_json_wherever_it_stands(before: Any, after: Any) -> None:
    assert privacy._without(before, "K") == after

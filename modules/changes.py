"""
What a trainer says of a change when she publishes a lesson again, and what comes of it. A draft keeps what she says
as {"mark": UUID, "weight": …, "what": {language: words}} until it is published.
"""

import json
from typing import Any, NamedTuple
from uuid import UUID, uuid4

from django.conf import settings
from django.db.models import Aggregate, F, OuterRef, Q, Subquery, TextField
from django.db.models.functions import Cast
from wagtail.models import Revision

from modules.models.change import LessonChange
from modules.translations import original_of

Said = dict[str, Any]


class Told(NamedTuple):
    """A change of safety as it was told: the version that brought it, and language with words."""

    revision: int
    what: tuple[tuple[str, str], ...]


def is_asked(lesson: Any) -> bool:
    """Whether publishing this lesson changes something that could be read before. A translation says nothing new."""
    return lesson.first_published_at is not None and original_of(lesson) is None


def languages_of(lesson: Any) -> list[tuple[str, str]]:
    """Code and name of the languages in which this lesson is read."""
    live = lesson.get_translations(inclusive=True).filter(Q(live=True) | Q(pk=lesson.pk), alias_of=None)
    codes = live.values_list("locale__language_code", flat=True)
    return [(code, str(name)) for code, name in settings.LANGUAGES if code in codes]


def still_to_tell(said: Said) -> Said:
    """What her draft says of a change that has not been told yet; else an empty leaf with a mark of its own."""
    mark = _mark(said)
    if mark and not LessonChange.objects.filter(mark=mark).exists():
        return said
    return {"mark": str(uuid4())}


class _Listed(Aggregate):
    """Rows as one text in JSON, the same from each database."""

    template = "json_group_array(json_array(%(expressions)s))"
    allow_distinct = False
    output_field = TextField()

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return self.as_sql(
            compiler, connection, template="json_agg(json_build_array(%(expressions)s))::text", **context
        )


def safety_changes() -> Subquery:
    """Of a page: its changes of safety, for `as_told`."""
    changes = LessonChange.objects.filter(
        lesson_key=OuterRef("translation_key"), weight=LessonChange.Weight.SAFETY
    )
    listed = _Listed(F("revision"), Cast("what", TextField()))
    return Subquery(changes.values("lesson_key").annotate(listed=listed).values("listed"))


def as_told(listed: str | None) -> tuple[Told, ...]:
    """What `safety_changes` found, newest first."""
    rows = sorted(json.loads(listed or "[]"), reverse=True)
    return tuple(Told(revision, tuple(json.loads(what).items())) for revision, what in rows)


def tell(lesson: Any, revision: Revision) -> None:
    """Write down the change that this revision brings, if it says one; the same one is written down once."""
    mark = _mark(lesson.change)
    if mark and lesson.change.get("weight") and is_asked(lesson):
        values = {name: lesson.change[name] for name in ("weight", "what")}
        told = {"lesson_key": lesson.translation_key, "revision": revision.pk, **values}
        LessonChange.objects.get_or_create(mark=mark, defaults=told)


def _mark(said: Said) -> UUID | None:
    return UUID(said["mark"]) if said.get("mark") else None

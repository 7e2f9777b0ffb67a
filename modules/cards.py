"""
The entries that the cards of a lesson show: of its own place and of the shared ones, and of no other network. They are
asked for together with all else that its blocks name (`modules.assets`), as rows of the same form.
"""

import json
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import CharField, F, JSONField, QuerySet, TextField, Value
from django.db.models.functions import Cast, JSONObject
from wagtail.models import Locale

from learning.core.languages import language_now
from modules.blocks.directory import keys_in
from modules.models import EntryPage, LessonPage
from modules.models.directory import FACTS, WORDS
from modules.querysets import live_entries, places_around, preferred

SHOWN = [EntryPage._meta.get_field(name) for name in ("title", *FACTS, *WORDS)]


def card_rows(lesson: LessonPage, stored: Any) -> QuerySet[EntryPage, Any]:
    """
    "card", number, path, all that is shown, and how well its language suits this moment: the least suits best. Lazy,
    and empty without cards.
    """
    found = live_entries(places_around(lesson), translation_key__in=keys_in(stored))
    suits = preferred(language_now())
    told = JSONObject(
        key=Cast("translation_key", CharField()),
        language=F("locale__language_code"),
        # Stored in JSON, a list is text in one database and a list in another.
        **{
            field.name: Cast(field.name, TextField()) if isinstance(field, JSONField) else F(field.name)
            for field in SHOWN
        },
    )
    return found.values_list(
        Value("card", CharField()), "pk", "path", Cast(told, TextField()), suits, Value(0)
    )


def entries_in(rows: Iterable[tuple[Any, ...]]) -> dict[str, EntryPage]:
    """Key to the entry in the language that suits best, out of such rows without their kind."""
    found: dict[str, EntryPage] = {}
    for number, _path, told, *_rest in sorted(rows, key=lambda row: (row[3], row[1])):
        entry = _entry(number, json.loads(told))
        found.setdefault(str(entry.translation_key), entry)
    return found


def _entry(number: int, told: dict[str, Any]) -> EntryPage:
    words = {
        field.name: json.loads(told[field.name])
        if isinstance(field, JSONField)
        else field.to_python(told[field.name])
        for field in SHOWN
    }
    locale = Locale(language_code=told["language"])
    return EntryPage(id=number, translation_key=UUID(told["key"]), locale=locale, **words)

"""
The exact moments that Wagtail writes down beside a person's name or her work: to the day, once the day is over.

Wagtail needs them while she writes: it compares the moment of the version she loaded with the newest one. What order
they tell is kept inside the day, by the number of the row.
"""

import json
from datetime import datetime, timedelta
from functools import reduce
from operator import or_
from typing import Any

from django.apps import apps
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from wagtail.admin.models import EditingSession
from wagtail.models import Revision

# Which columns; a test holds that no other column of a package keeps a moment.
MOMENTS: dict[str, tuple[str, ...]] = {
    "modules.CourseImage": ("created_at",),
    "modules.CourseDocument": ("created_at",),
    "modules.CourseMedia": ("created_at",),
    "wagtailcore.Page": (
        "first_published_at",
        "last_published_at",
        "latest_revision_created_at",
        "locked_at",
    ),
    "wagtailcore.Revision": ("created_at",),
    "wagtailcore.PageLogEntry": ("timestamp",),
    "wagtailcore.ModelLogEntry": ("timestamp",),
    "wagtailcore.WorkflowState": ("created_at",),
    "wagtailcore.TaskState": ("started_at", "finished_at"),
    "wagtailcore.Comment": ("created_at", "updated_at", "resolved_at"),
    "wagtailcore.CommentReply": ("created_at", "updated_at"),
    "wagtail_localize.TranslationSource": ("created_at", "last_updated_at"),
    "wagtail_localize.Translation": (
        "created_at",
        "translations_last_updated_at",
        "destination_last_updated_at",
    ),
    "wagtail_localize.TranslationLog": ("created_at",),
    "wagtail_localize.StringTranslation": ("created_at", "updated_at"),
    "wagtail_localize.SegmentOverride": ("created_at", "updated_at"),
}
# Columns of JSON in which the same moments stand once more, and the names under which they do.
INSIDE = {
    "wagtailcore.Revision": "content",
    "wagtailcore.PageLogEntry": "data",
    "wagtailcore.ModelLogEntry": "data",
    "wagtail_localize.TranslationSource": "content_json",
}
NAMES = {name for names in MOMENTS.values() for name in names} | {"created"}


def exact(label: str) -> QuerySet:
    """Rows that still tell more than the day of a moment before today."""
    model = apps.get_model(label)
    told = reduce(or_, (_tells_more(name) for name in MOMENTS[label]))
    rows = model._base_manager.filter(told)
    return rows.exclude(Exists(_being_edited())) if model is Revision else rows


def coarsen(rows: QuerySet) -> None:
    """Leave the day of each of these moments, in the columns and in the JSON beside them."""
    label = rows.model._meta.label
    for row in rows.iterator():
        changed = {name: _day_of(getattr(row, name), row.pk) for name in MOMENTS[label]}
        if label in INSIDE:
            changed[INSIDE[label]] = _inside(getattr(row, INSIDE[label]))
        rows.model._base_manager.filter(pk=row.pk).update(**changed)


def without_moments(value: Any) -> Any:
    """The same JSON, in which the moments of MOMENTS tell the day alone."""
    if isinstance(value, list):
        return [without_moments(each) for each in value]
    if not isinstance(value, dict):
        return value
    return {
        key: _day_in_words(each) if key in NAMES and isinstance(each, str) else without_moments(each)
        for key, each in value.items()
    }


def start_of_today() -> datetime:
    return timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)


def _tells_more(name: str) -> Q:
    midnight = Q(**{f"{name}__hour": 0, f"{name}__minute": 0, f"{name}__second": 0})
    return Q(**{f"{name}__lt": start_of_today()}) & ~midnight


def _being_edited() -> QuerySet:
    """Somebody has this open: its newest version must stay the one she loaded."""
    return EditingSession.objects.filter(
        object_id=OuterRef("object_id"), last_seen_at__gte=timezone.now() - EditingSession.STALE_TIMEOUT
    )


def _inside(value: Any) -> Any:
    return (
        json.dumps(without_moments(json.loads(value))) if isinstance(value, str) else without_moments(value)
    )


def _day_of(moment: datetime | None, number: int) -> datetime | None:
    """The day of a moment that is over; one of today stays until it is."""
    if moment is None or moment >= start_of_today():
        return moment
    day = timezone.localtime(moment).replace(hour=0, minute=0, second=0, microsecond=0)
    return day + timedelta(microseconds=number % 1_000_000)


def _day_in_words(text: str) -> str:
    day = _day_of(parse_datetime(text), 0)
    return day.isoformat() if day else text

"""What a course weighs and holds, out of the labels of its lessons."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.conf import settings

from modules.models import EntryPage, LanguageVariety
from modules.outline import Outline
from modules.querysets import Places, live_entries
from modules.rows import Label
from modules.weight import files_weight

# Something checked: the oldest and the newest day of it, and the day by which it is to be looked at again.
Days = tuple[date, date, date]


@dataclass(frozen=True)
class CourseLabel:
    """
    `kilobytes` are of a thousand bytes, rounded up, without pictures and recordings; None while a lesson has no label.
    `media` are bytes. `hard` is how many lessons have a content note; `languages` are those with words of it, each with
    whether all of it is in them; `voices` names of spoken languages, by their keys.
    """

    kilobytes: int | None
    media: int
    hard: int
    days: Days | None
    languages: Mapping[str, bool]
    voices: Mapping[str, str]


def course_labels(courses: Iterable[Outline], places: Places) -> dict[UUID, CourseLabel]:
    """Key of each course to its label. Two queries at most: names of spoken languages, days of the entries on cards."""
    labels = {course: [each.label for each in course.lessons if each.label] for course in courses}
    every = [label for each in labels.values() for label in each]
    names = _names({key for each in every for key in each.voices})
    days = _days({key for each in every for key in each.cards}, places)
    return {course.key: _course_label(course, each, names, days) for course, each in labels.items()}


def _names(keys: set[str]) -> dict[str, str]:
    found = LanguageVariety.objects.filter(key__in=keys) if keys else ()
    return {str(each.key): str(each) for each in found}


def _days(keys: set[str], places: Places) -> dict[str, list[Days]]:
    """Those of entries of the directory, in each language they have."""
    found: dict[str, list[Days]] = {}
    entries = live_entries(places, translation_key__in=keys) if keys else EntryPage.objects.none()
    for key, checked, review in entries.values_list("translation_key", "checked_on", "review_by"):
        found.setdefault(str(key), []).append((checked, checked, review))
    return found


def _course_label(
    course: Outline, labels: list[Label], names: Mapping[str, str], days: Mapping[str, list[Days]]
) -> CourseLabel:
    whole = bool(labels) and len(labels) == len(course.lessons)
    checked = [each.days for each in labels if each.days]
    checked += [day for each in labels for key in each.cards for day in days.get(key, ())]
    voices = {key: names[key] for each in labels for key in each.voices if key in names}
    return CourseLabel(
        kilobytes=-(-(files_weight() + sum(each.weight for each in labels)) // 1000) if whole else None,
        media=sum(each.media for each in labels),
        hard=sum(bool(each.notes) for each in labels),
        days=_all(checked),
        languages=_languages(course),
        voices=dict(sorted(voices.items(), key=lambda item: item[1].casefold())),
    )


def _all(days: list[Days]) -> Days | None:
    if not days:
        return None
    oldest, newest, review = zip(*days, strict=True)
    return min(oldest), max(newest), min(review)


def _languages(course: Outline) -> dict[str, bool]:
    """In the order in which the site names its languages."""
    spoken = [dict(each.languages) for each in course.lessons]
    found = {code for each in spoken for code in each}
    return {
        code: all(each.get(code, False) for each in spoken)
        for code, _name in settings.LANGUAGES
        if code in found
    }

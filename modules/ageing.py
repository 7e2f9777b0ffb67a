"""
Advice ages: key ideas and entries of the directory that are past the day of their review, or near it, and the one act
that makes them young again. It touches nothing but dates, in what is read and in the draft somebody is writing.
"""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.html import strip_tags
from wagtail.models import Page, Revision, TaskState, WorkflowState

from modules.blocks.text import ADVICE
from modules.models import EntryPage, LessonPage
from modules.reviewing import writers_of

NEAR = timedelta(days=30)
# Where two dates say nothing of how long something holds.
USUAL = timedelta(days=90)
LONGEST = 160
ENDS = re.compile(r"</(?:p|li|h3)>")


@dataclass
class Aged:
    """
    Something that was checked on a day, in all the languages in which it was; `block_id` is empty for an entry of the
    directory. `pages` are those that say it, the first of them named.
    """

    key: UUID
    block_id: str
    checked_on: date
    review_by: date
    said: str
    kind: str
    owner: str
    pages: list[Page] = field(default_factory=list)

    @property
    def past(self) -> bool:
        return self.review_by < timezone.localdate()


def aged(pages: Q) -> list[Aged]:
    """What is past its review or near it among these live pages, the oldest first. Two queries."""
    found: dict[tuple[Any, ...], Aged] = {}
    for page, each in _dated(pages):
        if each.review_by <= timezone.localdate() + NEAR:
            found.setdefault((each.key, each.block_id, each.checked_on, each.review_by), each).pages.append(
                page
            )
    return sorted(found.values(), key=lambda each: (each.review_by, each.said))


def _dated(pages: Q) -> Iterator[tuple[Page, Aged]]:
    for entry in (
        EntryPage.objects.filter(pages, live=True, alias_of=None).order_by("path").select_related("locale")
    ):
        said = (entry.title, str(entry.get_system_display()), entry.cared_by)
        yield entry, Aged(entry.translation_key, "", entry.checked_on, entry.review_by, *said)
    lessons = LessonPage.objects.filter(pages, live=True, alias_of=None)
    for lesson in lessons.order_by("path").select_related("locale"):
        for raw in lesson.body.raw_data:
            if raw["type"] == "key_idea" and (dates := dates_of(raw["value"])):
                yield lesson, _idea(lesson, raw, dates)


def _idea(lesson: LessonPage, raw: Any, dates: tuple[date, date]) -> Aged:
    value, kinds = raw["value"], dict(ADVICE)
    words = " ".join(strip_tags(ENDS.sub(" ", value["body"])).split())
    said = words if len(words) <= LONGEST else f"{words[:LONGEST]}…"
    kind = "" if value.get("advice", "none") == "none" else str(kinds[value["advice"]])
    return Aged(lesson.translation_key, raw["id"], *dates, said, kind, value.get("owner") or "")


def dates_of(value: Any) -> tuple[date, date] | None:
    """When a key idea was checked and when it is to be looked at again; None where it does not say both."""
    try:
        return date.fromisoformat(str(value["checked_on"])), date.fromisoformat(str(value["review_by"]))
    except (KeyError, ValueError):
        return None


@transaction.atomic
def check_again(pages: Q, key: UUID, block_id: str, seen: date, *, user: Any) -> list[Page]:
    """
    Say of what was checked on the day `seen` that it was checked today, and is to be looked at again after as long as
    before: in each language of it among `pages`. Returns those that changed; none where it was done already.

    What learners read is published with the new dates and nothing else; a draft keeps what it says, with the new dates,
    and a review goes on with it. Raises `modules.publishing.NotReady`, and then nothing has changed.
    """
    same = Page.objects.filter(pages, translation_key=key, live=True, alias_of=None)
    # Two who say it at the same time wait here for each other; the second finds another day.
    locked = list(same.select_for_update().order_by("pk").values_list("pk", flat=True))
    found = Page.objects.filter(pk__in=locked).order_by("pk").specific()
    return [page for page in found if seen != timezone.localdate() and _renew(page, block_id, seen, user)]


def _renew(page: Any, block_id: str, seen: date, user: Any) -> bool:
    drafted = page.latest_revision if page.has_unpublished_changes else None
    draft = drafted.as_object() if drafted else None
    if not _date(page, block_id, seen):
        return False
    # What comes of the draft is still theirs: who wrote in it looks at it in no review.
    others = [each for each in writers_of(page) if drafted and each != drafted.user]
    with _review_kept(page, drafted) as moved:
        page.save_revision(user=user).publish(user=user, skip_permission_checks=True)
        if drafted and draft:
            _date(draft, block_id, seen)
            moved += [draft.save_revision(user=each, clean=False) for each in (*others, drafted.user)]
    return True


def _date(page: Any, block_id: str, seen: date) -> bool:
    """Write the new days into this page; whether it had the old one."""
    if isinstance(page, EntryPage):
        if block_id or page.checked_on != seen:
            return False
        page.checked_on, page.review_by = _anew(page.checked_on, page.review_by)
        page.to_confirm = False
        return True
    stored = deepcopy(list(page.body.raw_data))
    ideas = [raw["value"] for raw in stored if raw["id"] == block_id and raw["type"] == "key_idea"]
    told = [value for value in ideas if (dates := dates_of(value)) and dates[0] == seen]
    for value in told:
        days = _anew(*(dates_of(value) or (seen, seen)))
        value["checked_on"], value["review_by"] = (day.isoformat() for day in days)
    page.body = stored
    return bool(told)


def _anew(checked_on: date, review_by: date) -> tuple[date, date]:
    today = timezone.localdate()
    return today, today + (review_by - checked_on if review_by > checked_on else USUAL)


@contextmanager
def _review_kept(page: Any, drafted: Revision | None) -> Iterator[list[Revision]]:
    """
    Wagtail ends a review when its page is published. This one goes on, about the draft of which it was: put in the list
    what stands in its place.
    """
    going = list(WorkflowState.objects.active().filter(object_id=str(page.pk)).values_list("pk", "status"))
    _set_status((pk, WorkflowState.STATUS_CANCELLED) for pk, _status in going)
    moved: list[Revision] = []
    yield moved
    _set_status(going)
    if drafted and moved:
        TaskState.objects.filter(workflow_state__in=[pk for pk, _ in going], revision=drafted).update(
            revision=moved[-1]
        )


def _set_status(states: Iterable[tuple[int, str]]) -> None:
    for pk, status in states:
        WorkflowState.objects.filter(pk=pk).update(status=status)

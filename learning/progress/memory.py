"""
What is dear to put together and the same for every reader of a lesson, kept in memory while nothing changes.

Keys name the version, so a change is seen at once by every process; the limits in time are for what an editor's
act does not name: a picture that was cut anew, a place that was opened to all.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from django.core.cache import cache
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.safestring import SafeString, mark_safe

from learning.core.languages import as_addressed, speaking
from modules import outline
from modules.models import LessonPage
from modules.outline import Outline
from modules.pictures import sheet
from modules.querysets import places
from modules.rendering import lesson_body
from modules.written import keepable

if TYPE_CHECKING:
    from learning.progress.access import LessonPlace

OUTLINE_SECONDS, BODY_SECONDS = 30, 300


def course_key(lesson: UUID) -> UUID | None:
    """The course in which this lesson stood when it was read last: where to look first, and no more."""
    return cache.get(_key("course", lesson))


def outline_of(lesson: UUID, language: str, index_id: int | None, stamp: str) -> Outline | None:
    """The course around this lesson as it was remembered at this stamp of the tree."""
    return cache.get(_key("outline", lesson, language, index_id, stamp))


def outline_around(pages: Sequence[LessonPage], language: str, index_id: int | None) -> Outline | None:
    """As `modules.outline.outline_around` in the places of one network; `pages` come from `lesson_pages`."""
    lesson, stamp = pages[0].translation_key, pages[0].tree_stamp
    found = outline_of(lesson, language, index_id, stamp)
    if found is None:
        found = outline.outline_around(pages, language, places(index_id))
    if found is not None:
        cache.set(_key("outline", lesson, language, index_id, stamp), found, OUTLINE_SECONDS)
        cache.set(_key("course", lesson), found.key)
    return found


def blocks_to_keep(place: "LessonPlace") -> list[str]:
    """The ids of the blocks in which she writes (`modules.written.keepable`)."""
    key = _key("keep", place.entry.key, place.entry.language, place.entry.live_revision_id)
    found: list[str] | None = cache.get(key)
    if found is None:
        found = keepable(place.page.body)
        cache.set(key, found, BODY_SECONDS)
    return found


def body(
    place: "LessonPlace", mode: str, keep: str = "", *, pictures: str = "", simple: bool = False
) -> SafeString:
    """
    A lesson's blocks before anything was answered, all in its language. Cards show pages of their own, so it is another
    one after anything was published. `pictures`, `simple`: see `modules.rendering`.
    """
    entry = place.entry
    language = entry.language
    version = (entry.key, as_addressed(language), entry.live_revision_id, timezone.localdate(), place.stamp)
    key = _key("body", *version, mode, bool(pictures), simple)
    html = cache.get(key)
    if html is None:
        with speaking(language):
            asked = {
                "mode": mode,
                "marks": {},
                "given": {},
                "keep": keep,
                "pictures": pictures,
                "simple": simple,
                "care": place.is_care,
            }
            html = render_to_string("modules/lesson_body.html", lesson_body(place.page, asked))
        cache.set(key, html, BODY_SECONDS)
    return mark_safe(html)  # noqa: S308 (rendered just above)


def pictures(place: "LessonPlace") -> str:
    """The stylesheet by which the pictures of a lesson come when they are asked for."""
    key = _key("pictures", place.entry.key, place.entry.language, place.entry.live_revision_id)
    found: str | None = cache.get(key)
    if found is None:
        found = sheet(place.page)
        cache.set(key, found, BODY_SECONDS)
    return found


def _key(*parts: object) -> str:
    return salted_hmac("progress.memory", repr(parts), algorithm="sha256").hexdigest()

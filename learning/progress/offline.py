"""
What of a course a phone keeps: pages that tell nothing of her, what they show, and what each weighs before she says
yes. What is dear to know is remembered by the version of the lesson.
"""

import gzip
import re
from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import Any
from urllib.parse import unquote

from django.conf import settings
from django.core.cache import cache
from django.core.files.storage import default_storage
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils.crypto import salted_hmac

from learning.accounts.kept import owner_mark
from learning.core.languages import as_addressed, language_now
from learning.core.opaque import encode
from learning.progress import boxes, memory
from learning.progress.access import CoursePlaces, LessonPlace, MemberRequest
from learning.progress.journey import Journey
from learning.progress.versions import vouched
from modules.outline import LessonEntry
from modules.weight import files_weight

STATIC = (
    "css/site.css",
    "js/site.mjs",
    "js/phone.mjs",
    "js/sheet.mjs",
    "js/listen.mjs",
    "img/icon.svg",
)
SHOWN = re.compile(r'<img\b[^>]*?\bsrc="([^"]+)"')
HEARD = re.compile(r'<audio\b[^>]*?\bsrc="([^"]+)"')
REMEMBERED = 3600
# Pages that every course needs: its outline, the one about the phone, urgent contacts, pauses.
AROUND = 12_000


@dataclass(frozen=True)
class File:
    """What the phone asks for, and the bytes of it on her line."""

    url: str
    bytes: int


@dataclass(frozen=True)
class Luggage:
    """A lesson as a phone keeps it; `version` changes with anything in it."""

    version: str
    bytes: int
    pictures: tuple[File, ...]
    sounds: tuple[File, ...]


def lesson_html(request: HttpRequest, place: LessonPlace) -> str:
    """The page that is kept of a lesson: no name of hers, nothing that could be sent by it."""
    context = {
        "place": place,
        "journey": place.journey,
        "body": memory.body(place, "kept"),
        "version": vouched(place),
    }
    return render_to_string("progress/kept_lesson.html", context, request)


def frame() -> dict[str, list[str]]:
    """What stands around the lessons: our files, and pages that are the same for everybody."""
    open_to_all = map(reverse, ("progress:phone", "progress:contacts", "progress:breathing"))
    return {"files": [*map(static, STATIC)], "pages": [*open_to_all]}


def luggage(request: MemberRequest, journey: Journey, places: CoursePlaces) -> dict[str, Any]:
    """The course as a list for the phone: whose it is, and the lessons with their weights. `places`: of its lessons."""
    course = journey.course
    return {
        "key": encode(course.key),
        "title": course.title,
        "language": course.language,
        "who": owner_mark(request.user),
        "network": str(request.membership.network_id),
        "lock": boxes.lock(),
        "url": reverse("progress:kept-course", args=[course.key]),
        "bytes": AROUND + files_weight(),
        "lessons": [
            {
                "key": encode(entry.key),
                "number": number,
                "title": entry.title,
                "language": entry.language,
                "url": reverse("progress:kept-lesson", args=[entry.key]),
                **asdict(_weighed(request, entry, places)),
            }
            for number, entry in enumerate(course.lessons, 1)
        ],
    }


def _weighed(request: MemberRequest, entry: LessonEntry, places: CoursePlaces) -> Luggage:
    stamp, at = places.stamp, request.membership.network.course_index_id
    parts = (entry.key, entry.language, as_addressed(language_now()), entry.live_revision_id, stamp, at)
    key = salted_hmac("progress.offline", repr(parts), algorithm="sha256").hexdigest()
    found: Luggage | None = cache.get(key)
    if found is None:
        place = places(entry)
        found = _weigh(lesson_html(request, place), _painter(place))
        cache.set(key, found, REMEMBERED)
    return found


def _painter(place: LessonPlace) -> tuple[File, ...]:
    """What paints its pictures where she saves data, since the page may come and the line die before the rest does."""
    sheet = memory.pictures(place).encode()
    url = reverse("progress:lesson-pictures", args=[place.key])
    return (File(url, len(gzip.compress(sheet, 6))),) if sheet else ()


def _weigh(html: str, painter: tuple[File, ...]) -> Luggage:
    return Luggage(
        version=sha256(html.encode()).hexdigest()[:12],
        bytes=len(gzip.compress(html.encode(), 6)),
        pictures=_files(SHOWN, html) + painter,
        sounds=_files(HEARD, html),
    )


def _files(named: re.Pattern[str], html: str) -> tuple[File, ...]:
    """What lies in our own store, once each."""
    urls = [each for each in dict.fromkeys(named.findall(html)) if each.startswith(settings.MEDIA_URL)]
    names = [(url, unquote(url.removeprefix(settings.MEDIA_URL))) for url in urls]
    return tuple(File(url, default_storage.size(name)) for url, name in names if default_storage.exists(name))

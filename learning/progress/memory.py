"""
What is dear to put together and the same for every reader of a lesson, kept in memory while nothing changes.

Keys name the version, so a change is seen at once by every process; the limits in time are for what an editor's
act does not name: a picture that was cut anew, a place that was opened to all.
"""

from django.core.cache import cache
from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import override

from learning.networks.words import written_here
from modules import outline
from modules.models import LessonPage
from modules.querysets import COURSE_DEPTH, path_at, places
from modules.rendering import lesson_steps

OUTLINE_SECONDS, BODY_SECONDS = 30, 300


def outline_around(page: LessonPage, language: str, index_id: int | None) -> outline.Outline | None:
    """As `modules.outline.outline_around` in the places of one network; `page` comes from `lesson_page`."""
    key = _key("outline", path_at(page.path, COURSE_DEPTH), language, index_id, page.tree_stamp)
    found = cache.get(key)
    if found is None:
        found = outline.outline_around(page, language, places(index_id))
        cache.set(key, found, OUTLINE_SECONDS)
    return found


def body(request: HttpRequest, page: LessonPage, mode: str) -> SafeString:
    """A lesson's blocks before anything was answered, all in its language; what its forms tell of her is her own."""
    language = page.locale.language_code
    key = _key("body", page.pk, page.live_revision_id, page.last_published_at, mode, timezone.localdate())
    token, sender = (
        salted_hmac("progress.memory", f"{each} of a form").hexdigest() for each in ("token", "sender")
    )
    html = cache.get(key)
    if html is None:
        with override(language):
            passed = {"mode": mode, "marks": {}, "given": {}}
            steps = lesson_steps(page, {**passed, "csrf_token": token, "sender": sender})
            html = render_to_string("modules/lesson_body.html", {"steps": steps})
        cache.set(key, html, BODY_SECONDS)
    html = html.replace(token, get_token(request)).replace(sender, written_here(request))
    return mark_safe(html)  # noqa: S308 (rendered just above)


def _key(*parts: object) -> str:
    return salted_hmac("progress.memory", repr(parts), algorithm="sha256").hexdigest()

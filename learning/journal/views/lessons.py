"""What comes to her journal from a lesson: what she wrote in it, a mark, a note about it."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from learning.accounts.kept import keeps_words, take
from learning.core.languages import speaking
from learning.journal.forms import TITLE_LENGTH, NewEntryForm
from learning.journal.views.writing import keep_or_show, say_restored, show
from learning.journal.writing import Kind
from learning.networks.access import require
from learning.networks.permissions import Permission
from learning.progress.access import LessonPlace, MemberRequest, taken_lesson_or_404
from modules.written import FIELDS, ONLY_ACTIONS, read_written

form_page = require_http_methods(["GET", "HEAD", "POST"])


@keeps_words(*FIELDS, at_its_address=True)
@form_page
@require(Permission.TAKE_COURSES)
def lesson_keep(request: MemberRequest, key: UUID, block: str) -> HttpResponse:
    """What she wrote in one block. A GET shows what she was sending when her session ended."""
    place = taken_lesson_or_404(request, key)
    sent = request.POST if request.method == "POST" else take(request)
    if not sent:
        return redirect("progress:lesson-detail", key)
    found = _about(place) | _written(place, block, sent.dict())
    if request.method != "POST":
        say_restored(request)
        return show(request, NewEntryForm(initial=found))
    if not found["body"] and sent.get(ONLY_ACTIONS):
        messages.info(
            request, _("En las acciones no escribiste nada. Esto es lo demás: guárdalo si quieres.")
        )
        whole = _written(place, block, {**sent.dict(), ONLY_ACTIONS: ""})
        return show(request, NewEntryForm(initial=found | whole))
    return keep_or_show(request, NewEntryForm(found))


@form_page
@require(Permission.TAKE_COURSES)
def lesson_mark(request: MemberRequest, key: UUID) -> HttpResponse:
    """Mark this lesson, to find it again."""
    place = taken_lesson_or_404(request, key)
    if request.method != "POST":
        return redirect("progress:lesson-detail", key)
    return keep_or_show(request, NewEntryForm(_about(place) | {"kind": Kind.BOOKMARK.value}))


@require_safe
@require(Permission.TAKE_COURSES)
def lesson_note(request: MemberRequest, key: UUID) -> HttpResponse:
    """The page for a note, which knows what lesson it is about."""
    return show(request, NewEntryForm(initial=_about(taken_lesson_or_404(request, key))))


def _about(place: LessonPlace) -> dict[str, Any]:
    return {"lesson": str(place.key), "about": place.entry.title[:TITLE_LENGTH]}


def _written(place: LessonPlace, block: str, sent: Mapping[str, Any]) -> dict[str, Any]:
    with speaking(place.entry.language):
        written = read_written(place.page.body, block, sent)
    kind = written.kind or Kind.NOTE.value
    return {"title": written.title, "body": written.body.strip(), "kind": kind, "block": block}

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
from learning.journal.views.writing import Beside, keep_or_show, say_restored, show
from learning.journal.writing import Kind
from learning.networks.access import require
from learning.networks.permissions import Permission
from learning.progress.access import LessonPlace, MemberRequest, taken_lesson_or_404
from learning.progress.views.lessons import lesson_again
from modules.written import FIELDS, ONLY_ACTIONS, Sent, read_sent, read_written

form_page = require_http_methods(["GET", "HEAD", "POST"])


@keeps_words("title", "body", *FIELDS, at_its_address=True)
@form_page
@require(Permission.TAKE_COURSES)
def lesson_keep(request: MemberRequest, key: UUID) -> HttpResponse:
    """
    What she wrote in one block, or the page on which its passphrase was asked. A GET shows what she was sending when
    her session ended.
    """
    place = taken_lesson_or_404(request, key)
    posted = request.POST if request.method == "POST" else take(request)
    if not posted:
        return redirect("progress:lesson-detail", key)
    sent = read_sent(posted.dict())
    beside = Beside(place, sent.others)
    found = posted.dict() if "body" in posted else _about(place) | _written(place, sent)
    if request.method != "POST":
        say_restored(request)
        return show(request, NewEntryForm(initial=found), beside=beside)
    if not found["body"] and sent.words.get(ONLY_ACTIONS):
        messages.info(
            request, _("En las acciones no escribiste nada. Esto es lo demás: guárdalo si quieres.")
        )
        return show(
            request, NewEntryForm(initial=_about(place) | _written(place, sent, whole=True)), beside=beside
        )
    return keep_or_show(request, NewEntryForm(found), beside)


@keeps_words(*FIELDS, at_its_address=True)
@form_page
@require(Permission.TAKE_COURSES)
def lesson_mark(request: MemberRequest, key: UUID) -> HttpResponse:
    """Mark this lesson, to find it again. A GET gives back what she wrote in it when her session had ended."""
    place = taken_lesson_or_404(request, key)
    posted = request.POST if request.method == "POST" else take(request)
    if posted is None:
        return redirect("progress:lesson-detail", key)
    others = read_sent(posted.dict()).others
    if request.method != "POST":
        say_restored(request)
        return lesson_again(request, place, written=others)
    beside = Beside(place, others)
    return keep_or_show(request, NewEntryForm(_about(place) | {"kind": Kind.BOOKMARK.value}), beside)


@require_safe
@require(Permission.TAKE_COURSES)
def lesson_note(request: MemberRequest, key: UUID) -> HttpResponse:
    """The page for a note, which knows what lesson it is about."""
    return show(request, NewEntryForm(initial=_about(taken_lesson_or_404(request, key))))


def _about(place: LessonPlace) -> dict[str, Any]:
    return {"lesson": str(place.key), "about": place.entry.title[:TITLE_LENGTH]}


def _written(place: LessonPlace, sent: Sent, *, whole: bool = False) -> dict[str, Any]:
    words: Mapping[str, str] = {**sent.words, ONLY_ACTIONS: ""} if whole else sent.words
    with speaking(place.entry.language):
        written = read_written(place.page.body, sent.block, words)
    kind = written.kind or Kind.NOTE.value
    return {"title": written.title, "body": written.body.strip(), "kind": kind, "block": sent.block}

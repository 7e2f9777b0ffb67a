"""What she did on paper or out of a file, entered with the code that stands by each lesson there."""

from itertools import chain
from typing import Any
from urllib.parse import urlencode
from uuid import UUID, uuid5

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from wagtail.models import Locale

from learning.accounts.kept import keeps_words, take
from learning.core.throttle import hit, too_many
from learning.networks.access import require
from learning.networks.permissions import Permission
from learning.progress import actions
from learning.progress.access import LessonPlace, MemberRequest, own_journeys, taken_lesson_or_404
from learning.progress.asked import Asked, asked_now, asked_then, best_of
from learning.progress.forms import BringForm, PaperForm
from learning.progress.later import hand_in
from learning.progress.models import LessonCompletion
from learning.progress.versions import published
from modules.paper.answers import named_by, sheet_of

# A code after the other, of all that was done in months; and no machine that tries them.
MOST_A_QUARTER, SECONDS = 60, 900
asked_or_sent = require_http_methods(["GET", "HEAD", "POST"])


@keeps_words()
@asked_or_sent
@require(Permission.TAKE_COURSES)
def bring(request: MemberRequest) -> HttpResponse:
    """A code after the other: the lesson is done, or its answers are asked for."""
    if _tried_too_often(request):
        return too_many(request, SECONDS)
    form = BringForm(request.POST or None, initial=_waited(request))
    if form.is_valid():
        entries = {
            entry.key: entry
            for each in own_journeys(request)
            if each.enrolled
            for entry in each.course.lessons
        }
        named = named_by(form.cleaned_data["code"], entries)
        if named and named.asked and entries[named.lesson].pass_mark is not None:
            there = reverse("progress:bring-answers", args=[named.lesson])
            return redirect(f"{there}?{urlencode({'h': named.sheet})}" if named.sheet else there)
        if named:
            # What was asked of her on paper is asked of her, and no more.
            place = taken_lesson_or_404(request, named.lesson)
            actions.complete_lesson(by=request.membership, place=place, how=LessonCompletion.How.MARKED)
            messages.success(request, _("«%(title)s» quedó hecha.") % {"title": place.entry.title})
            return redirect("progress:bring")
        form.add_error(
            "code", _("Con ese código no hay una lección en los cursos que tomas. Revísalo con calma.")
        )
    return render(request, "progress/bring.html", {"form": form}, status=422 if form.errors else 200)


@keeps_words()
@asked_or_sent
@require(Permission.TAKE_COURSES)
def bring_answers(request: MemberRequest, key: UUID) -> HttpResponse:
    """The answers of a lesson as they are written on paper. The same ones again are the same attempt."""
    if _tried_too_often(request):
        return too_many(request, SECONDS)
    place = taken_lesson_or_404(request, key)
    now = asked_now(place, place.page)
    if not now.asks:
        raise Http404
    waited = {"h": request.GET.get("h", ""), **_waited(request)}
    sheet = (request.POST or waited).get("h", "")
    paper = _on_paper(place, sheet) if sheet else now
    if paper is None:
        messages.info(
            request,
            _("Desde que se hizo tu papel cambiaron las preguntas. Con él a la vista, respóndelas aquí."),
        )
        return redirect("progress:lesson-detail", key)
    spoken = Locale.objects.get(pk=paper.locale).language_code
    form = PaperForm(request.POST or None, initial=waited, quiz=paper.quiz, language=spoken)
    if form.is_valid():
        best = best_of([paper, now], form.answers()) or now
        attempt = hand_in(request.membership, place, best, form.answers(), uuid5(key, "paper"))
        return redirect("progress:quiz-result", key, attempt.token)
    context = {"place": place, "form": form}
    return render(request, "progress/bring_answers.html", context, status=422 if form.errors else 200)


def _tried_too_often(request: MemberRequest) -> bool:
    within = {"limit": MOST_A_QUARTER, "seconds": SECONDS}
    return request.method == "POST" and not hit("paper", str(request.user.pk), **within)


def _on_paper(place: LessonPlace, sheet: str) -> Asked | None:
    """The version of a lesson whose letters stand on her paper: of now in any language, else the newest before."""
    now = (asked_now(place, page) for page in place.known_pages)
    before = (asked_then(each) for each in published(place))
    return next((each for each in chain(now, before) if each.asks and sheet_of(each.quiz) == sheet), None)


def _waited(request: MemberRequest) -> dict[str, Any]:
    """What she was sending when her session ended."""
    kept = take(request) if request.method != "POST" else None
    return kept.dict() if kept else {}

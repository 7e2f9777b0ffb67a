"""What she did on paper or out of a file, entered with the code that stands by each lesson there."""

from typing import Any
from uuid import UUID, uuid5

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from learning.accounts.kept import keeps_words, take
from learning.networks.access import require
from learning.networks.permissions import Permission
from learning.progress import actions
from learning.progress.access import MemberRequest, own_journeys, taken_lesson_or_404
from learning.progress.forms import BringForm, PaperForm
from learning.progress.models import LessonCompletion
from modules.paper.answers import is_code_of
from modules.quizzes import read_quiz

asked_or_sent = require_http_methods(["GET", "HEAD", "POST"])


@keeps_words()
@asked_or_sent
@require(Permission.TAKE_COURSES)
def bring(request: MemberRequest) -> HttpResponse:
    """A code after the other: the lesson is done, or its answers are asked for."""
    form = BringForm(request.POST or None, initial=_waited(request))
    if form.is_valid():
        entries = [entry for each in own_journeys(request) if each.enrolled for entry in each.course.lessons]
        entry = next((each for each in entries if is_code_of(form.cleaned_data["code"], each.key)), None)
        if entry and entry.pass_mark is not None:
            return redirect("progress:bring-answers", entry.key)
        if entry:
            place = taken_lesson_or_404(request, entry.key)
            actions.complete_lesson(by=request.membership, place=place, how=LessonCompletion.How.MARKED)
            messages.success(request, _("«%(title)s» quedó hecha.") % {"title": entry.title})
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
    place = taken_lesson_or_404(request, key)
    quiz = read_quiz(place.page.body)
    if place.entry.pass_mark is None or not quiz.questions:
        raise Http404
    form = PaperForm(request.POST or None, initial=_waited(request), quiz=quiz)
    if form.is_valid():
        attempt = actions.submit_quiz(
            by=request.membership, place=place, quiz=quiz, answers=form.answers(), sheet=uuid5(key, "paper")
        )
        return redirect("progress:quiz-result", key, attempt.token)
    context = {"place": place, "form": form}
    return render(request, "progress/bring_answers.html", context, status=422 if form.errors else 200)


def _waited(request: MemberRequest) -> dict[str, Any]:
    """What she was sending when her session ended."""
    kept = take(request) if request.method != "POST" else None
    return kept.dict() if kept else {}

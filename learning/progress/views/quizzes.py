"""Questions that are checked at the end: kept as she answers, sent, and what came of it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from learning.accounts.kept import keeps_words
from learning.core.views import tells_onward
from learning.networks.access import require
from learning.networks.permissions import Permission
from learning.progress import actions
from learning.progress.access import (
    MemberRequest,
    attempt_or_404,
    lesson_or_404,
    taken_lesson_or_404,
)
from learning.progress.forms import SheetForm
from learning.progress.versions import as_answered
from learning.progress.views.lessons import asked_or_sent, shown_lesson
from modules.quizzes import first_open, grade, read_answers, read_quiz


@tells_onward
@keeps_words()
@asked_or_sent
@require(Permission.TAKE_COURSES)
def quiz_save(request: MemberRequest, key: UUID) -> HttpResponse:
    """What she has answered so far waits for her; she is back at the question she kept."""
    place = taken_lesson_or_404(request, key)
    lesson = reverse("progress:lesson-detail", args=[key])
    quiz = read_quiz(place.page.body)
    if request.method != "POST" or place.entry.pass_mark is None or not quiz.questions:
        return redirect(lesson)
    answers, sheet = read_answers(quiz, request.POST), SheetForm(request.POST).sheet_number()
    at = request.POST.get("at", "")
    actions.keep_answers(by=request.membership, place=place, quiz=quiz, answers=answers, sheet=sheet, at=at)
    here = quiz.question(at) or first_open(quiz, answers) or quiz.questions[-1]
    actions.remember_place(by=request.membership, place=place, block=here.id)
    return redirect(f"{lesson}#b-{here.id}")


@tells_onward
@keeps_words()
@asked_or_sent
@require(Permission.TAKE_COURSES)
def quiz_submit(request: MemberRequest, key: UUID) -> HttpResponse:
    """All the answers at once. Questions without an answer are asked for again, the others kept."""
    place = taken_lesson_or_404(request, key)
    if request.method != "POST":
        return redirect("progress:lesson-detail", key)
    quiz, sheet = read_quiz(place.page.body), SheetForm(request.POST).sheet_number()
    answers = read_answers(quiz, request.POST)
    if place.entry.pass_mark is None or not quiz.questions:
        messages.info(request, _("Esta lección cambió: sus preguntas son ahora práctica."))
        return redirect("progress:lesson-detail", key)
    marks = grade(quiz, answers).marks
    missing = [(n, each.id) for n, each in enumerate(quiz.questions, 1) if not marks[each.id].answered]
    if missing:
        actions.keep_answers(by=request.membership, place=place, quiz=quiz, answers=answers, sheet=sheet)
        return shown_lesson(request, place, given=answers, sheet=sheet, missing=missing)
    attempt = actions.submit_quiz(by=request.membership, place=place, quiz=quiz, answers=answers, sheet=sheet)
    return redirect("progress:quiz-result", key, attempt.token)


@require_safe
@require(Permission.TAKE_COURSES)
def quiz_result(request: MemberRequest, key: UUID, sheet: UUID) -> HttpResponse:
    """What came of one sending: in words, with what each choice she made has to say."""
    place, attempt = lesson_or_404(request, key), attempt_or_404(request, key, sheet)
    quiz = read_quiz(as_answered(place, attempt.revision).body)
    marks = grade(quiz, attempt.answers).marks
    questions = [(question, marks[question.id]) for question in quiz.questions if marks[question.id].answered]
    context = {"place": place, "journey": place.journey, "attempt": attempt, "questions": questions}
    return render(request, "progress/quiz_result.html", context)

"""The player: a lesson, its practice, its questions, and marking it done."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from learning.accounts.kept import keeps_words, take
from learning.core.panels import keep_words, panels
from learning.networks.access import require
from learning.networks.permissions import Permission
from learning.networks.words import written_here
from learning.progress import actions, memory
from learning.progress.access import (
    LessonPlace,
    MemberRequest,
    attempt_or_404,
    lesson_or_404,
    lesson_to_read_or_404,
    taken_lesson_or_404,
)
from learning.progress.forms import ChangeReadForm, CompleteForm, SheetForm
from modules.quizzes import grade, read_answers, read_quiz

Answers = Mapping[str, Sequence[str]]

# The answer to a form is a page at the form's own address, to which she may come back.
asked_or_sent = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@require(Permission.TAKE_COURSES)
def lesson_detail(request: MemberRequest, key: UUID) -> HttpResponse:
    """The lesson to who takes the course; an invitation to take it, and not its text, to who does not."""
    place = lesson_to_read_or_404(request, key)
    if not place.journey.enrolled:
        return render(request, "progress/invitation.html", {"place": place, "journey": place.journey})
    kept = take(request)
    given = read_answers(read_quiz(place.page.body), kept) if kept else {}
    return _lesson(request, place, given=given, restored=bool(given))


@require_POST
@require(Permission.TAKE_COURSES)
def lesson_complete(request: MemberRequest, key: UUID) -> HttpResponse:
    """Her word that she has done it, or skips it. A lesson with a pass mark is done by passing, not by saying so."""
    place = taken_lesson_or_404(request, key)
    form = CompleteForm(request.POST)
    if place.entry.pass_mark is None and form.is_valid():
        enrolment = actions.complete_lesson(by=request.membership, place=place, how=form.cleaned_data["how"])
        if enrolment.completed_week and not place.journey.finished:
            return redirect("progress:course-detail", place.course.key)
        return redirect(place.onward)
    return redirect("progress:lesson-detail", key)


@require_POST
@require(Permission.TAKE_COURSES)
def change_read(request: MemberRequest, key: UUID) -> HttpResponse:
    """She has read what changed in a lesson she did; what was published since she opened the page is still to read."""
    place, form = lesson_or_404(request, key), ChangeReadForm(request.POST)
    if form.is_valid():
        version = min(form.cleaned_data["version"], place.entry.safety_revision)
        actions.read_change(by=request.membership, lesson_key=key, version=version)
    return (
        redirect("progress:home")
        if request.POST.get("then") == "home"
        else redirect("progress:lesson-detail", key)
    )


@keeps_words()
@asked_or_sent
@require(Permission.TAKE_COURSES)
def practice_check(request: MemberRequest, key: UUID, block: str) -> HttpResponse:
    """What one question has to say to what she chose. Nothing of her answer is stored."""
    place = taken_lesson_or_404(request, key)
    if request.method != "POST":
        return redirect("progress:lesson-detail", key)
    actions.remember_lesson(by=request.membership, place=place)
    quiz = read_quiz(place.page.body)
    question = quiz.question(block)
    if question is None or place.entry.pass_mark is not None:
        return redirect("progress:lesson-detail", key)
    answers = {block: request.POST.getlist(question.field)}
    return _lesson(request, place, marks={block: grade(quiz, answers).marks[block]}, given=answers)


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
        return _lesson(request, place, given=answers, sheet=sheet, missing=missing)
    attempt = actions.submit_quiz(by=request.membership, place=place, quiz=quiz, answers=answers, sheet=sheet)
    return redirect("progress:quiz-result", key, attempt.token)


@require_safe
@require(Permission.TAKE_COURSES)
def quiz_result(request: MemberRequest, key: UUID, sheet: UUID) -> HttpResponse:
    """What came of one sending: in words, with what each choice she made has to say."""
    place, attempt = lesson_or_404(request, key), attempt_or_404(request, key, sheet)
    quiz = read_quiz(place.page.body)
    marks = grade(quiz, attempt.answers).marks
    questions = [(question, marks[question.id]) for question in quiz.questions if marks[question.id].answered]
    context = {"place": place, "journey": place.journey, "attempt": attempt, "questions": questions}
    return render(request, "progress/quiz_result.html", context)


def _lesson(
    request: MemberRequest, place: LessonPlace, *, sheet: UUID | None = None, **shown: Any
) -> HttpResponse:
    mode = "practice" if place.entry.pass_mark is None else "quiz"
    context = {"place": place, "journey": place.journey, "mode": mode, "sheet": sheet or uuid4(), **shown}
    context |= {"sender": written_here(request), "keep": keep_words()}
    context["panels"] = panels("register_lesson_panel", request, place, memory.blocks_to_keep(place))
    if not shown.get("given"):
        context["body"] = memory.body(request, place, mode, context["keep"])
    return render(request, "progress/lesson.html", context)

"""The player: a lesson, its practice, and marking it done. Its checked questions are in `quizzes`."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID, uuid4

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from learning.accounts.kept import keeps_words, take
from learning.accounts.looks import looks_of
from learning.core.panels import keep_words, panels
from learning.core.views import tells_onward
from learning.networks.access import require
from learning.networks.permissions import Permission
from learning.networks.words import written_here
from learning.progress import actions, memory
from learning.progress.access import (
    LessonPlace,
    MemberRequest,
    draft_of,
    lesson_or_404,
    lesson_to_read_or_404,
    taken_lesson_or_404,
    urgent_contacts,
)
from learning.progress.contacts import by_country
from learning.progress.forms import ChangeReadForm, CompleteForm
from learning.progress.models import LessonCompletion
from modules.quizzes import first_open, grade, read_answers, read_quiz
from modules.rendering import may_be_skipped

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
    return lesson_again(request, place, given)


def lesson_again(
    request: MemberRequest, place: LessonPlace, given: Answers | None = None, **shown: Any
) -> HttpResponse:
    """The lesson with what waits of its quiz and `given`; `shown`: as in `shown_lesson`."""
    if place.entry.pass_mark is None:
        return shown_lesson(request, place, given=given, **shown)
    given = given or {}
    draft = draft_of(request.membership, place.key)
    waiting = {**(draft.given if draft else {}), **given}
    quiz = read_quiz(place.page.body) if waiting else None
    sheet = draft.sheet if draft else uuid4()
    if quiz and given:
        actions.keep_answers(by=request.membership, place=place, quiz=quiz, answers=waiting, sheet=sheet)
    at = first_open(quiz, waiting) if quiz else None
    return shown_lesson(request, place, given=waiting, sheet=sheet, at=at, **shown)


@tells_onward
@require_POST
@require(Permission.TAKE_COURSES)
def lesson_complete(request: MemberRequest, key: UUID) -> HttpResponse:
    """
    Her word that she has done it, or skips it. A lesson with a pass mark is done by passing, not by saying so; but what
    warns her of a hard part lets her skip there too.
    """
    place = taken_lesson_or_404(request, key)
    form = CompleteForm(request.POST)
    if form.is_valid() and _hers_to_say(place, form.cleaned_data["how"]):
        enrolment = actions.complete_lesson(by=request.membership, place=place, how=form.cleaned_data["how"])
        if enrolment.completed_week and not place.journey.finished:
            return redirect("progress:course-detail", place.course.key)
        return redirect(place.onward)
    return redirect("progress:lesson-detail", key)


def _hers_to_say(place: LessonPlace, how: str) -> bool:
    if place.entry.pass_mark is None:
        return True
    return how == LessonCompletion.How.SKIPPED and may_be_skipped(place.page.body)


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


@tells_onward
@keeps_words()
@asked_or_sent
@require(Permission.TAKE_COURSES)
def practice_check(request: MemberRequest, key: UUID, block: str = "") -> HttpResponse:
    """
    What a question has to say to what she chose; without one, all that she answered. What she had checked before stays
    checked, and her other answers stay. Nothing of them is stored.
    """
    place = taken_lesson_or_404(request, key)
    quiz = read_quiz(place.page.body)
    question = quiz.question(block)
    if request.method != "POST" or place.entry.pass_mark is not None or (block and question is None):
        return redirect("progress:lesson-detail", key)
    actions.remember_place(by=request.membership, place=place, block=block)
    given = read_answers(quiz, request.POST)
    checked = {*request.POST.getlist("checked")} if block else {*given}
    marks = {id: mark for id, mark in grade(quiz, given).marks.items() if id == block or id in checked}
    return shown_lesson(request, place, marks=marks, given=given)


@require_safe
@require(Permission.TAKE_COURSES)
def lesson_pictures(request: MemberRequest, key: UUID) -> HttpResponse:
    """What paints a picture that she taps, where she saves data."""
    place = taken_lesson_or_404(request, key)
    return HttpResponse(memory.pictures(place), content_type="text/css; charset=utf-8")


@require_safe
@require(Permission.TAKE_COURSES)
def talk(request: MemberRequest, key: UUID | None = None) -> HttpResponse:
    """With whom she can talk, from any lesson. Nothing is written down of who opened it, or from where."""
    place = lesson_to_read_or_404(request, key) if key else None
    network = request.membership.network
    context = {
        "place": place,
        "network": network,
        "panels": panels("register_talk_panel", request),
        "near": by_country(urgent_contacts(request.membership), network.country)[:1],
    }
    return render(request, "progress/talk.html", context)


def shown_lesson(
    request: MemberRequest, place: LessonPlace, *, sheet: UUID | None = None, **shown: Any
) -> HttpResponse:
    """A lesson with what came of what she sent (given, marks, at, missing) and wrote (written, kept)."""
    mode = "practice" if place.entry.pass_mark is None else "quiz"
    context = {"place": place, "journey": place.journey, "mode": mode, "sheet": sheet or uuid4(), **shown}
    context |= {"sender": written_here(request), "keep": keep_words(), "care": place.is_care}
    context["panels"] = panels("register_lesson_panel", request, place, memory.blocks_to_keep(place))
    looks = looks_of(request)
    context["pictures"] = reverse("progress:lesson-pictures", args=[place.key]) if looks.saver else ""
    if not any(shown.get(name) for name in ("given", "marks", "written", "kept")):
        pictures, simple = context["pictures"], looks.simple
        context["body"] = memory.body(place, mode, context["keep"], pictures=pictures, simple=simple)
    return render(request, "progress/lesson.html", context)

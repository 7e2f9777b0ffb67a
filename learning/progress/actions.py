"""What she does with a course. Each is one transaction; twice is once."""

import json
from collections.abc import Mapping, Sequence
from uuid import UUID, uuid5

from django.db import transaction
from django.db.models import Q

from learning.core.weeks import this_week
from learning.networks.models import Membership
from learning.progress.access import LessonPlace, draft_of, drafts_of
from learning.progress.journey import is_complete
from learning.progress.models import Enrolment, LessonCompletion, QuizAttempt, QuizDraft
from modules.outline import Outline
from modules.querysets import titles_now
from modules.quizzes import Quiz, grade

How = LessonCompletion.How
FINISHED = ["completed_week", "completed_titles", "completed_hours"]


@transaction.atomic
def enrol(*, by: Membership, course_key: UUID) -> Enrolment:
    """Take a course, or come back to one she left: what she had done is still there."""
    enrolment, _created = Enrolment.objects.get_or_create(
        network_id=by.network_id, account_id=by.account_id, course_key=course_key
    )
    if enrolment.left:
        enrolment.left = False
        enrolment.save(update_fields=["left"])
    return enrolment


def leave(*, by: Membership, course_key: UUID) -> None:
    """Put a course aside. Nothing she did is lost."""
    Enrolment.objects.of(by).filter(course_key=course_key).update(left=True)


def remember_place(*, by: Membership, place: LessonPlace, block: str = "") -> None:
    """She goes on here next time, at this question. Only what she sends is remembered: reading leaves no trace."""
    if (place.enrolment.last_lesson_key, place.enrolment.last_block) != (place.key, block):
        mine = Enrolment.objects.of(by).filter(pk=place.enrolment.enrolment_id)
        mine.update(last_lesson_key=place.key, last_block=block)


@transaction.atomic
def complete_lesson(
    *, by: Membership, place: LessonPlace, how: str, revision: int | None = None
) -> Enrolment:
    """
    She has done this lesson, in the version `revision` or else in the one now published; if it was the last one, the
    course is finished.
    """
    enrolment = _locked(by, place.enrolment.enrolment_id)
    _record(enrolment, place, how, revision)
    return enrolment


@transaction.atomic
def complete_closed_lesson(
    *, by: Membership, course_key: UUID, lesson_key: UUID, how: str, revision: int
) -> bool:
    """She had done this lesson before it was closed; whether she took its course, from which it went meanwhile."""
    enrolment = Enrolment.objects.of(by).select_for_update().filter(course_key=course_key).first()
    if enrolment:
        LessonCompletion.objects.get_or_create(
            network_id=enrolment.network_id,
            enrolment=enrolment,
            lesson_key=lesson_key,
            defaults={"how": how, "revision": revision},
        )
        drafts_of(by).filter(lesson_key=lesson_key).delete()
    return enrolment is not None


def read_change(*, by: Membership, lesson_key: UUID, version: int) -> None:
    """She has read what changed, to protect her, up to this version of a lesson she did."""
    older = Q(read_change__isnull=True) | Q(read_change__lt=version)
    hers = LessonCompletion.objects.scoped(network=by.network_id).filter(enrolment__account=by.account_id)
    hers.filter(older, lesson_key=lesson_key).update(read_change=version)


@transaction.atomic
def finish_course(*, by: Membership, course: Outline) -> Enrolment:
    """
    She ends a course that came to ask less after her last lesson. Unchanged where something is still to be done.

    Raises Enrolment.DoesNotExist where she does not take it.
    """
    enrolment = Enrolment.objects.of(by).select_for_update().get(course_key=course.key, left=False)
    _finish_if_complete(enrolment, course)
    enrolment.save(update_fields=FINISHED)
    return enrolment


@transaction.atomic
def keep_answers(
    *,
    by: Membership,
    place: LessonPlace,
    quiz: Quiz,
    answers: Mapping[str, Sequence[str]],
    sheet: UUID,
    at: str = "",
) -> None:
    """
    What she has answered so far waits for her, until she sends it. Another window may have kept more: of what is not
    answered here only the question `at` is let go. Nothing answered, nothing waits.
    """
    _locked(by, place.enrolment.enrolment_id)
    _keep(by, place.key, quiz, answers, sheet, at)


@transaction.atomic
def keep_closed_answers(
    *,
    by: Membership,
    course_key: UUID,
    lesson_key: UUID,
    quiz: Quiz,
    answers: Mapping[str, Sequence[str]],
    sheet: UUID,
) -> bool:
    """
    What she answered in a lesson that was closed meanwhile waits, should it be opened again; what waits already stays.
    Whether anything waits: not where she took no such course, nor where the lesson is done.
    """
    enrolment = Enrolment.objects.of(by).select_for_update().filter(course_key=course_key).first()
    done = LessonCompletion.objects.scoped(network=by.network_id).filter(lesson_key=lesson_key)
    if enrolment is None or done.filter(enrolment=enrolment).exists():
        return False
    if draft_of(by, lesson_key) is None:
        _keep(by, lesson_key, quiz, answers, sheet)
    return draft_of(by, lesson_key) is not None


@transaction.atomic
def submit_quiz(
    *,
    by: Membership,
    place: LessonPlace,
    quiz: Quiz,
    answers: Mapping[str, Sequence[str]],
    sheet: UUID,
    revision: int | None = None,
    pass_mark: int | None = None,
) -> QuizAttempt:
    """
    Grade `answers` (block id to choice ids) against the published questions, or against those of the version
    `revision` with its `pass_mark`; passing completes the lesson.

    The same answers on the same sheet again give the attempt that they already made; other answers on it are hers to
    send, since Back shows her an old sheet. ValueError where nothing is asked: nobody passes by sending nothing.
    """
    if not quiz.questions:
        raise ValueError("a quiz without questions")
    enrolment = _locked(by, place.enrolment.enrolment_id)
    result = grade(quiz, answers)
    given = {mark.question_id: list(mark.given) for mark in result.marks.values() if mark.given}
    attempt, created = QuizAttempt.objects.get_or_create(
        network_id=enrolment.network_id,
        enrolment=enrolment,
        token=uuid5(sheet, json.dumps(given, sort_keys=True)),
        defaults={
            "lesson_key": place.key,
            "revision": revision or place.page.live_revision_id,
            "answers": given,
            "right": result.right,
            "total": result.total,
            "passed": result.percent >= (pass_mark or place.entry.pass_mark or 0),
        },
    )
    waiting = drafts_of(by).filter(lesson_key=place.key)
    if created and attempt.passed:
        _record(enrolment, place, How.QUIZ, revision)
        waiting.delete()
    waiting.filter(sheet=sheet).delete()  # What arrives late takes nothing that she began meanwhile.
    return attempt


def _keep(
    by: Membership,
    lesson_key: UUID,
    quiz: Quiz,
    answers: Mapping[str, Sequence[str]],
    sheet: UUID,
    at: str = "",
) -> None:
    draft = draft_of(by, lesson_key) or QuizDraft(network_id=by.network_id, lesson_key=lesson_key)
    before = {name: given for name, given in draft.given.items() if name != at}
    kept = before | {each.id: each.to_keep(answers[each.id]) for each in quiz.questions if each.id in answers}
    if any(kept.values()):
        draft.account, draft.sheet, draft.week = by.account, sheet, this_week()
        draft.answers = json.dumps(kept)
        draft.save()
    else:
        drafts_of(by).filter(lesson_key=lesson_key).delete()


def _locked(by: Membership, enrolment_id: UUID) -> Enrolment:
    """Her enrolment, held until the end: two tabs that do the last two lessons at once must see each other."""
    return Enrolment.objects.of(by).select_for_update().get(pk=enrolment_id)


def _record(enrolment: Enrolment, place: LessonPlace, how: str, revision: int | None = None) -> None:
    LessonCompletion.objects.get_or_create(
        network_id=enrolment.network_id,
        enrolment=enrolment,
        lesson_key=place.key,
        defaults={"how": how, "revision": revision or place.page.live_revision_id},
    )
    _finish_if_complete(enrolment, place.course)
    enrolment.last_lesson_key = place.after.key if place.after else None
    enrolment.last_block = ""
    enrolment.save(update_fields=[*FINISHED, "last_lesson_key", "last_block"])


def _finish_if_complete(enrolment: Enrolment, course: Outline) -> None:
    """Finishes, once, what is all done; saving is the caller's."""
    done = set(enrolment.completions.values_list("lesson_key", flat=True))
    if enrolment.completed_week is None and is_complete(course, done):
        note_finished(enrolment, course)


def note_finished(enrolment: Enrolment, course: Outline) -> None:
    """The week in which she finished, and the course as it is called now in each language; saving is the caller's."""
    enrolment.completed_week = this_week()
    enrolment.completed_titles = {
        course.language: [course.title, course.neutral_title],
        **titles_now(course.key, course.places),
    }
    enrolment.completed_hours = course.hours

"""What of a finished course goes: how she got there. That it is done, and in which month, stays."""

from datetime import timedelta
from typing import Any

from django.db.models import QuerySet
from django.db.models.functions import TruncMonth

from learning.core import pausing
from learning.core.purging import Limit
from learning.core.weeks import months_ago, this_week
from learning.networks.models import Network
from learning.progress.models import Enrolment, FeedbackGiven, LessonCompletion, QuizAttempt, QuizDraft

MONTHS = 6
DRAFT_WEEKS = 8
_WHY = "the purge goes through every network"


def progress_limits() -> list[Limit]:
    after = f"{MONTHS} months after the course"
    return [
        Limit("answers not sent", f"{DRAFT_WEEKS} weeks after the last one", _old_drafts),
        Limit("answers to questions", after, lambda: _of_finished(QuizAttempt, "enrolment__")),
        Limit("who said what she thinks", after, lambda: _of_finished(FeedbackGiven, "enrolment__")),
        Limit("weeks of lessons", after, _exact_lessons, _lessons_to_the_month),
        Limit("weeks of courses", after, _exact_courses, _courses_to_the_month),
    ]


def _old_drafts() -> QuerySet:
    """In a pause nobody has to send anything, so nothing that waits for her goes, nor all at once at its end."""
    if pausing.lets_nothing_go():
        return QuizDraft.objects.none()
    old = QuizDraft.objects.unscoped(reason=_WHY).filter(week__lt=this_week() - timedelta(weeks=DRAFT_WEEKS))
    return old.exclude(Network.letting_nothing_go("network__"))


def _of_finished(model: Any, way: str = "") -> QuerySet:
    past = {f"{way}completed_week__lt": months_ago(MONTHS)}
    return model.objects.unscoped(reason=_WHY).filter(**past)


def _exact_lessons() -> QuerySet:
    return _of_finished(LessonCompletion, "enrolment__").exclude(week__day=1, revision=None)


def _lessons_to_the_month(rows: QuerySet) -> None:
    _all(rows).update(week=TruncMonth("week"), revision=None)


def _exact_courses() -> QuerySet:
    return _of_finished(Enrolment).exclude(
        week__day=1, completed_week__day=1, last_lesson_key=None, last_block=""
    )


def _courses_to_the_month(rows: QuerySet) -> None:
    _all(rows).update(
        week=TruncMonth("week"),
        completed_week=TruncMonth("completed_week"),
        last_lesson_key=None,
        last_block="",
    )


def _all(rows: QuerySet) -> QuerySet:
    """The same rows by their keys, since a question through another table can not be an update."""
    return rows.model.objects.unscoped(reason=_WHY).filter(pk__in=list(rows.values_list("pk", flat=True)))

"""Which courses this person may have on paper, and which papers are hers."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from certificates.models import Certificate
from learning.accounts.models import Account
from learning.progress.kept import kept_in
from learning.progress.models import Enrolment
from modules.models import CoursePage


def _finished(account: Account) -> QuerySet[Enrolment]:
    return Enrolment.objects.unscoped(reason="her own rows, whatever the network").filter(
        account=account, completed_week__isnull=False
    )


def _papers(account: Account) -> QuerySet[Certificate]:
    return Certificate.objects.unscoped(reason="her own papers, whatever the network").filter(account=account)


def finished_courses(account: Account, language: str) -> list[dict[str, Any]]:
    """
    Her finished courses, newest first, as they were called then: key, title and its language, week. One query.

    A shared course that she finished in two networks is one course: as `finished_or_404` has it, the earlier.
    """
    first: dict[UUID, Enrolment] = {}
    for each in _finished(account).order_by("completed_week", "course_key"):
        if each.completed_titles:
            first.setdefault(each.course_key, each)
    kept = [(each, kept_in(each.completed_titles, language)) for each in reversed(first.values())]
    return [
        {"key": each.course_key, "title": course.title, "lang": course.language, "week": each.completed_week}
        for each, course in kept
        if course
    ]


def finished_or_404(account: Account, course_key: UUID) -> Enrolment:
    """Her enrolment in a course she finished; Http404 for any other course, unknown or not finished."""
    for enrolment in _finished(account).filter(course_key=course_key).order_by("completed_week"):
        if enrolment.completed_titles:
            return enrolment
    raise Http404


def is_care(course_key: UUID) -> bool:
    """Whether it is a course on care, in any language: who takes one is told to nobody unless she wants it."""
    return CoursePage.objects.filter(translation_key=course_key, theme=CoursePage.Theme.CARE).exists()


def own_papers(account: Account) -> list[Certificate]:
    """Her papers, newest first; one query."""
    return list(_papers(account).order_by("-month", "title", "-number", "id"))


def own_certificate_or_404(account: Account, pk: UUID) -> Certificate:
    """One of her papers; Http404 for anybody else's."""
    found = _papers(account).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found

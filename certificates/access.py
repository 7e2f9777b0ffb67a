"""Which courses this person may have on paper, and which papers are hers."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from certificates.models import Certificate
from learning.accounts.models import Account
from learning.progress.models import Enrolment
from modules.models import CoursePage


def _finished(account: Account) -> QuerySet[Enrolment]:
    return Enrolment.objects.unscoped(reason="her own rows, whatever the network").filter(
        account=account, completed_week__isnull=False
    )


def _papers(account: Account) -> QuerySet[Certificate]:
    return Certificate.objects.unscoped(reason="her own papers, whatever the network").filter(account=account)


def _pages(keys: list[UUID], language: str) -> dict[UUID, CoursePage]:
    """The courses of these keys, in her language where there is one, else in Spanish; one query."""
    pages = CoursePage.objects.filter(translation_key__in=keys).select_related("locale")
    best = sorted(
        pages, key=lambda page: (page.locale.language_code == language, page.locale.language_code == "es")
    )
    return {page.translation_key: page for page in best}


def finished_courses(account: Account, language: str) -> list[dict[str, Any]]:
    """Her finished courses, newest first: key, title, week. Two queries."""
    enrolments = list(_finished(account).order_by("-completed_week", "course_key"))
    pages = _pages([e.course_key for e in enrolments], language)
    return [
        {"key": e.course_key, "title": pages[e.course_key].title, "week": e.completed_week}
        for e in enrolments
        if e.course_key in pages
    ]


def finished_or_404(account: Account, course_key: UUID) -> Enrolment:
    """Her enrolment in a course she finished; Http404 for any other course, unknown or not finished."""
    enrolment = _finished(account).filter(course_key=course_key).first()
    if enrolment is None:
        raise Http404
    return enrolment


def course_or_404(course_key: UUID, language: str) -> CoursePage:
    """The course as it is called now, even when it is not shown any more: what she finished stays hers."""
    page = _pages([course_key], language).get(course_key)
    if page is None:
        raise Http404
    return page


def own_papers(account: Account) -> list[Certificate]:
    """Her papers, newest first; one query."""
    return list(_papers(account).order_by("-month", "title", "id"))


def own_certificate_or_404(account: Account, pk: UUID) -> Certificate:
    """One of her papers; Http404 for anybody else's."""
    found = _papers(account).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found

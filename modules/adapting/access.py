"""What this trainer may do about copies: what is not hers to write is missing."""

from typing import Any

from django.http import Http404, HttpRequest
from django.urls import reverse
from wagtail.models import Page

from modules.models import Adaptation, AdaptedPage, CourseIndexPage, CoursePage, LessonPage


def adapting_address(page: Any, user: Any) -> str | None:
    """Where adapting goes on from this page; None where she may not, or where it is about nothing."""
    rights = page.permissions_for_user(user)
    if isinstance(page, CourseIndexPage) and rights.can_add_subpage():
        return reverse("adapt-place", args=[page.pk])
    if isinstance(page, CoursePage) and rights.can_edit() and _is_copy(page):
        return reverse("adapt-course", args=[page.pk])
    if isinstance(page, LessonPage) and rights.can_edit() and _is_copied(page):
        return reverse("adapt-lesson", args=[page.pk])
    return None


def place_or_404(request: HttpRequest, page_id: int) -> CourseIndexPage:
    """A place in which she may put a course."""
    return _found(CourseIndexPage, request, page_id)


def course_or_404(request: HttpRequest, page_id: int) -> CoursePage:
    """A copy that she may change."""
    return _found(CoursePage, request, page_id)


def lesson_or_404(request: HttpRequest, page_id: int) -> LessonPage:
    """A lesson of a copy that she may change."""
    return _found(LessonPage, request, page_id)


def _found(kind: Any, request: HttpRequest, page_id: int) -> Any:
    page = kind.objects.filter(pk=page_id).select_related("locale").first()
    if page is None or adapting_address(page, request.user) is None:
        raise Http404
    return page


def _is_copy(page: Page) -> bool:
    return Adaptation.objects.filter(copy_key=page.translation_key).exists()


def _is_copied(page: Page) -> bool:
    rows = AdaptedPage.objects.filter(copy_key=page.translation_key)
    return rows.filter(language=page.locale.language_code).exists()

"""What learners say of a lesson, and what trainers see of it."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from learning.networks.access import require
from learning.networks.permissions import Permission
from learning.progress.access import LessonPlace, MemberRequest, journey_or_404, taken_lesson_or_404
from learning.progress.feedback import feedback_on, give_feedback
from learning.progress.forms import FeedbackForm
from modules.models import CoursePage


@require_POST
@require(Permission.TAKE_COURSES)
def give(request: MemberRequest, key: UUID) -> HttpResponse:
    """Her words on a lesson that asks for them; sent twice is counted once."""
    place, form = taken_lesson_or_404(request, key), FeedbackForm(request.POST)
    if _asks(place) and form.is_valid():
        new = give_feedback(by=request.membership, place=place, tags=form.cleaned_data["tag"])
        said = _("Gracias. Quedó contado, sin tu nombre.") if new else _("Ya habías respondido. Gracias.")
        messages.success(request, said)
    else:
        messages.info(request, _("Marca por lo menos una palabra."))
    return redirect("progress:lesson-detail", key)


def _asks(place: LessonPlace) -> bool:
    return not place.is_care and any(block["type"] == "feedback" for block in place.page.body.raw_data)


@require_safe
@require(Permission.WRITE_COURSES)
def told(request: MemberRequest, key: UUID) -> HttpResponse:
    """For trainers alone: what their own network said. Of courses on care nobody is asked, and nothing told."""
    journey = journey_or_404(request, key)
    if journey.course.theme == CoursePage.Theme.CARE:
        raise Http404
    lessons = feedback_on(journey.course, request.membership)
    return render(request, "progress/feedback.html", {"journey": journey, "lessons": lessons})

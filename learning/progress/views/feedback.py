"""What learners say of a lesson, and what trainers see of it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from learning.networks.access import require
from learning.networks.permissions import Permission
from learning.progress.access import MemberRequest, journey_or_404, taken_lesson_or_404
from learning.progress.feedback import feedback_on, give_feedback
from learning.progress.forms import FeedbackForm
from modules.models import LessonPage


@require_POST
@require(Permission.TAKE_COURSES)
def give(request: MemberRequest, key: UUID) -> HttpResponse:
    """Her words on a lesson that asks for them; sent twice is counted once."""
    place, form = taken_lesson_or_404(request, key), FeedbackForm(request.POST)
    if _asks(place.page) and form.is_valid():
        new = give_feedback(by=request.membership, place=place, tags=form.cleaned_data["tag"])
        said = _("Gracias. Quedó contado, sin tu nombre.") if new else _("Ya habías respondido. Gracias.")
        messages.success(request, said)
    else:
        messages.info(request, _("Marca por lo menos una palabra."))
    return redirect("progress:lesson-detail", key)


def _asks(lesson: LessonPage) -> bool:
    return any(block["type"] == "feedback" for block in lesson.body.raw_data)


@require_safe
@require(Permission.WRITE_COURSES)
def told(request: MemberRequest, key: UUID) -> HttpResponse:
    """For trainers alone, also of courses on care: what their own network said."""
    journey = journey_or_404(request, key)
    lessons = feedback_on(journey.course, request.membership)
    return render(request, "progress/feedback.html", {"journey": journey, "lessons": lessons})

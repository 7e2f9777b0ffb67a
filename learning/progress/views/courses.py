"""The courses open to her, one of them, and all she has done."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from learning.core.panels import panels
from learning.networks.access import own_memberships, require
from learning.networks.permissions import Permission
from learning.progress import actions
from learning.progress.access import (
    MemberRequest,
    journey_or_404,
    journeys,
    language,
    taken_journey_or_404,
)
from learning.progress.record import record


@require_safe
@require(Permission.TAKE_COURSES)
def catalogue(request: MemberRequest) -> HttpResponse:
    return render(request, "progress/catalogue.html", {"journeys": journeys(request.membership)})


@require_safe
@require(Permission.TAKE_COURSES)
def course_detail(request: MemberRequest, key: UUID) -> HttpResponse:
    journey = journey_or_404(request, key)
    shown = panels("register_course_panel", request, journey) if journey.finished else []
    return render(request, "progress/course.html", {"journey": journey, "panels": shown})


@require_POST
@require(Permission.TAKE_COURSES)
def course_enrol(request: MemberRequest, key: UUID) -> HttpResponse:
    journey = journey_or_404(request, key)
    actions.enrol(by=request.membership, course_key=key)
    if journey.next_lesson is None:
        return redirect("progress:course-detail", key)
    return redirect("progress:lesson-detail", journey.next_lesson.key)


@require_POST
@require(Permission.TAKE_COURSES)
def course_finish(request: MemberRequest, key: UUID) -> HttpResponse:
    journey = taken_journey_or_404(request, key)
    enrolment = actions.finish_course(by=request.membership, course=journey.course)
    if enrolment.completed_week is None:
        messages.info(request, _("Todavía falta hacer alguna lección de este curso."))
    return redirect("progress:course-detail", key)


@require_POST
@require(Permission.TAKE_COURSES)
def course_leave(request: MemberRequest, key: UUID) -> HttpResponse:
    journey_or_404(request, key)
    actions.leave(by=request.membership, course_key=key)
    messages.info(request, _("Dejaste el curso. Lo que hiciste sigue guardado por si vuelves."))
    return redirect("progress:catalogue")


@require_safe
def own(request: Any) -> HttpResponse:
    """Also for whoever is in no network any more: what she did is hers."""
    mine = own_memberships(request)
    chapters = record(request.user, mine, request.membership or None, language())
    context = {"chapters": chapters, "panels": panels("register_own_panel", request)}
    return render(request, "progress/own.html", context)

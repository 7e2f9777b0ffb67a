"""The courses open to her, one of them, and all she has done."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from learning.core.languages import language_now
from learning.core.panels import panels
from learning.networks.access import own_memberships, require
from learning.networks.permissions import Permission
from learning.progress import actions
from learning.progress.access import (
    MemberRequest,
    journey_or_404,
    own_journeys,
    own_labels,
    taken_journey_or_404,
)
from learning.progress.catalogue import cards, shelves
from learning.progress.forms import CatalogueForm
from learning.progress.record import record


@require_safe
@require(Permission.TAKE_COURSES)
def catalogue(request: MemberRequest) -> HttpResponse:
    """All of them, or those she asks for; by where she is with each."""
    known = own_journeys(request)
    every = cards(known, own_labels(request, known), request.membership.account.seen_before)
    form = CatalogueForm(request.GET, cards=every)
    wanted = form.wanted()
    found = [card for card in every if wanted.fits(card)]
    asked = form.said() if wanted.anything else []
    context = {"form": form, "asked": asked, "every": every, "found": found, "shelves": shelves(found)}
    return render(request, "progress/catalogue.html", context)


@require_safe
@require(Permission.TAKE_COURSES)
def course_detail(request: MemberRequest, key: UUID) -> HttpResponse:
    journey = journey_or_404(request, key)
    known = own_journeys(request) if journey.course.before else [journey]
    [card] = (
        each
        for each in cards(known, own_labels(request, known), None)
        if each.journey.course.key == journey.course.key
    )
    context = {
        "journey": journey,
        "card": card,
        "panels": panels("register_course_panel", request, journey) if journey.finished else [],
        "below": panels("register_journey_panel", request, journey),
    }
    return render(request, "progress/course.html", context)


@require_POST
@require(Permission.TAKE_COURSES)
def course_enrol(request: MemberRequest, key: UUID) -> HttpResponse:
    journey = journey_or_404(request, key)
    actions.enrol(by=request.membership, course_key=key)
    if journey.next_lesson is None:
        return redirect("progress:course-detail", key)
    lesson = reverse("progress:lesson-detail", args=[journey.next_lesson.key])
    return redirect(f"{lesson}#b-{journey.next_block}" if journey.next_block else lesson)


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
    chapters = record(request.user, mine, request.membership or None, language_now())
    context = {"chapters": chapters, "panels": panels("register_own_panel", request)}
    return render(request, "progress/own.html", context)

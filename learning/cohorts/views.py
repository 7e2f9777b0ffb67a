"""A trainer accompanies a course; she who takes it goes with her, or with nobody."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from learning.accounts.kept import keeps_words, take
from learning.cohorts import actions
from learning.cohorts.access import cohort_of_another, own_cohort
from learning.cohorts.forms import CompanyForm, ReachForm
from learning.networks.access import require
from learning.networks.permissions import Permission
from learning.progress.access import journey_or_404, taken_journey_or_404

form_page = require_http_methods(["GET", "HEAD", "POST"])


@require(Permission.ACCOMPANY)
@keeps_words("reach")
@form_page
def accompany(request: Any, key: UUID) -> HttpResponse:
    """She says how she is reached in this course, for the first time or otherwise."""
    course, cohort = journey_or_404(request, key).course, own_cohort(request.membership, key)
    kept = take(request)
    said = kept.get("reach") if kept else cohort.reach if cohort else ""
    form = ReachForm(request.POST or None, initial={"reach": said})
    if form.is_valid():
        actions.accompany(by=request.membership, course_key=key, reach=form.cleaned_data["reach"])
        messages.success(request, _("Listo. Quien tome el curso puede elegir ir contigo."))
        return redirect("progress:course-detail", key)
    return render(request, "cohorts/accompany.html", {"form": form, "course": course, "cohort": cohort})


@require(Permission.ACCOMPANY)
@form_page
def end(request: Any, key: UUID) -> HttpResponse:
    """After a question; a second tap finds it ended, which is what she wanted."""
    if request.method != "POST":
        if own_cohort(request.membership, key) is None:
            raise Http404
        return render(request, "cohorts/end.html", {"course": journey_or_404(request, key).course})
    journey_or_404(request, key)
    actions.end(by=request.membership, course_key=key)
    messages.success(request, _("Ya no acompañas este curso."))
    return redirect("progress:course-detail", key)


@require_POST
@require(Permission.TAKE_COURSES)
def join(request: Any, key: UUID) -> HttpResponse:
    """From a page that is old she hears that the trainer accompanies the course no more."""
    taken_journey_or_404(request, key)
    form = CompanyForm(request.POST)
    chosen = form.cleaned_data["cohort"] if form.is_valid() else None
    cohort = cohort_of_another(request.membership, key, chosen)
    if cohort and actions.join(by=request.membership, cohort=cohort):
        messages.success(request, _("Listo. La encuentras en «Quiero hablar»."))
    else:
        messages.info(request, _("Ella ya no acompaña este curso."))
    return redirect("progress:course-detail", key)


@require_POST
@require(Permission.TAKE_COURSES)
def leave(request: Any, key: UUID) -> HttpResponse:
    journey_or_404(request, key)
    actions.leave(by=request.membership, course_key=key)
    messages.info(request, _("Sigues el curso a tu paso, sin compañía."))
    return redirect("progress:course-detail", key)

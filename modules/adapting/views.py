"""In the editor: shared courses to adapt, and what the sources of a copy suggest."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from modules.adapting import access
from modules.adapting.comparing import compared
from modules.adapting.courses import adapt, offers
from modules.adapting.lessons import ACCEPT, LEAVE, changed_lessons, decide, new_lessons, note_done, pair_of


def place(request: HttpRequest, page_id: int) -> HttpResponse:
    """The shared courses that this place may adapt; what is sent names one of them."""
    here = access.place_or_404(request, page_id)
    found = offers(here)
    if request.method != "POST":
        return render(request, "modules/adapting/place.html", {"page": here, "offers": found})
    wanted = next((each.course for each in found if each.course.key == request.POST.get("course")), None)
    if wanted is None:
        raise Http404
    copy = adapt(source=wanted, place=here, by=request.user)  # type: ignore[arg-type]
    said = _("«%(title)s» ya es de tu red, como borrador. Cambia lo que quieras y publícalo.")
    messages.success(request, said % {"title": copy.title})
    return redirect("wagtailadmin_explore", copy.pk)


def course(request: HttpRequest, page_id: int) -> HttpResponse:
    """Where the sources of a copy have changed, and what is new in them."""
    copy = access.course_or_404(request, page_id)
    context = {"page": copy, "changed": changed_lessons([copy]), "new": new_lessons(copy)}
    return render(request, "modules/adapting/course.html", context)


def lesson(request: HttpRequest, page_id: int) -> HttpResponse:
    """What the source of a lesson suggests, block by block; each is taken or left."""
    copy = access.lesson_or_404(request, page_id)
    if request.method == "POST":
        return _decided(request, copy)
    pair = note_done(pair_of(copy))
    shown = [(each, compared(each)) for each in pair.suggestions] if pair else []
    told = {"page": copy, "pair": pair, "suggestions": shown, "standing": _why_it_stands(request, copy)}
    return render(request, "modules/adapting/lesson.html", told)


def _why_it_stands(request: HttpRequest, copy: Any) -> str:
    """In words, where nothing of this lesson can be changed now."""
    lock = copy.get_lock()
    return lock.get_message(request.user) if lock and lock.for_user(request.user) else ""


def _decided(request: HttpRequest, copy: Any) -> HttpResponse:
    decision = request.POST.get("decision")
    if decision not in (ACCEPT, LEAVE):
        raise Http404
    if _why_it_stands(request, copy):
        return redirect("adapt-lesson", copy.pk)
    sent = {name: request.POST.get(name, "") for name in ("block", "mark")}
    decide(copy=copy, **sent, decision=decision, by=request.user)  # type: ignore[arg-type]
    return redirect("adapt-lesson", copy.pk)

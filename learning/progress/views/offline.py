"""What she takes along to read without a line."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponse,
    JsonResponse,
)
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from learning.networks.access import require
from learning.networks.permissions import Permission
from learning.progress.access import (
    CoursePlaces,
    MemberRequest,
    course_page_or_404,
    lesson_to_read_or_404,
    taken_journey_or_404,
)
from learning.progress.offline import lesson_html, luggage
from modules.paper import packs


@require_safe
@require(Permission.TAKE_COURSES)
def carry(request: MemberRequest, key: UUID) -> HttpResponse:
    """What of a course can be kept on this phone, and what each part weighs."""
    journey = taken_journey_or_404(request, key)
    packed = luggage(request, journey, CoursePlaces(request.membership, journey))
    context = {
        "journey": journey,
        "luggage": packed,
        "offers": packs.offers(course_page_or_404(journey)),
        "alone": request.GET.get("l", ""),
        "pictures": sum(each["bytes"] for lesson in packed["lessons"] for each in lesson["pictures"]),
        "sounds": sum(each["bytes"] for lesson in packed["lessons"] for each in lesson["sounds"]),
    }
    return render(request, "progress/carry.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.TAKE_COURSES)
def pack_ask(request: MemberRequest, key: UUID, kind: str) -> HttpResponse:
    """Have the course made into a file, for her and for all who take it. Whoever comes back here asks there."""
    course = course_page_or_404(taken_journey_or_404(request, key))
    if kind not in packs.FORMS or not packs.FORMS[kind].is_for(course):
        raise Http404
    if request.method == "POST":
        packs.ask(course, kind)
    return redirect(f"{reverse('progress:carry', args=[key])}#archivos")


@require_safe
@require(Permission.TAKE_COURSES)  # type: ignore[arg-type]  # A file is streamed, which is no HttpResponse.
def pack_file(request: MemberRequest, key: UUID, kind: str) -> FileResponse | HttpResponse:
    """The file that is ready, under a name that tells nothing; one that is heavy after a question."""
    journey = taken_journey_or_404(request, key)
    course = course_page_or_404(journey)
    offers = packs.offers(course)
    offer = next((each for each in offers if each.kind == kind), None)
    if offer is None:
        raise Http404
    if offer.is_large and "si" not in request.GET:
        lighter = [each for each in offers if each.ready and not each.is_large]
        context = {"journey": journey, "offer": offer, "lighter": lighter}
        return render(request, "progress/pack_large.html", context)
    file = packs.open_pack(offer.ready) if offer.ready else None
    if file is None:
        messages.info(request, _("Ese archivo no está aquí ahora. Más abajo puedes pedirlo."))
        return redirect("progress:carry", key)
    response = FileResponse(file, as_attachment=True, filename=packs.name_of(course, offer.form))
    response.headers["Content-Length"] = str(file.size)
    return response


@require_safe
@require(Permission.TAKE_COURSES)
def carry_list(request: MemberRequest, key: UUID) -> HttpResponse:
    """The same for the script that asks whether anything changed."""
    journey = taken_journey_or_404(request, key)
    return JsonResponse(luggage(request, journey, CoursePlaces(request.membership, journey)))


@require_safe
@require(Permission.TAKE_COURSES)
def kept_course(request: MemberRequest, key: UUID) -> HttpResponse:
    return render(request, "progress/kept_course.html", {"journey": taken_journey_or_404(request, key)})


@require_safe
@require(Permission.TAKE_COURSES)
def kept_lesson(request: MemberRequest, key: UUID) -> HttpResponse:
    place = lesson_to_read_or_404(request, key)
    if not place.journey.enrolled:
        raise Http404
    return HttpResponse(lesson_html(request, place))


@require_safe
@login_not_required
def phone(request: HttpRequest) -> HttpResponse:
    """What is kept on this phone, which the phone alone knows; the same page for everybody, also without a line."""
    return render(request, "progress/phone.html")

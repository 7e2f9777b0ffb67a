"""What goes wrong, each as the site itself answers it."""

from collections.abc import Callable
from types import SimpleNamespace
from uuid import uuid4

from django.core.exceptions import BadRequest, PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.defaults import bad_request, page_not_found, permission_denied

from learning.core.throttle import too_many
from learning.core.upkeep import resting
from learning.core.views import fault
from modules.models import Pack
from modules.paper.packs import FORMS, LARGE, Offer

Answer = Callable[[HttpRequest], HttpResponse]


def after_sending(answer: Answer) -> Answer:
    """The same to whoever had sent something."""

    def answered(request: HttpRequest) -> HttpResponse:
        request.method = "POST"
        return answer(request)

    return answered


def rest(request: HttpRequest) -> HttpResponse:
    return resting(request, 20 * 60)


def too_late(request: HttpRequest) -> HttpResponse:
    return render(request, "csrf_failure.html", {"again": "#"}, status=403)


def heavy(request: HttpRequest) -> HttpResponse:
    """A file of a course that nobody made."""
    page, book = (
        Offer(kind, FORMS[kind], Pack(size=size), is_waiting=False, is_current=True, has_failed=False)
        for kind, size in (("page", 2 * LARGE), ("book", LARGE // 5))
    )
    journey = SimpleNamespace(course=SimpleNamespace(key=uuid4()))
    return render(request, "progress/pack_large.html", {"journey": journey, "offer": page, "lighter": [book]})


FAULTS: dict[str, Answer] = {
    "400": lambda request: bad_request(request, BadRequest()),
    "403": lambda request: permission_denied(request, PermissionDenied()),
    "404": lambda request: page_not_found(request, Http404()),
    "429": lambda request: too_many(request, 180),
    "500": fault,
    "500-sent": after_sending(fault),
    "503": rest,
    "503-sent": after_sending(rest),
    "csrf_failure": too_late,
    "pack_large": heavy,
}

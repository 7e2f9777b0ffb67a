"""A site whose every address answers another way."""

from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.urls import include, path

from learning.core.throttle import throttled


def fall(request: HttpRequest) -> HttpResponseBase:
    raise RuntimeError


def refuse(request: HttpRequest) -> HttpResponseBase:
    raise PermissionDenied


def suspect(request: HttpRequest) -> HttpResponseBase:
    raise SuspiciousOperation


def paper(request: HttpRequest) -> HttpResponseBase:
    return HttpResponse(b"%PDF-1.7", content_type="application/pdf")


def picture(request: HttpRequest) -> HttpResponseBase:
    return FileResponse([b"x"], content_type="image/png")


def stream(request: HttpRequest) -> HttpResponseBase:
    return StreamingHttpResponse([b"x"])


def away(request: HttpRequest) -> HttpResponseBase:
    return HttpResponse(status=302, headers={"Location": "/"})


@throttled("faulty", limit=0, seconds=60)
def hasty(request: HttpRequest) -> HttpResponseBase:
    return HttpResponse()


views = {each.__name__: each for each in (fall, refuse, suspect, paper, picture, stream, away, hasty)}
for each in views.values():
    each.login_required = False  # type: ignore[attr-defined]
urlpatterns = [*(path(f"{name}/", each) for name, each in views.items()), path("", include("learning.urls"))]

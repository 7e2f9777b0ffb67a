import os
from pathlib import Path

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.urls import path

from learning.urls import urlpatterns as site


def empty(request: HttpRequest) -> HttpResponse:
    """Nothing but the middleware, the session and the account it loads: what every other view is compared to."""
    return HttpResponse(str(request.user.pk))


@login_not_required
def bare(request: HttpRequest) -> HttpResponse:
    """The text of a lesson and nothing around it: what the lesson is compared to on a slow line (`bench.pages`)."""
    return HttpResponse(Path(os.environ["ACUERPAR_DATA"], "bare.html").read_bytes())


urlpatterns = [path("bench/empty/", empty), path("bench/bare/", bare), *site]

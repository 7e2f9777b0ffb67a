from django.http import HttpRequest, HttpResponse
from django.urls import path

from learning.urls import urlpatterns as site


def empty(request: HttpRequest) -> HttpResponse:
    """Nothing but the middleware, the session and the account it loads: what every other view is compared to."""
    return HttpResponse(str(request.user.pk))


urlpatterns = [path("bench/empty/", empty), *site]

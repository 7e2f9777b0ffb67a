from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar, cast

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseServerError, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language_bidi
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from learning.core.languages import language_now

WORKER = (Path(__file__).parent / "worker.js").read_bytes()

View = TypeVar("View", bound=Callable[..., HttpResponse])


def tells_onward(view: View) -> View:
    """
    View decorator: a script that sent the form by itself (header X-Script) is told where a redirect would lead, and
    goes there. So it sees whether the line held, and the page in front of her stays until then.
    """

    @wraps(view)
    def told(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        if "X-Script" in request.headers and response.status_code == 302:
            return HttpResponse(status=204, headers={"X-Onward": response.headers["Location"]})
        return response

    return cast(View, told)


@csrf_exempt
@login_not_required
@require_POST
def quick_exit(request: HttpRequest) -> HttpResponse:
    """Leave at once: the session dies, the browser forgets the site and goes on to a harmless page.

    Without a CSRF token, since it must work from any page in any state. A page of its own and no redirect,
    since `form-action 'self'` would hold back a redirect that goes outside.
    """
    request.session.flush()
    return leave(request)


def is_leaving(request: HttpRequest) -> bool:
    return request.method == "POST" and request.path == reverse("core:quick-exit")


def leave(request: HttpRequest) -> HttpResponse:
    """What the quick exit answers, which needs no database: her browser forgets the site and goes on."""
    response = render(request, "core/exit.html", {"url": settings.QUICK_EXIT_URL})
    response.headers["Refresh"] = f"0; url={settings.QUICK_EXIT_URL}"
    response.headers["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    for name in request.COOKIES:
        response.delete_cookie(name)
    return response


def fault(request: HttpRequest) -> HttpResponse:
    """
    Our 500 page: it asks nothing of the database, which may be what is gone, so it knows no member. Whoever wanted to
    leave leaves; her browser forgets the session, which ends by itself.
    """
    if is_leaving(request):
        return leave(request)
    context = {
        "site_name": settings.NEUTRAL_NAME,
        "quick_exit_url": settings.QUICK_EXIT_URL,
        "sent": request.method == "POST",
    }
    return HttpResponseServerError(render_to_string("500.html", context))


@login_not_required
@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker, at the root since it answers for every page; a page registers it when she keeps a lesson."""
    headers = {"Cache-Control": "max-age=3600"}
    return HttpResponse(WORKER, content_type="text/javascript; charset=utf-8", headers=headers)


@login_not_required
@require_safe
def manifest(request: HttpRequest) -> HttpResponse:
    """What a phone shows on its first screen: the dull name and its mark."""
    told = {
        "name": settings.NEUTRAL_NAME,
        "short_name": settings.NEUTRAL_NAME,
        "lang": language_now(),
        "dir": "rtl" if get_language_bidi() else "ltr",
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "background_color": "#fbf7ee",
        "theme_color": "#fbf7ee",
        "icons": [
            {
                "src": static(f"img/icon-{size}.png"),
                "sizes": f"{size}x{size}",
                "type": "image/png",
                "purpose": "any maskable",
            }
            for size in (192, 512)
        ],
    }
    return JsonResponse(told, content_type="application/manifest+json")

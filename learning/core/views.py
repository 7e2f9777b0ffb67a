from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar, cast

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.utils.translation import get_language, get_language_bidi
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

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
    response = render(request, "core/exit.html", {"url": settings.QUICK_EXIT_URL})
    response.headers["Refresh"] = f"0; url={settings.QUICK_EXIT_URL}"
    response.headers["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    for name in request.COOKIES:
        response.delete_cookie(name)
    return response


@login_not_required
@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker, at the root since it answers for every page; a page registers it when she keeps a lesson."""
    return HttpResponse(WORKER, content_type="text/javascript; charset=utf-8")


@login_not_required
@require_safe
def manifest(request: HttpRequest) -> HttpResponse:
    """What a phone shows on its first screen: the dull name and its mark."""
    told = {
        "name": settings.NEUTRAL_NAME,
        "short_name": settings.NEUTRAL_NAME,
        "lang": get_language(),
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

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST


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

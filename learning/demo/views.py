"""Enter the demo as one of its people, with one click; look at the components of the look."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from learning.accounts.again import answers_again
from learning.accounts.door import sign_in
from learning.accounts.models import Account
from learning.core.middleware import pseudo_address
from learning.demo import gallery
from learning.demo.faults import FAULTS
from learning.demo.people import FACES, PEOPLE
from learning.networks.models import Role

LOOPBACK = ("127.0.0.1", "::1")
MAIN_PAGE = {
    Role.LEARNER: "progress:home",
    Role.MODERATOR: "community:queue",
    Role.TRAINER: settings.CMS_PREFIX,
    Role.LEAD: "networks:desk",
}


@login_not_required
@require_POST
@answers_again
def enter(request: HttpRequest, role: str) -> HttpResponse:
    """Sign in with both factors as the demo's learner, moderator, trainer or lead; from this machine alone."""
    person = next((each for each in PEOPLE if each.login_id in FACES and each.role == role), None)
    if person is None or request.META["REMOTE_ADDR"] not in map(pseudo_address, LOOPBACK):
        raise Http404
    account = Account.objects.filter(login_id=person.login_id).first()
    if account is None:
        raise Http404
    sign_in(request, account)
    return redirect(MAIN_PAGE[Role(role)])


@login_not_required
@require_safe
def components(request: HttpRequest) -> HttpResponse:
    """Every component in each of its states, dyes, drawings and icons."""
    context = {
        "components": [(each, each.shown(request)) for each in gallery.COMPONENTS],
        "frame": gallery.FRAME,
        "parts": gallery.PARTS,
        "faults": FAULTS,
        "tokens": (*gallery.DYES, *gallery.USES, *gallery.TINTS),
        "drawings": gallery.names_in("drawings"),
        "icons": gallery.names_in("icons"),
    }
    return render(request, "demo/components.html", context)


@login_not_required
@require_safe
def fault(request: HttpRequest, name: str) -> HttpResponse:
    """A page of what goes wrong, as it is then."""
    if name not in FAULTS:
        raise Http404
    return FAULTS[name](request)

"""What a phone asks once an hour about what it keeps."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from learning.accounts.kept import owner_mark
from learning.networks.access import own_memberships
from learning.progress.offline import frame
from learning.progress.renewing import around, still_open

# Courses that one phone keeps.
MOST = 100


@require_safe
@login_not_required
def renew(request: Any) -> HttpResponse:
    """Whether it is still open to her, in which network of hers ever, and the version of what stands around it."""
    asked = dict.fromkeys(request.GET.getlist("k")[:MOST])
    who = owner_mark(request.user) if request.user.is_authenticated else ""
    kept = {each: still_open(own_memberships(request), each) for each in asked} if who else {}
    return JsonResponse({"who": who, "around": around(), "kept": kept, **frame()})

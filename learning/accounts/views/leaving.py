"""Taking her data with her, and leaving for good."""

from allauth.account.decorators import reauthentication_required
from django.contrib.auth import logout
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render

from learning.accounts import actions
from learning.accounts.forms import LeaveForm, posted
from learning.accounts.requests import MemberRequest
from learning.core.panels import panels
from learning.core.privacy import export_person


@reauthentication_required
def my_data(request: MemberRequest) -> HttpResponse:
    """All that is kept of her, to read."""
    return render(request, "account/my_data.html", {"taken": export_person(request.user)})


@reauthentication_required
def download(request: MemberRequest) -> HttpResponse:
    """The same as a file."""
    response = JsonResponse(
        export_person(request.user), json_dumps_params={"ensure_ascii": False, "indent": 2}
    )
    response.headers["Content-Disposition"] = 'attachment; filename="mis-datos.json"'
    return response


@reauthentication_required
def leave(request: MemberRequest) -> HttpResponse:
    """What goes and what stays; then, after a word typed on purpose, everything of hers goes."""
    form = LeaveForm(posted(request))
    if not form.is_valid():
        shown = panels("register_farewell_panel", request)
        return render(request, "account/leave.html", {"form": form, "panels": shown})
    forgotten = actions.leave_for_good(account=request.user)
    logout(request)
    response = render(request, "account/gone.html", {"forgotten": forgotten})
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response

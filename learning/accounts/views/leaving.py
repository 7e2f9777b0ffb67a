"""Taking her data with her, and leaving for good."""

from allauth.account.decorators import reauthentication_required
from django.contrib.auth import logout
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from wagtail import hooks

from learning.accounts import actions
from learning.accounts.forms import LeaveForm, posted
from learning.accounts.requests import MemberRequest
from learning.core.panels import panels
from learning.core.privacy import export_person


@reauthentication_required
def my_data(request: MemberRequest) -> HttpResponse:
    """All that is kept of her, to read."""
    return render(request, "account/my_data.html", {"taken": _taken(request)})


@reauthentication_required
def download(request: MemberRequest) -> HttpResponse:
    """The same as a file."""
    response = JsonResponse(_taken(request), json_dumps_params={"ensure_ascii": False, "indent": 2})
    response.headers["Content-Disposition"] = 'attachment; filename="mis-datos.json"'
    return response


def _taken(request: MemberRequest) -> dict[str, list[dict[str, str]]]:
    """All that is hers; what only she can open as far as it lies open (`register_own_data`, of the same shape)."""
    taken = export_person(request.user)
    for tell in hooks.get_hooks("register_own_data"):
        taken |= tell(request)
    return taken


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

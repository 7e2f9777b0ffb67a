"""In the editor: what of her network's advice is past its review, and the act that says it was checked today."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from wagtail.models import Page

from learning.networks import actions, audit
from learning.networks.access import own_memberships
from learning.networks.models import Membership
from learning.networks.permissions import Permission, can
from learning.networks.walls import pages_within
from modules.ageing import aged
from modules.publishing import NotReady, answer_not_ready


class AgainForm(forms.Form):
    """What was checked: the key of its page, its block in a lesson, and the day it had on the page that she saw."""

    key = forms.UUIDField()
    block = forms.CharField(max_length=36, required=False)
    seen = forms.DateField(input_formats=["%Y-%m-%d"])


@require_http_methods(["GET", "HEAD", "POST"])
def advice(request: HttpRequest) -> HttpResponse:
    """All of it, the oldest first; who may come in is asked at the editor's door."""
    mine = [each for each in own_memberships(request) if can(each, Permission.WRITE_COURSES)]
    if request.method == "POST":
        return _checked(request, mine)
    last = audit.last_checks(each.network_id for each in mine)
    rows = [
        (each, last.get(audit.subject_of_advice(each.key, each.block_id)))
        for each in aged(pages_within([each.network for each in mine]))
    ]
    return render(request, "networks/editor/advice.html", {"rows": rows})


def _checked(request: HttpRequest, mine: list[Membership]) -> HttpResponse:
    form = AgainForm(request.POST)
    said = form.cleaned_data if form.is_valid() else {}
    by = next((each for each in mine if said and _is_in(each, said["key"])), None)
    if by is None:
        raise Http404
    try:
        done = actions.check_advice(**said, by=by)
    except NotReady as refused:
        return answer_not_ready(request, refused)
    if done:
        messages.success(request, _("Queda comprobado hoy, también en el borrador si lo hay."))
    else:
        messages.info(request, _("Ya estaba hecho, o cambió desde que abriste esta página. Así está ahora."))
    return redirect("advice")


def _is_in(membership: Membership, key: object) -> bool:
    return Page.objects.filter(pages_within([membership.network]), translation_key=key, live=True).exists()

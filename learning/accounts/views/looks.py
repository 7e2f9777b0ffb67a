"""How the site looks to her: one page, from everywhere and back."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from learning.accounts import actions
from learning.accounts.forms import LooksForm, posted
from learning.accounts.requests import MemberRequest
from learning.accounts.views.doors import safe_next
from learning.core.views import tells_onward


@tells_onward
def change(request: MemberRequest) -> HttpResponse:
    """
    Her choices, and a sample. "Ver cómo queda" shows the page as it would be and keeps nothing: the choices stand on
    `request.user` for the length of this answer.
    """
    form = LooksForm(posted(request), instance=request.user)
    if form.is_valid() and "try" not in request.POST:
        actions.set_looks(account=request.user)
        if "X-Script" not in request.headers:
            messages.success(request, _("Listo: así se ve en todos tus aparatos."))
        return HttpResponseRedirect(safe_next(request))
    return render(request, "account/looks.html", {"form": form, "next": safe_next(request)})

"""What is hers: the name she has in her networks."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from learning.accounts.models import Account
from learning.core.throttle import throttled
from learning.networks import actions
from learning.networks.forms import PseudonymForm


@throttled("pseudonym", limit=20, seconds=3600, by=lambda request: str(request.user.pk))
def pseudonym_change(request: HttpRequest) -> HttpResponse:
    """Another name, everywhere at once."""
    account = request.user
    assert isinstance(account, Account)  # noqa: S101 (login is required)
    form = PseudonymForm(request.POST or None, initial={"pseudonym": account.pseudonym})
    if form.is_valid():
        try:
            actions.change_pseudonym(account=account, pseudonym=form.cleaned_data["pseudonym"])
        except actions.PseudonymTaken:
            form.add_error("pseudonym", _("En tu red ya hay alguien con un nombre así. Elige otro."))
        else:
            messages.success(request, _("Ahora te llamas así en todas tus redes."))
            return redirect("accounts:home")
    return render(request, "networks/pseudonym.html", {"form": form})

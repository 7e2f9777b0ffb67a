"""Opening a journal on one of its pages, with her passphrase; the first time it is begun."""

from django.http import HttpRequest
from django.utils.translation import gettext as _

from learning.accounts import opened
from learning.accounts.views.limits import BY_ACCOUNT, MINUTES_15
from learning.core.crypto import SealBroken
from learning.core.throttle import hit
from learning.journal import actions
from learning.journal.access import Open, as_opened, journal_of
from learning.journal.forms import OpenForm


def open_with(request: HttpRequest, form: OpenForm) -> Open | None:
    """The journal, from now on open in this session; None, and the form says why, where it stays closed."""
    if not hit("journal-open", str(form.account.pk), limit=BY_ACCOUNT, seconds=MINUTES_15):
        form.add_error(None, _("Fueron muchos intentos. Espera unos minutos."))
        return None
    hers = _opened(form) if form.is_valid() else None
    if hers:
        opened.put_in_session(request, as_opened(hers.key))
    return hers


def _opened(form: OpenForm) -> Open | None:
    passphrase = form.cleaned_data["passphrase"]
    if not journal_of(form.account).begun:
        return actions.begin(account=form.account, passphrase=passphrase)
    for way in [{"passphrase": passphrase}, *form.older_keys()]:
        try:
            hers = actions.open_by(account=form.account, **way)
        except SealBroken:
            continue
        if way != {"passphrase": passphrase}:
            actions.relock(hers=hers, passphrase=passphrase)
        return hers
    form.ask_older()
    form.add_error(
        "older_passphrase",
        _(
            "Tus llaves cambiaron con el diario cerrado. Todavía se abre con la frase o la llave de papel "
            "que lo abría entonces."
        ),
    )
    return None

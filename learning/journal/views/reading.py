"""Reading her journal, on the page, on paper or as a file; opening and closing it."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from learning.accounts import opened
from learning.accounts.forms import posted
from learning.accounts.requests import MemberRequest
from learning.accounts.views.doors import safe_next
from learning.journal.access import NAME, journal_of, open_in, writings
from learning.journal.forms import OpenForm
from learning.journal.opening import open_with
from learning.journal.writing import as_text

PER_PAGE = 20
FILE_NAME = "notas.txt"


@require_safe
def entry_list(request: MemberRequest) -> HttpResponse:
    """All she keeps, the newest first; a closed journal says how it is opened."""
    journal = journal_of(request.user)
    hers = open_in(request, journal)
    context: dict[str, Any] = {"journal": journal, "hers": hers}
    if hers:
        found, broken = writings(hers)
        page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
        here = f"?page={page.number}" if page.number > 1 else ""
        context |= {"page": page, "broken": broken, "here": here}
    elif journal.begun:
        context["key_form"] = OpenForm(account=request.user)
    return render(request, "journal/entry_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def journal_open(request: MemberRequest) -> HttpResponse:
    """Her passphrase opens it, for this session, and leads on to where she wanted to go."""
    journal = journal_of(request.user)
    onward = safe_next(request)
    if open_in(request, journal):
        return redirect(onward if onward != "/" else "journal:entry-list")
    form = OpenForm(posted(request), account=request.user)
    if request.method == "POST" and open_with(request, form):
        return redirect(onward if onward != "/" else "journal:entry-list")
    context = {"journal": journal, "key_form": form, "next": onward}
    return render(request, "journal/open.html", context)


@require_POST
def journal_close(request: MemberRequest) -> HttpResponse:
    """Close it in this session, which goes on."""
    opened.close_in_session(request, NAME)
    messages.success(request, _("Quedó cerrado en este aparato."))
    return redirect("journal:entry-list")


@require_safe
def journal_print(request: MemberRequest) -> HttpResponse:
    """All of it on one page, for paper."""
    hers = open_in(request, journal_of(request.user))
    if not hers:
        return redirect("journal:entry-list")
    return render(request, "journal/print.html", {"writings": writings(hers)[0]})


@require_safe
def journal_export(request: MemberRequest) -> HttpResponse:
    """The same as a file whose name says nothing."""
    hers = open_in(request, journal_of(request.user))
    if not hers:
        return redirect("journal:entry-list")
    answer = HttpResponse(as_text(writings(hers)[0]), content_type="text/plain; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{FILE_NAME}"'
    return answer

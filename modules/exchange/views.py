"""The page of exchange of a page in the editor, and pieces of long work. Only for whoever may edit there."""

from contextlib import suppress
from typing import Any
from uuid import UUID, uuid4

from django.db import IntegrityError
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe
from wagtail.models import Page

from modules.exchange import work as long_work
from modules.exchange.forms import KeyForm, SendForm
from modules.exchange.uploads import SealedUpload
from modules.exchange.work import Kind, kinds
from modules.models import ModulePage, Work

UNDONE = (Work.State.WAITING, Work.State.RUNNING)


def exchange(request: HttpRequest, page_id: int) -> HttpResponse:
    """What can go out of a page or come into it, and what she asked for before."""
    page, open_kinds = _open(request, page_id)
    if request.method == "POST":
        name = request.POST.get("kind", "")
        if name not in open_kinds:
            raise Http404
        upload = None
        if open_kinds[name].takes:
            form = SendForm(request.POST, request.FILES, kind=open_kinds[name])
            if not form.is_valid():
                return _exchange(request, page, open_kinds, {name: form})
            upload = form.cleaned_data["file"]
        begun = _going_on(request, page, name) if not upload else None
        return redirect("exchange-work", begun.pk if begun else _begin(request, page, name, upload))
    return _exchange(request, page, open_kinds, {})


def _begin(request: HttpRequest, page: Page, kind: str, upload: SealedUpload | None) -> UUID:
    """The key of the work; of a form that was sent before, that of the first, whose file was the same."""
    key = KeyForm(request.POST).number()
    if not _hers(request).filter(pk=key).exists():
        with suppress(IntegrityError):
            long_work.begin(by=request.user, kind=kind, page=page, upload=upload, key=key)  # type: ignore[arg-type]
    return key


def _going_on(request: HttpRequest, page: Page, kind: str) -> Work | None:
    """The same, asked for before and not done yet: a second tap on a slow line asks for nothing more."""
    found: Work | None = _hers(request).filter(page=page, kind=kind, state__in=UNDONE).first()
    return found


def _exchange(
    request: HttpRequest, page: Page, open_kinds: dict[str, Kind], forms: dict[str, SendForm]
) -> HttpResponse:
    ways = [
        (name, kind, forms.get(name) or (SendForm(kind=kind) if kind.takes else None))
        for name, kind in open_kinds.items()
    ]
    asked = [(each, kinds()[each.kind]) for each in _hers(request).filter(page=page)[:10]]
    rights = page.permissions_for_user(request.user)
    context = {
        "page": page,
        "is_hers": rights.can_edit() or rights.can_add_subpage(),
        "parts": ModulePage.objects.child_of(page).live(),
        "key": uuid4(),
        "out": [way for way in ways if way[2] is None],
        "taken_in": [way for way in ways if way[2] is not None],
        "asked": asked,
    }
    return render(request, "modules/exchange/page.html", context, status=422 if forms else 200)


@require_safe
def work(request: HttpRequest, work_key: UUID) -> HttpResponse:
    """How far it is, what came of it, and what she gets."""
    long_work.take_up_again()
    found = _work_or_404(request, work_key)
    kind = kinds()[found.kind]
    waits = found.state == Work.State.DONE and kind.gives
    context: dict[str, Any] = {"work": found, "kind": kind, "waits": waits, "days": long_work.DAYS}
    if waits:
        context["size"] = long_work.size_of(found)
    return render(request, "modules/exchange/work.html", context)


@require_safe
def work_file(request: HttpRequest, work_key: UUID) -> HttpResponseBase:
    """What came of it, under a name that tells nothing."""
    found = _work_or_404(request, work_key)
    kind = kinds()[found.kind]
    if found.state != Work.State.DONE or not kind.gives:
        raise Http404
    try:
        file = long_work.open_file(found)
    except OSError:
        raise Http404 from None
    response = FileResponse(file, as_attachment=True, filename=kind.gives)
    response.headers["Content-Length"] = str(file.size)
    return response


@require_POST
def work_forget(request: HttpRequest, work_key: UUID) -> HttpResponse:
    """What she does not need any more goes at once, with its file."""
    found = _work_or_404(request, work_key)
    page_id = found.page_id
    long_work.forget(found)
    return redirect("exchange-page", page_id)


def _open(request: HttpRequest, page_id: int) -> tuple[Page, dict[str, Kind]]:
    """The page and what she may do about it; a page about which she may do nothing is missing."""
    page = Page.objects.filter(pk=page_id).first()
    if page is None:
        raise Http404
    page = page.specific
    found = {name: kind for name, kind in kinds().items() if kind.is_open(page, request.user)}
    if not found:
        raise Http404
    return page, found


def _hers(request: HttpRequest) -> Any:
    return Work.objects.filter(account=request.user.pk).select_related("page", "made")


def _work_or_404(request: HttpRequest, key: UUID) -> Work:
    """Hers, about a page that she may still edit."""
    found: Work | None = _hers(request).filter(pk=key).first()
    if found is None or not kinds()[found.kind].is_open(found.page.specific, request.user):
        raise Http404
    return found

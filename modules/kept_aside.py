"""Two who write one page, or one in two windows: what is sent later overwrites nothing and is kept beside it."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from wagtail.log_actions import LogContext, activate, log
from wagtail.models import Page, PageLogEntry, PageSubscription, Revision

KEPT = "modules.kept_aside"
CONFLICT = 409
NO_VERSION = "0"


def keep_aside(request: HttpRequest, page: Page) -> HttpResponse | None:
    """
    Answer a form that was opened on an older version than the newest: hers becomes a version of its own, which is not
    the newest, and she chooses. Saving while she writes is refused by Wagtail itself.
    """
    if request.method != "POST":
        return None
    _sign(request)
    if not request.accepts("text/html"):
        return None
    now = Page.objects.select_related("latest_revision").get(pk=page.pk)
    if not is_outdated(request, now.latest_revision):
        return None
    hers = _what_she_wrote(request, now)
    if hers is None:
        messages.warning(
            request,
            _("Esta página cambió mientras escribías. Corrige lo que falta y guarda: lo tuyo queda aparte."),
        )
        # It comes back as it was opened, and not as if what is there now had been before her when she wrote.
        vars(page)["latest_revision_id"] = _older(request, now.latest_revision)
        return None
    kept = _keep(request, hers, now)
    return render(request, "modules/editor/kept_aside.html", {"page": now, "kept": kept}, status=CONFLICT)


def name_the_window(request: HttpRequest, *made: Any) -> None:
    """From a page's first saving on, which makes it: what follows comes from the same form."""
    if request.method == "POST":
        _sign(request)


def is_outdated(request: HttpRequest, newest: Revision | None) -> bool:
    """
    Whether the page was written in another window since this form was opened: a newer version, or on in the one that
    is the newest. What its own window saved by itself may arrive after she had tapped.
    """
    sent = request.POST
    opened = _opened(request)
    if newest is None or not opened:
        return False
    if opened == str(newest.pk):
        moment = newest.created_at.isoformat()
        if sent.get("overwrite_revision_id") or sent.get("loaded_revision_created_at", moment) == moment:
            return False
    wrote = PageLogEntry.objects.filter(revision=newest, user=request.user, uuid=_window(request))
    return not wrote.exists()


def _opened(request: HttpRequest) -> str:
    """The version in the form: the one its own saving made, or else the one it was opened on."""
    return request.POST.get("overwrite_revision_id") or request.POST.get("loaded_revision_id") or ""


def _older(request: HttpRequest, newest: Revision) -> str:
    opened = _opened(request)
    return opened if opened != str(newest.pk) else NO_VERSION


def _sign(request: HttpRequest) -> None:
    """Let the log name what this window writes; Wagtail keeps the name where it saves one version over another."""
    signed = LogContext(user=request.user)
    signed.uuid = _window(request)
    activate(signed)


def _window(request: HttpRequest) -> UUID:
    """In which window she writes: the token of a form is drawn anew each time the form is shown."""
    token = request.POST.get("csrfmiddlewaretoken") or uuid4().hex
    return UUID(bytes=salted_hmac("editor.window", token).digest()[:16])


def _what_she_wrote(request: HttpRequest, now: Page) -> Any:
    """The page as her form would save it as a draft; None where it could not be saved even so."""
    page = now.get_latest_revision_as_object()
    form = page.get_edit_handler().get_form_class()(
        request.POST,
        request.FILES,
        instance=page,
        subscription=PageSubscription(page=now, user=request.user),
        parent_page=now.get_parent(),
        for_user=request.user,
    )
    form.defer_required_fields()
    return form.save(commit=False) if form.is_valid() else None


def _keep(request: HttpRequest, hers: Any, now: Page) -> Revision:
    newest: Revision = now.latest_revision
    kept = Revision.objects.create(
        content_object=hers,
        base_content_type=hers.get_base_content_type(),
        user=request.user,
        # Before the newest: what is newest by its moment counts for Wagtail as the page's draft.
        created_at=newest.created_at - timedelta(microseconds=1),
        content=hers.serializable_data(),
        object_str=str(hers),
    )
    log(instance=hers, action=KEPT, user=request.user, revision=kept, content_changed=True)
    return kept

"""Two who write one page: whoever sends later overwrites nothing, and what she wrote is kept beside it."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page, PageSubscription, Revision

KEPT = "modules.kept_aside"
CONFLICT = 409


def keep_aside(request: HttpRequest, page: Page) -> HttpResponse | None:
    """
    Answer a form that was opened on an older version than the newest: hers becomes a version of its own, which is not
    the newest, and she chooses. Saving while she writes is refused by Wagtail itself.
    """
    if request.method != "POST" or not request.accepts("text/html"):
        return None
    now = Page.objects.select_related("latest_revision").get(pk=page.pk)
    if not is_outdated(request, now.latest_revision):
        return None
    hers = _what_she_wrote(request, now)
    if hers is None:
        said = _(
            "Otra guardó antes que tú. Mira su versión en otra ventana: lo que guardes aquí la reemplaza."
        )
        messages.warning(request, said)
        return None
    kept = _keep(request, hers, now)
    return render(request, "modules/editor/kept_aside.html", {"page": now, "kept": kept}, status=CONFLICT)


def is_outdated(request: HttpRequest, newest: Revision | None) -> bool:
    """
    Whether another woman wrote since the form was opened: a newer version, or on in the one that is the newest. What
    is her own since then is her own saving, which may arrive after she had tapped.
    """
    sent = request.POST
    opened = sent.get("overwrite_revision_id") or sent.get("loaded_revision_id") or ""
    if newest is None or not opened.isdecimal():
        return False
    if int(opened) != newest.pk:
        line = Revision.objects.filter(object_id=newest.object_id, base_content_type=newest.base_content_type)
        return newest.user_id != request.user.pk or (
            line.filter(pk__gt=int(opened)).exclude(user=request.user).exists()
        )
    moment = newest.created_at.isoformat()
    return newest.user_id != request.user.pk and sent.get("loaded_revision_created_at", moment) != moment


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

"""
A translation goes to review like every page where the network asks for one; the package could only publish it. And its
editor speaks in our words.
"""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django.views.i18n import JavaScriptCatalog
from wagtail.models import Page
from wagtail_localize.models import Translation

from modules.publishing import require_ready


class EditorWords(JavaScriptCatalog):
    """What its scripts say: the words of the package, and ours where those are missing or are not well said."""

    packages = ["wagtail_localize"]

    def get_paths(self, packages: list[str]) -> list[str]:
        return [*super().get_paths(packages), *map(str, settings.LOCALE_PATHS)]


@require_POST
def send_translation(request: HttpRequest, translation_id: int) -> HttpResponse:
    """Make a version of what is translated so far, and send it. NotReady where that lacks something."""
    translation = get_object_or_404(Translation, pk=translation_id, enabled=True)
    target = translation.get_target_instance()
    rights = target.permissions_for_user(request.user)
    if not (rights.can_edit() and rights.can_submit_for_moderation()):
        raise PermissionDenied
    translation.save_target(user=request.user, publish=False)
    page = Page.objects.get(pk=target.pk).specific
    require_ready(page.get_latest_revision_as_object())
    _send(page, request.user)
    messages.success(request, _("«%(title)s» va a revisión.") % {"title": page.get_admin_display_title()})
    return redirect("wagtailadmin_pages:edit", page.pk)


@transaction.atomic
def _send(page: Page, user: Any) -> None:
    """Anew, or again after it came back."""
    review = page.current_workflow_state
    if review:
        review.resume(user)
    else:
        page.get_workflow().start(page, user)

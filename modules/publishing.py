"""What a page must have before learners read it, whichever way it is published."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from wagtail.models import Page

from modules.findings import Finding
from modules.lacks import lacks


class NotReady(Exception):
    """`page` lacks something that its form would ask for."""

    def __init__(self, page: Page, found: Sequence[Finding]) -> None:
        super().__init__(str(page), *(each.said for each in found))
        self.page = page
        self.lacks = found


def require_ready(page: Any) -> None:
    """
    Raise `NotReady` unless the form of this page would publish it as it is.

    A draft may lack anything, and Wagtail publishes drafts without their form: when a review ends, when a
    translation is made, at an hour that was set.
    """
    if found := lacks(page):
        raise NotReady(page, found)


def answer_not_ready(request: HttpRequest, refused: NotReady) -> HttpResponse:
    """To the page's form, with all that is missing; inside a window of the editor, by its script."""
    page = refused.page
    title = _("«%(title)s» no se publicó. El borrador está guardado.") % {
        "title": page.get_admin_display_title()
    }
    messages.error(
        request, render_to_string("modules/editor/_lacks.html", {"said": title, "lacks": refused.lacks})
    )
    there = redirect("wagtailadmin_pages:edit", page.pk)
    if request.headers.get("X-Requested-With") == "XMLHttpRequest":
        return JsonResponse({"step": "success", "redirect": there.url})
    return there

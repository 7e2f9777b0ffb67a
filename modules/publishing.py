"""What a page must have before learners read it, whichever way it is published."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.fields import StreamField
from wagtail.models import Page

from modules.quizzes import read_quiz


class NotReady(Exception):
    """`page` lacks something that its form would ask for."""

    def __init__(self, page: Page) -> None:
        super().__init__(str(page))
        self.page = page


def lacks_questions(pass_mark: int | None, body: Any) -> bool:
    """Whether a lesson is to be passed and asks nothing: everyone who came would pass."""
    return pass_mark is not None and not read_quiz(body).questions


def require_ready(page: Any) -> None:
    """
    Raise `NotReady` unless the form of this page would publish it as it is.

    A draft may lack anything, and Wagtail publishes drafts without their form: when a review ends, when a
    translation is made, at an hour that was set.
    """
    try:
        for field in page._meta.get_fields():
            if isinstance(field, StreamField):
                field.stream_block.clean(getattr(page, field.name))
    except ValidationError:
        raise NotReady(page) from None
    if lacks_questions(getattr(page, "pass_mark", None), getattr(page, "body", ())):
        raise NotReady(page)


def answer_not_ready(request: HttpRequest, page: Page) -> HttpResponse:
    """To the page's form, where what is missing is said; inside a window of the editor, by its script."""
    said = _("«%(title)s» no se publicó: le falta algo. Toca Publicar aquí y verás qué.")
    messages.error(request, said % {"title": page.get_admin_display_title()})
    there = redirect("wagtailadmin_pages:edit", page.pk)
    if request.headers.get("X-Requested-With") == "XMLHttpRequest":
        return JsonResponse({"step": "success", "redirect": there.url})
    return there

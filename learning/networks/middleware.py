"""Where she stands in this request, and the wall around the editor."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from learning.core.languages import address_in, language_now
from learning.networks.access import current_membership
from learning.networks.editor import answer_at_the_door, is_editor

# The one address of Wagtail's whose arguments have no names compares two revisions of a page.
UNNAMED = ("page_id", "revision_id", "revision_id")


class CurrentMembership:
    """
    Puts on every request the network she is in now, `request.membership`, or None for a visitor; and addresses her
    as that network does.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.membership = SimpleLazyObject(lambda: current_membership(request))  # type: ignore[attr-defined]
        # Only with a cookie: a visitor costs no look at the table.
        if settings.SESSION_COOKIE_NAME in request.COOKIES and request.membership:  # type: ignore[attr-defined]
            address_in(request.membership.network.manner)  # type: ignore[attr-defined]
        response = self.get_response(request)
        response.headers.setdefault("Content-Language", language_now())
        return response

    def process_view(
        self, request: HttpRequest, view: object, unnamed: tuple[Any, ...], named: dict[str, Any]
    ) -> HttpResponse | None:
        """Only trainers with a second factor go through the editor's door; a visitor is asked who she is."""
        if is_editor(request.path) and request.user.is_authenticated:
            arguments = [*named.items(), *zip(UNNAMED, unnamed, strict=bool(unnamed))]
            return answer_at_the_door(request, arguments)
        return None

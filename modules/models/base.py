"""What every page of a course has in common."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from wagtail.models import Page

from learning.core import opaque
from learning.core.privacy import PLAIN

# What a page of ours adds of its own is text for everybody.
PAGE_FIELDS = {"page_ptr": PLAIN}


class ContentPage(Page):
    """A page whose address tells nothing: it is found by its translation key, whatever the language."""

    class Meta:
        abstract = True

    opaque_prefix: str = ""

    @property
    def key(self) -> str:
        """The opaque key that stands in addresses; one for all languages."""
        return opaque.encode(self.translation_key)

    def get_opaque_url(self) -> str:
        return f"/{self.opaque_prefix}/{self.key}/"

    def get_url_parts(self, request: HttpRequest | None = None) -> tuple[int, str, str] | None:
        """Wagtail's links in the editor lead to our own addresses."""
        parts = super().get_url_parts(request)
        if parts is None or not self.opaque_prefix:
            return parts
        return parts[0], parts[1], self.get_opaque_url()

    def serve(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        """Wagtail's own tree of addresses is not mounted; if it ever is, it leads to ours."""
        return redirect(self.get_opaque_url())

"""What every page of a course has in common."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page, Revision
from wagtail_localize.fields import SynchronizedField

from learning.core import opaque
from learning.core.languages import speaking
from learning.core.middleware import BARE_POLICY
from learning.core.privacy import PLAIN
from modules.content_form import ContentForm, LacksPanel
from modules.copying import CopyOnceForm
from modules.fallback import translated_now, translating
from modules.overview import overview_of
from modules.publishing import require_ready
from modules.rights import PageRights

# What a page of ours adds of its own is text for everybody.
PAGE_FIELDS = {"page_ptr": PLAIN}
# How a page is looked at before it is published; whatever the screen is set to, only the second is dark.
LOOKS: list[tuple[str, Any]] = [
    ("learner", _("Como la ve quien aprende")),
    ("dark", _("En oscuro")),
    ("bare", _("Sin JavaScript")),
]


class ContentPage(Page):
    """A page whose address tells nothing: it is found by its translation key, whatever the language."""

    # Addresses for search engines, menus and dates of publishing mean nothing here: one form, no tabs.
    content_panels = [LacksPanel(), FieldPanel("title")]
    promote_panels: list[Any] = []
    settings_panels: list[Any] = []

    class Meta:
        abstract = True

    base_form_class = ContentForm
    # An address tells nothing, so nobody has to translate it.
    override_translatable_fields = [SynchronizedField("slug", overridable=False)]
    copy_form_class = CopyOnceForm
    opaque_prefix: str = ""
    preview_template: str = ""
    # A phone first: that is where it will be read.
    preview_modes = LOOKS
    preview_sizes = [
        {"name": "mobile", "icon": "mobile-alt", "device_width": 360, "label": _("En un teléfono")},
        {"name": "desktop", "icon": "desktop", "device_width": 1280, "label": _("En una computadora")},
    ]

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
        return parts[0], settings.WAGTAILADMIN_BASE_URL, self.get_opaque_url()

    def publish(self, revision: Revision, *args: Any, **kwargs: Any) -> None:
        """The one way to learners, whoever opens it; `modules.publishing.NotReady` when something is missing."""
        require_ready(revision.as_object())
        # Pages may have come below it since it was read; publishing would write down that it has none.
        self.refresh_from_db(fields=["path", "depth", "numchild"])
        # The package publishes while it still translates.
        with translating(None):
            super().publish(revision, *args, **kwargs)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """What a translation is made of waits in a version of the page; who reads it reads what was published."""
        if translated_now() is None or not self.pk or not self.live or "update_fields" in kwargs:
            super().save(*args, **kwargs)
        else:
            self.full_clean()

    def save_revision(
        self, *args: Any, overwrite_revision: Revision | None = None, **kwargs: Any
    ) -> Revision:
        """Saving while she writes goes on in one version, but never in one that learners read or somebody judged."""
        if overwrite_revision is not None and (
            overwrite_revision.pk == self.live_revision_id or overwrite_revision.task_states.exists()
        ):
            overwrite_revision = None
        return super().save_revision(*args, overwrite_revision=overwrite_revision, **kwargs)

    def permissions_for_user(self, user: Any) -> PageRights:
        return PageRights(user, self)

    def serve(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        """Wagtail's own tree of addresses is not mounted; if it ever is, it leads to ours."""
        return redirect(self.get_opaque_url())

    def make_preview_request(
        self,
        original_request: HttpRequest | None = None,
        preview_mode: str | None = None,
        extra_request_attrs: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Answer inside the editor's own request: its wall, its headers and its language of the page."""
        assert original_request is not None  # noqa: S101 (the editor always has one)
        for name, value in (extra_request_attrs or {}).items():
            setattr(original_request, name, value)
        return self.serve_preview(original_request, preview_mode or "")

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """As learners have it, below a line for the trainer, which is in her own language."""
        told = render_to_string("modules/editor/_told.html", {"overview": overview_of(self)})
        context = {"page": self, "told": told, "scheme": "dark" if mode_name == "dark" else "light"}
        with speaking(self.locale.language_code):
            answer = render(request, self.preview_template, {**context, **self.preview_of(mode_name)})
        if mode_name == "bare":
            answer.headers["Content-Security-Policy"] = BARE_POLICY
        return answer

    def preview_of(self, mode: str) -> dict[str, Any]:
        """What the preview's template needs besides the page."""
        return {}

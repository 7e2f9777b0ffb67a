"""What courses bring to the editor: scripts of ours, a shorter menu, and no link to people."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.rich_text.converters.html_to_contentstate import InlineStyleElementHandler
from wagtail.admin.rich_text.editors.draftail.features import InlineStyleFeature
from wagtail.admin.staticfiles import versioned_static
from wagtail.admin.widgets import Button
from wagtail.models import Page
from wagtail.snippets.models import register_snippet

from learning.core.purging import Limit
from modules.adapting.access import adapting_address
from modules.changes import tell
from modules.exchange import work as long_work
from modules.glossary_editor import GlossaryViewSet
from modules.kept_aside import KEPT, keep_aside, name_the_window
from modules.limits import work_limits
from modules.links import PageLink
from modules.models import LessonPage
from modules.moving import move_together
from modules.overrides import edit_override
from modules.paper import packs
from modules.queue import HerEdits, HerLocks, QueuePanel
from modules.review_menu import in_our_words, withdrawn_by_sender_alone
from modules.search.index import refresh
from modules.texts import edit_text
from modules.translating import EditorWords, send_translation
from modules.translation_views import download_po, kept_up, translation_state, upload_po
from modules.updating import UpdateTranslations
from modules.varieties_editor import VarietyViewSet, keep_what_is_heard
from modules.voice_views import may_be_heard, voices

SCRIPTS = ("editor", "editor-names", "editor-overview")


@hooks.register("insert_global_admin_js", order=10)
def editor_scripts() -> SafeString:
    scripts = ((versioned_static(f"modules/{name}.js"),) for name in SCRIPTS)
    return format_html_join("", '<script type="module" src="{}"></script>', scripts)


@hooks.register("insert_global_admin_css")
def editor_style() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', versioned_static("modules/editor.css"))


@hooks.register("construct_main_menu", order=200)
def hide_documents(request: HttpRequest, items: list[Any]) -> None:
    items[:] = [item for item in items if item.name != "documents"]


@hooks.register("construct_homepage_summary_items", order=1000)
def hide_counts(request: HttpRequest, items: list[Any]) -> None:
    """The first page of the editor would count the pages of every network."""
    items.clear()


@hooks.register("register_rich_text_features", order=100)
def link_to_opaque_addresses(features: Any) -> None:
    features.register_link_type(PageLink)


@hooks.register("register_rich_text_features")
def marks_for_the_glossary(features: Any) -> None:
    """What a trainer says about a word of a text: explain it here; leave it alone (`modules.glossary`)."""
    for name, element, icon, description in (
        ("word", "abbr", "help", _("Explicar con el glosario")),
        ("no-word", "acronym", "no-view", _("No explicar aquí")),
    ):
        kind = name.upper()
        feature = InlineStyleFeature({"type": kind, "icon": icon, "description": description})
        features.register_editor_plugin("draftail", name, feature)
        rule = {
            "from_database_format": {element: InlineStyleElementHandler(kind)},
            "to_database_format": {"style_map": {kind: element}},
        }
        features.register_converter_rule("contentstate", name, rule)


register_snippet(GlossaryViewSet)
register_snippet(VarietyViewSet)
hooks.register("before_delete_snippet", keep_what_is_heard)
hooks.register("before_move_page", move_together)
hooks.register("before_create_page", name_the_window)
hooks.register("before_edit_page", keep_aside)
hooks.register("before_edit_page", withdrawn_by_sender_alone)


@hooks.register("before_publish_page")
def tell_first(request: HttpRequest, page: Page) -> None:
    """The form of the editor publishes without `publish` of the page."""
    if isinstance(page, LessonPage):
        tell(page, page.latest_revision)


@hooks.register("construct_translated_pages_to_cascade_actions")
def say_that_translations_move(pages: list[Page], action: str) -> dict[Page, list[Page]]:
    """The question before a move counts them."""
    return {each: list(each.get_translations()) for each in pages} if action == "move" else {}


@hooks.register("register_page_header_buttons")
def way_to_exchange(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """From a page in the editor to what can go out of it or come in."""
    specific = page.specific
    if any(kind.is_open(specific, user) for kind in long_work.kinds().values()):
        there = reverse("exchange-page", args=[page.pk])
        yield Button(_("Llevar y traer"), there, icon_name="download", priority=62)


@hooks.register("register_page_header_buttons")
def way_to_adapting(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """From a network's place to shared courses; from a copy to what its source suggests."""
    there = adapting_address(page.specific, user)
    if there:
        yield Button(_("Adaptar"), there, icon_name="copy", priority=64)


@hooks.register("register_purge", order=15)
def limits() -> list[Limit]:
    return work_limits()


@hooks.register("before_purge")
def look_after_work() -> None:
    """What was left half-way is taken up again, and no file stays without its work."""
    long_work.take_up_again()
    long_work.sweep()
    packs.look_after()


@hooks.register("before_purge")
def find_what_nobody_told() -> None:
    """Pages that came to be live without being published can be looked for an hour later."""
    refresh()


@hooks.register("register_admin_urls", order=-1)
def update_translations() -> list[URLPattern]:
    """In front of the package's own at the same address."""
    view = UpdateTranslations.as_view()
    return [
        path("localize/update/<int:translation_source_id>/", view, name="update_translations"),
        path("localize/translate/<int:translation_id>/review/", send_translation, name="translation-review"),
    ]


@hooks.register("register_admin_urls", order=-1)
def ways_of_translators() -> list[URLPattern]:
    """In front of the package's own for texts and files."""
    base = "localize/translate/<int:translation_id>"
    return [
        path("localize/jsi18n/", EditorWords.as_view(), name="javascript_catalog"),
        path(f"{base}/strings/<int:string_segment_id>/edit/", edit_text, name="edit_string_translation"),
        path(f"{base}/overrides/<int:overridable_segment_id>/edit/", edit_override, name="edit_override"),
        path(f"{base}/pofile/download/", download_po, name="download_pofile"),
        path(f"{base}/pofile/upload/", upload_po, name="upload_pofile"),
        path("translations/<int:translation_id>/", translation_state, name="translation-state"),
    ]


@hooks.register("register_page_header_buttons")
def way_to_translation(
    page: Page, user: Any, view_name: str, next_url: str | None = None
) -> Iterator[Button]:
    if translation := kept_up(page):
        there = reverse("translation-state", args=[translation.pk])
        yield Button(_("Qué falta traducir"), there, icon_name="globe", priority=61)


@hooks.register("register_admin_urls")
def voices_address() -> list[URLPattern]:
    return [path("voices/<int:page_id>/", voices, name="voices")]


@hooks.register("register_page_header_buttons")
def way_to_voices(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    if may_be_heard(page.specific, user):
        yield Button(_("Voces"), reverse("voices", args=[page.pk]), icon_name="media", priority=63)


@hooks.register("construct_homepage_panels")
def what_waits(request: HttpRequest, panels: list[Any]) -> None:
    """The package's own would tell names, and titles of places she has left."""
    panels[:] = [QueuePanel(), HerEdits(), HerLocks()]


@hooks.register("register_log_actions")
def name_what_is_kept(actions: Any) -> None:
    """In the history of a page."""
    actions.register_action(KEPT, _("Guardar aparte"), _("Se guardó aparte, porque la página había cambiado"))


@hooks.register("construct_page_action_menu")
def name_reviews(items: list[Any], request: HttpRequest, context: dict[str, Any]) -> None:
    items[:] = in_our_words(items, request.user, context.get("page"))

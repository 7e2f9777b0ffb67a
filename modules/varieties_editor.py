"""The spoken languages in the editor: a list, one form a language."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.db.models import Q, TextField
from django.db.models.functions import Cast
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.snippets.views.snippets import SnippetViewSet

from modules.models import LanguageVariety, LessonPage


class VarietyViewSet(SnippetViewSet):
    """For whoever may change them; the permission comes with the shared place."""

    model = LanguageVariety
    menu_label = _("Lenguas habladas")
    menu_name = "varieties"
    menu_order = 410
    icon = "globe"
    add_to_admin_menu = True
    list_display = ("name", "region", "code")
    list_per_page = 100
    inspect_view_enabled = False
    copy_view_enabled = False


def keep_what_is_heard(request: HttpRequest, instances: Iterable[Any]) -> HttpResponse | None:
    """A language that a lesson speaks, in what is read or in its draft, stays: its voices would fall silent."""
    for each in instances:
        if isinstance(each, LanguageVariety) and _is_heard(each):
            said = gettext("«%(name)s» se oye en alguna lección: mientras sea así, se queda.")
            messages.error(request, said % {"name": each})
            return redirect("wagtailsnippets_modules_languagevariety:edit", each.pk)
    return None


def _is_heard(variety: LanguageVariety) -> bool:
    key = str(variety.key)
    lessons = LessonPage.objects.alias(
        read=Cast("tracks", TextField()), written=Cast("latest_revision__content", TextField())
    )
    return lessons.filter(Q(read__contains=key) | Q(written__contains=key)).exists()

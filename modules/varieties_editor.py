"""The spoken languages in the editor: a list, one form a language."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.views.snippets import SnippetViewSet

from modules.models import LanguageVariety


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

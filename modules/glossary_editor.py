"""The glossary in the editor: a list to search, one form a term."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import SnippetViewSet

from modules.models import GlossaryTerm


class GlossaryViewSet(SnippetViewSet):
    """For whoever may change it; the permission comes with the shared place."""

    model = GlossaryTerm
    menu_label = _("Glosario")
    menu_name = "glossary"
    menu_order = 400
    icon = "openquote"
    add_to_admin_menu = True
    # In words: a green mark would read as "confirmed".
    list_display = (
        "__str__",
        "source",
        Column(
            "to_confirm",
            label=_("Falta confirmarla"),
            accessor=lambda each: _("Sí") if each.to_confirm else "",
        ),
    )
    list_filter = ("to_confirm",)
    list_per_page = 100
    inspect_view_enabled = False
    copy_view_enabled = False

"""Blocks that show an entry of the directory: they age with it, and are mended where it is."""

from typing import Any
from uuid import UUID

from django import forms
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import blocks
from wagtail.admin.widgets import AdminPageChooser

from modules.blocks.base import LessonBlock
from modules.blocks.text import TOLD_FEATURES
from modules.exchange.ids import stable_id

# The name under which the entries of course files are known.
DIRECTORY = "directorio"


def _entries() -> QuerySet[Any]:
    return apps.get_model("modules", "EntryPage")._default_manager.all()


class EntryBlock(blocks.FieldBlock):
    """
    An entry of the directory, kept as its translation key: one for all languages, and for every site that loaded it. A
    course file gives its name.
    """

    def __init__(self, required: bool = True, help_text: Any = None, **kwargs: Any) -> None:
        self._required, self._help_text = required, help_text
        super().__init__(**kwargs)

    @cached_property
    def field(self) -> forms.ModelChoiceField:
        return forms.ModelChoiceField(
            queryset=_entries(),
            widget=AdminPageChooser(target_models=[_entries().model]),
            required=self._required,
            help_text=self._help_text,
        )

    def value_from_form(self, value: Any) -> Any:
        """The key of the page that was chosen."""
        page = _entries().filter(pk=value).first() if value else None
        return str(page.translation_key) if page else None

    def value_for_form(self, value: Any) -> Any:
        """The page, in whatever language it is there first."""
        return _entries().filter(translation_key=value).order_by("pk").first() if value else None

    def get_form_state(self, value: Any) -> Any:
        """As the script of the page chooser takes it, and Wagtail's own block for a page gives it."""
        found = self.field.widget.get_value_data(self.value_for_form(value))
        names = {"id": "id", "parentId": "parent_id", "adminTitle": "display_title", "editUrl": "edit_url"}
        return {name: found[key] for name, key in names.items()} if found else None

    def clean(self, value: Any) -> Any:
        """Without a question to the database: whether the entry is there is asked when the lesson is published."""
        if not value and self.field.required:
            raise ValidationError(_("Elige una ficha del directorio."), code="required")
        return str(stable_id(DIRECTORY, str(value))) if value else None

    class Meta:
        icon = "link"


class CardBlock(LessonBlock):
    """An entry, and why it stands in this lesson."""

    entry = EntryBlock(label=gettext_lazy("ficha"))
    note = blocks.RichTextBlock(features=TOLD_FEATURES, required=False, label=gettext_lazy("por qué aquí"))


class MechanismCardBlock(CardBlock):
    class Meta:
        icon = "clipboard-list"
        label = gettext_lazy("Ficha de mecanismo")
        description = gettext_lazy(
            "Un mecanismo del directorio: para quién es y qué debe llevar lo que se envía."
        )
        template = "modules/blocks/mechanism_card.html"


class ResourceCardBlock(CardBlock):
    class Meta:
        icon = "help"
        label = gettext_lazy("Ficha de apoyo")
        description = gettext_lazy(
            "Un apoyo del directorio: dónde, en qué lenguas, cómo acudir y cuánto cuesta."
        )
        template = "modules/blocks/resource_card.html"


CARDS = [("mechanism_card", MechanismCardBlock()), ("resource_card", ResourceCardBlock())]
CARD_NAMES = frozenset(name for name, _block in CARDS)


def keys_in(stored: Any) -> set[UUID]:
    """The keys of the entries that the cards of a stored stream show."""
    named = (block["value"].get("entry") for block in stored if block["type"] in CARD_NAMES)
    return {UUID(key) for key in named if key}

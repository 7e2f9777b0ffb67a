"""The form of a lesson in the editor: what it asks is said once, and what is asked can be answered."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm

from modules.publishing import lacks_questions
from modules.translations import original_of

ASKED = ("minutes", "required", "pass_mark")


class LessonForm(WagtailAdminPageForm):
    """In a translation what the lesson asks is shown as the original has it, and cannot be changed there."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        original = original_of(self.instance)
        if original:
            for name in ASKED:
                self.fields[name].disabled = True
                self.fields[name].help_text = _(
                    "Vale lo mismo en todos los idiomas. Se cambia en la original."
                )
                self.initial[name] = getattr(original, name)

    def clean(self) -> dict[str, Any]:
        """A draft may have no questions yet; with none, everyone who came would pass what is published."""
        cleaned: dict[str, Any] = super().clean()
        checked = "body" in cleaned and not self.is_deferred_validation
        if checked and lacks_questions(cleaned.get("pass_mark"), cleaned["body"]):
            self.add_error(
                "pass_mark",
                _("Todavía no hay preguntas que revisar. Agrega una, o deja vacío este número."),
            )
        return cleaned

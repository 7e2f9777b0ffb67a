"""The form of a lesson in the editor: what it asks is said once, and what is asked can be answered."""

from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm

from modules.publishing import lacks_questions

ASKED = ("minutes", "required", "pass_mark")


class LessonForm(WagtailAdminPageForm):
    """In a translation what the lesson asks is shown as the original has it, and cannot be changed there."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        original = self.original()
        if original:
            for name in ASKED:
                self.fields[name].disabled = True
                self.fields[name].help_text = _(
                    "Vale lo mismo en todos los idiomas. Se cambia en la original."
                )
                self.initial[name] = getattr(original, name)

    def original(self) -> Any | None:
        """This lesson in the courses' own language, unless it is this page."""
        lesson = self.instance
        same = type(lesson).objects.filter(translation_key=lesson.translation_key, alias_of=None)
        return same.filter(locale__language_code=settings.LANGUAGE_CODE).exclude(pk=lesson.pk).first()

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

"""The form of a lesson in the editor: what it asks is said once, and what is asked can be answered."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from modules.content_form import ContentForm
from modules.translations import original_of

ASKED = ("minutes", "required", "pass_mark")


class LessonForm(ContentForm):
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

"""The form of a lesson in the editor: what it asks is said once, and what is asked can be answered."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from modules.change_field import ChangeField, require_words
from modules.changes import Said, is_asked, languages_of, still_to_tell
from modules.content_form import ContentForm
from modules.translations import original_of

ASKED = ("minutes", "required", "pass_mark")


class LessonForm(ContentForm):
    """In a translation what the lesson asks is shown as the original has it, and cannot be changed there."""

    change = ChangeField(
        label=_("¿Qué tan grande es este cambio?"),
        help_text=_(
            "Se pregunta al publicar. Si es de seguridad, quien ya hizo la lección lee en su próxima visita qué "
            "cambió; lo que hizo le sigue valiendo."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        original = original_of(self.instance)
        if original:
            for name in ASKED:
                self.fields[name].disabled = True
                self.fields[name].help_text = _(
                    "Vale lo mismo en todas las lenguas. Se cambia en la original."
                )
                self.initial[name] = getattr(original, name)
        if is_asked(self.instance):
            self.initial["change"] = still_to_tell(self.instance.change)
        else:
            self.fields.pop("change", None)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if "change" in cleaned and not self.is_deferred_validation:
            self.check_change(cleaned["change"])
        return cleaned

    def check_change(self, said: Said) -> None:
        try:
            require_words(said, languages_of(self.instance))
        except ValidationError as lacking:
            self.add_error("change", lacking)

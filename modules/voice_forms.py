"""What a trainer sends to let a block be heard in another language."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.models import Collection

from modules.cleaning.audio import clean_audio
from modules.models import CourseMedia, LanguageVariety, LessonPage
from modules.voices import places_of


class TrackForm(forms.Form):
    """A recording that is new, or one of those that lie where the files of this place do."""

    block = forms.ChoiceField(label=_("Qué parte"))
    variety = forms.ModelChoiceField(LanguageVariety.objects.all(), label=_("En qué lengua"))
    file = forms.FileField(
        label=_("Una grabación nueva"),
        required=False,
        help_text=_(
            "MP3, Opus o M4A, hasta 12 MB. Se le quita dónde y cuándo se hizo; la voz queda como es."
        ),
        widget=forms.FileInput({"accept": ".mp3,.ogg,.opus,.m4a"}),
    )
    audio = forms.ModelChoiceField(
        CourseMedia.objects.none(), label=_("O una que ya está aquí"), required=False
    )

    def __init__(self, *args: Any, lesson: LessonPage, collection: Collection, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["block"].choices = [(each.block_id, each.said) for each in places_of(lesson)]  # type: ignore[attr-defined]
        known = CourseMedia.objects.filter(type="audio", collection=collection)
        self.fields["audio"].queryset = known.order_by("title", "pk")  # type: ignore[attr-defined]
        for field in self.fields.values():
            field.widget.attrs["autocomplete"] = "off"

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        return clean_audio(file) if file else None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if "file" in cleaned and "audio" in cleaned and bool(cleaned["file"]) == bool(cleaned["audio"]):
            raise ValidationError(_("Sube una grabación o elige una que ya está aquí: una de las dos."))
        return cleaned

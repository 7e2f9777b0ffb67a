"""Forms of the editor that refuse, in words, what can not be cleaned."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm
from wagtailmedia.forms import BaseMediaForm

from modules.cleaning.audio import clean_audio
from modules.cleaning.images import clean_image
from modules.cleaning.video import clean_video


class PictureField(WagtailImageField):
    """A picture out of which everything but its pixels was taken."""

    def to_python(self, data: Any) -> Any:
        file = forms.FileField.to_python(self, data)
        if file is None:
            return None
        self.check_image_file_size(file)
        return clean_image(file)


class ImageForm(BaseImageForm):
    """A picture: what is kept is what was encoded anew. Its title is not taken from the name of the file."""

    file = PictureField(label=_("Imagen"), widget=forms.FileInput)


class RecordingForm(BaseMediaForm):
    """A recording, of sound or with pictures: what is kept has no tags."""

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        clean = clean_video if self.instance.type == "video" else clean_audio
        return clean(file) if "file" in self.changed_data and file else file

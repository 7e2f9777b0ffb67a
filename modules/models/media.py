"""Pictures, documents and recordings of courses: under random names, given out by a checked view."""

import uuid
from typing import Any

from django.core.files.base import ContentFile
from django.db import models
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, AbstractRendition, WagtailImageField, get_upload_to
from wagtailmedia.models import AbstractMedia

from learning.core.privacy import PERSONAL, PLAIN, blank
from modules.cleaning import CleanFile
from modules.cleaning.images import clean_image
from modules.storage import audio_path, audio_storage, document_path, image_storage, random_name

COLLECTED = {
    "id": PLAIN,
    "key": PLAIN,
    "collection": PLAIN,
    "title": PLAIN,
    "file": PLAIN,
    "tags": PLAIN,
}


class CourseImage(AbstractImage):
    """A picture in a course, re-encoded without metadata before it was first written."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    file = WagtailImageField(
        upload_to=get_upload_to, storage=image_storage, width_field="width", height_field="height"
    )
    # Without tags, whose list would be one for all networks.
    admin_form_fields = ("title", "file", "description", "collection")

    def get_upload_to(self, filename: str) -> str:
        return random_name("images", filename)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Whatever way it comes in, what is measured and kept is the cleaned picture."""
        if self.file and not self.file._committed and not isinstance(self.file.file, CleanFile):
            self.file = clean_image(self.file.file)
        super().save(*args, **kwargs)

    def generate_rendition_file(self, filter: Any, *, source: Any = None) -> ContentFile:
        """The picture at one size; Wagtail would leave its temporary file open."""
        with super().generate_rendition_file(filter, source=source) as made:
            made.seek(0)
            return ContentFile(made.read(), name=made.name)

    class Privacy:
        fields = {
            **COLLECTED,
            **dict.fromkeys(
                (
                    "description",
                    "width",
                    "height",
                    "created_at",
                    "focal_point_x",
                    "focal_point_y",
                    "focal_point_width",
                    "focal_point_height",
                    "file_size",
                    "file_hash",
                ),
                PLAIN,
            ),
            "uploaded_by_user": PERSONAL,
        }
        on_erase = {"uploaded_by_user": blank()}


class CourseRendition(AbstractRendition):
    """A picture at one size."""

    image = models.ForeignKey(CourseImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)

    class Privacy:
        fields = dict.fromkeys(
            (
                "id",
                "image",
                "filter_spec",
                "file",
                "width",
                "height",
                "focal_point_key",
            ),
            PLAIN,
        )


class CourseDocument(AbstractDocument):
    """A file to take away from a course."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    file = models.FileField(upload_to=document_path)
    admin_form_fields = Document.admin_form_fields

    @property
    def url(self) -> str:
        """Where it is given out, like every file of a course, to whoever may have it."""
        return self.file.url

    class Privacy:
        fields = {
            **COLLECTED,
            "created_at": PLAIN,
            "file_size": PLAIN,
            "file_hash": PLAIN,
            "uploaded_by_user": PERSONAL,
        }
        on_erase = {"uploaded_by_user": blank()}


class CourseMedia(AbstractMedia):
    """A recording; its transcript stands in the block that uses it."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    file = models.FileField(upload_to=audio_path, storage=audio_storage)
    admin_form_fields = ("title", "file", "collection", "duration")

    @property
    def size(self) -> int:
        """Bytes, said before she decides to load it."""
        return self.file.size

    class Privacy:
        fields = {
            **COLLECTED,
            **dict.fromkeys(
                ("type", "duration", "width", "height", "thumbnail", "created_at"),
                PLAIN,
            ),
            "uploaded_by_user": PERSONAL,
        }
        on_erase = {"uploaded_by_user": blank()}

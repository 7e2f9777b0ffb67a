"""Pictures, documents and recordings of courses: known outside by a UUID, given out by a checked view."""

import uuid

from django.db import models
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, AbstractRendition, Image
from wagtailmedia.models import AbstractMedia

from learning.core.privacy import PERSONAL, PLAIN, blank

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
    admin_form_fields = Image.admin_form_fields

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
    admin_form_fields = Document.admin_form_fields

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
    admin_form_fields = ("title", "file", "collection", "duration", "tags")

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

"""What was last loaded of the starter courses, so that a later edit is seen and respected."""

from django.db import models

from learning.core.privacy import PLAIN


class StarterPage(models.Model):
    """
    A page that came out of a starter file: digests of the file and of the page as it was loaded. A page that
    differs from its digest, or is gone, was changed by somebody here, and is left alone from then on.
    """

    translation_key = models.UUIDField()
    language = models.CharField(max_length=10)
    source = models.CharField(max_length=64)
    content = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["translation_key", "language"], name="starter_page_once"),
        ]

    class Privacy:
        fields = dict.fromkeys(("translation_key", "language", "source", "content"), PLAIN)

    def __str__(self) -> str:
        return f"{self.translation_key} · {self.language}"

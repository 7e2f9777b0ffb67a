"""Which course of a network's place was made from which shared one, and what of that one it has seen."""

from typing import ClassVar

from django.db import models

from learning.core.privacy import PLAIN


class Adaptation(models.Model):
    """A course that a network made its own: a copy of a shared one, once in each place."""

    # Translation keys: of the place, of the shared course, and of the copy.
    place_key = models.UUIDField()
    source_key = models.UUIDField()
    copy_key = models.UUIDField(unique=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["place_key", "source_key"], name="adapted_once_a_place")
        ]

    class Privacy:
        fields = dict.fromkeys(("id", "place_key", "source_key", "copy_key"), PLAIN)

    def __str__(self) -> str:
        return f"{self.source_key} · {self.copy_key}"


class AdaptedPage(models.Model):
    """
    A page of such a copy in one language. Of a lesson, `base` are the source's stored blocks on which somebody has
    decided, and `revision` is the published version in which nothing was left to decide.
    """

    adaptation = models.ForeignKey(Adaptation, on_delete=models.CASCADE, related_name="pages")
    language = models.CharField(max_length=10)
    source_key = models.UUIDField()
    copy_key = models.UUIDField()
    base = models.JSONField(default=list)
    revision = models.PositiveBigIntegerField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["copy_key", "language"], name="adapted_page_once"),
            models.UniqueConstraint(
                fields=["adaptation", "source_key", "language"], name="source_page_adapted_once"
            ),
        ]

    class Privacy:
        fields = dict.fromkeys(
            ("id", "adaptation", "language", "source_key", "copy_key", "base", "revision"), PLAIN
        )

    def __str__(self) -> str:
        return f"{self.copy_key} · {self.language}"

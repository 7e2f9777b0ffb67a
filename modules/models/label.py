"""What stands on the outside of a published lesson."""

from django.db import models

from learning.core.privacy import PLAIN
from modules.models.lesson import LessonPage


class LessonLabel(models.Model):
    """
    As on a package: what a published lesson weighs and holds, known without opening it (modules.labels). One for each
    language, made whenever the lesson is published; `revision` is the version it tells of.
    """

    page = models.OneToOneField(LessonPage, on_delete=models.CASCADE, primary_key=True, related_name="label")
    revision = models.PositiveBigIntegerField(null=True)
    # Bytes over the line: of its page, without the files that every page names; of its pictures and recordings.
    weight = models.PositiveIntegerField()
    media = models.PositiveBigIntegerField(default=0)
    # How many content notes, and of a translation how many blocks without words of their own.
    notes = models.PositiveSmallIntegerField(default=0)
    lacking = models.PositiveSmallIntegerField(default=0)
    # Of its key ideas: the oldest and the newest day of checking, and the first day of review.
    checked_first = models.DateField(null=True)
    checked_last = models.DateField(null=True)
    review_first = models.DateField(null=True)
    # Keys: of the entries on its cards, which age by themselves, and of the spoken languages it is heard in.
    cards = models.JSONField(default=list)
    voices = models.JSONField(default=list)
    # The week of its last change of content or of safety.
    changed_week = models.DateField(null=True)

    class Privacy:
        fields = dict.fromkeys(
            (
                "page",
                "revision",
                "weight",
                "media",
                "notes",
                "lacking",
                "checked_first",
                "checked_last",
                "review_first",
                "cards",
                "voices",
                "changed_week",
            ),
            PLAIN,
        )

    def __str__(self) -> str:
        return str(self.page_id)

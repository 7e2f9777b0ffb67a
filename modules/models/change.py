"""What changed in a lesson that people may have done."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from learning.core.privacy import PLAIN
from learning.core.weeks import this_week


class LessonChange(models.Model):
    """
    A change of a published lesson, told by who published it: how much it weighs and, by language, what changed. It is
    one for all languages. `revision` is the one that brought it; `mark` makes that it is told once, however often the
    same words are published again.
    """

    class Weight(models.TextChoices):
        SMALL = "small", _("Pequeño: se dice lo mismo, mejor")
        CONTENT = "content", _("De contenido: se dice algo más, o algo distinto")
        SAFETY = "safety", _("De seguridad: seguir lo de antes puede dañar a alguien")

    mark = models.UUIDField(unique=True)
    lesson_key = models.UUIDField(db_index=True)
    revision = models.PositiveBigIntegerField()
    weight = models.CharField(max_length=8, choices=Weight.choices)
    # Language to words.
    what = models.JSONField(default=dict)
    week = models.DateField(default=this_week)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(weight__in=["small", "content", "safety"]), name="change_weight_known"
            )
        ]

    class Privacy:
        fields = dict.fromkeys(("id", "mark", "lesson_key", "revision", "weight", "what", "week"), PLAIN)

    def __str__(self) -> str:
        return f"{self.lesson_key} · {self.weight}"

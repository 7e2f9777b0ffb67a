from django.db import models

from .privacy import PLAIN


class Throttle(models.Model):
    """How often something was tried in one span of time: a counter whose name nobody can turn back.

    The key is a keyed hash of what, by whom and in which span, so counters of two spans can not be joined.
    """

    key = models.CharField(max_length=64, primary_key=True)
    ends = models.BigIntegerField("fin del plazo, en segundos", db_index=True)
    count = models.PositiveIntegerField("intentos")

    class Privacy:
        fields = {"key": PLAIN, "ends": PLAIN, "count": PLAIN}

    def __str__(self) -> str:
        return self.key[:8]

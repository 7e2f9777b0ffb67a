from django.db import models
from django.db.models import Q
from django.utils.timezone import localdate

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


class SitePause(models.Model):
    """
    A pause of the whole site, in one row, for as long as it has no end: what presses and reminds stops in every
    network, and each page of a member says so, in the keeper's words where she gave some (language to words). What grew
    old in it goes after `grace`.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    words = models.JSONField(default=dict)
    begun = models.DateField(default=localdate)
    grace = models.DateField(null=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="site_pause_once")]

    class Privacy:
        fields = dict.fromkeys(("id", "words", "begun", "grace"), PLAIN)

    def __str__(self) -> str:
        return str(self.words)

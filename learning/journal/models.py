"""What is hers alone. Which lesson it is of, its title and its words stand under a key that the site does not have."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from learning.core.privacy import DELETE, PERSONAL, PLAIN, SENSITIVE
from learning.core.weeks import this_week
from learning.journal import locks


class Journal(models.Model):
    """
    The locks of one woman's journal (`learning.journal.locks`). Whoever has a paper key has a row, since its lock is
    made together with it; there is a journal when there is a `mark`.
    """

    account = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, primary_key=True, related_name="+"
    )
    # By which the site knows the key when it sees it.
    mark = models.CharField(max_length=32, blank=True)
    # The key, locked by her passphrase.
    salt = models.BinaryField(default=bytes)
    by_passphrase = models.BinaryField(default=bytes)
    # What anybody can lock with, and only her paper key opens; the key, locked so.
    paper_lock = models.BinaryField(default=bytes)
    by_paper = models.BinaryField(default=bytes)
    # That paper was made while the journal was closed: until it lies open once, the one before opens `by_paper`.
    paper_waits = models.BooleanField(default=False)

    class Meta:
        verbose_name = verbose_name_plural = _("diario")

    class Privacy:
        fields = {
            "account": PERSONAL,
            "paper_waits": PLAIN,
            **dict.fromkeys(("mark", "salt", "by_passphrase", "paper_lock", "by_paper"), SENSITIVE),
        }
        on_erase = {"account": DELETE}

    def __str__(self) -> str:
        return str(self._meta.verbose_name)

    @property
    def begun(self) -> bool:
        return bool(self.mark)

    @property
    def context(self) -> str:
        """What its key is bound to."""
        return f"journal:{self.pk}"

    def lock_for_newest_paper(self, key: bytes) -> bool:
        """Lock it for `paper_lock`, where `by_paper` is of another paper or of none; whether that was so. Not saved."""
        if not self.paper_lock or (self.by_paper and not self.paper_waits):
            return False
        self.by_paper, self.paper_waits = (
            locks.lock_for_paper(key, bytes(self.paper_lock), self.context),
            False,
        )
        return True


class Entry(models.Model):
    """Something she keeps. Whoever has the table sees whose it is, the week, and about how long (`writing.sealed`)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    content = models.BinaryField()
    week = models.DateField(default=this_week)

    class Privacy:
        fields = {"id": PERSONAL, "account": PERSONAL, "content": SENSITIVE, "week": PERSONAL}
        on_erase = {"account": DELETE}

    def __str__(self) -> str:
        return str(self.week)

    @property
    def context(self) -> str:
        """What its content is bound to."""
        return f"journal.entry.content:{self.pk}"

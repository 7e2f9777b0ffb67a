"""What a network has to say to its members: news, letters, pronouncements, alerts."""

import json
import uuid
from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from learning.core.crypto import SealedTextField
from learning.core.languages import language_now
from learning.core.privacy import PLAIN
from learning.core.sanitise import render_post
from learning.networks.querysets import NetworkOwned
from learning.news.querysets import NewsQuerySet

TITLE_LENGTH, BODY_LENGTH = 120, 5000


class Words(NamedTuple):
    """A news item in one language."""

    language: str
    title: str
    body: str

    @property
    def html(self) -> SafeString:
        """The light markup of posts."""
        return render_post(self.body)


class News(NetworkOwned):
    """
    A page of leads and trainers for the members of their network; of a regional one, for the members of all. It speaks
    for the network: who wrote it stands in the log of acts of power and nowhere else.
    """

    class Kind(models.TextChoices):
        ALERT = "alert", _("Alerta")
        PRONOUNCEMENT = "statement", _("Pronunciamiento")
        LETTER = "letter", _("Carta")
        GOOD = "good", _("Buena noticia")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    network = models.ForeignKey("networks.Network", on_delete=models.CASCADE, related_name="news")
    kind = models.CharField(max_length=9, choices=Kind.choices)
    on_day = models.DateField(default=timezone.localdate)
    # The last day on which it is read.
    until = models.DateField(null=True, blank=True)
    # Language to title and body, as JSON.
    sealed = SealedTextField()

    objects = models.Manager.from_queryset(NewsQuerySet)()  # type: ignore[misc, assignment]

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["alert", "statement", "letter", "good"]), name="news_kind_known"
            )
        ]
        indexes = [models.Index(fields=["network", "on_day"], name="news_order")]

    class Privacy:
        # It is nobody's, as the words of a course are.
        fields = {
            "id": PLAIN,
            "network": PLAIN,
            "kind": PLAIN,
            "on_day": PLAIN,
            "until": PLAIN,
            "sealed": PLAIN,
        }

    def __str__(self) -> str:
        return f"{self.kind} {self.on_day}"

    @property
    def words(self) -> Mapping[str, Words]:
        """Language to what it says there."""
        told: dict[str, Any] = json.loads(self.sealed or "{}")  # type: ignore[arg-type]
        return {language: Words(language, *said) for language, said in told.items()}

    def say(self, words: Words) -> None:
        """Say this in its language, instead of what was said in it before; to be saved."""
        told = {**self.words, words.language: words}
        self.sealed = json.dumps({language: said[1:] for language, said in told.items()})

    def said(self, language: str) -> Words:
        """In this language, else in the site's own, else in any."""
        words = self.words
        order = (language, settings.LANGUAGE_CODE, *words)
        return next((words[each] for each in order if each in words), Words(language, "", ""))

    def version(self, language: str) -> str:
        """Another one when what is said in this language, what it is or its last day was changed."""
        said = (self.kind, str(self.until), *self.words.get(language, ()))
        return salted_hmac("news.version", "\0".join(said)).hexdigest()[:16]

    @property
    def shown(self) -> Words:
        """In the language of this page."""
        return self.said(language_now())

    def is_over(self, today: date | None = None) -> bool:
        return self.until is not None and self.until < (today or timezone.localdate())

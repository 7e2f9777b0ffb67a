"""What comes in: a few fields, one language at a time."""

from datetime import timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from learning.core.forms import LinesField, SentOnce
from learning.core.telling import PublishedWordsForm
from learning.news.models import BODY_LENGTH, TITLE_LENGTH, News, Words

MOST_DAYS = 366


class NewsForm(PublishedWordsForm):
    """A news item in one language."""

    kind = forms.ChoiceField(label=_("Qué es"), choices=News.Kind.choices, widget=forms.RadioSelect)
    title = forms.CharField(label=_("Título"), max_length=TITLE_LENGTH)
    body = LinesField(
        label=_("Texto"),
        max_length=BODY_LENGTH,
        widget=forms.Textarea(attrs={"rows": 9}),
        help_text=_("Puedes usar *énfasis*, listas con guiones y > para citar."),
    )
    until = forms.DateField(
        label=_("Hasta qué día se lee"),
        help_text=_("Sin día, una alerta se lee dos semanas, y lo demás un año."),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    field_order = ("kind", "language", "title", "body", "until", "sure")
    most_links = 5
    too_many_links = _("Deja cinco enlaces como mucho.")

    def clean_until(self) -> Any:
        until, today = self.cleaned_data["until"], timezone.localdate()
        if until and not today <= until <= today + timedelta(days=MOST_DAYS):
            raise ValidationError(_("Elige un día entre hoy y dentro de un año."))
        return until

    def words(self, language: str) -> Words:
        """What she wrote, in this language."""
        return Words(language, self.cleaned_data["title"], self.cleaned_data["body"])


class ChangeNewsForm(NewsForm):
    """Its words in one language, once more; `seen` is the version that she changes."""

    seen = forms.CharField(max_length=16, widget=forms.HiddenInput)


class NewNewsForm(SentOnce, NewsForm):
    """The first words of a news item, in a language she chooses."""

    language = forms.ChoiceField(label=_("En qué lengua"), choices=lambda: settings.LANGUAGES)

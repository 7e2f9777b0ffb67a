"""What comes in to the forum: plain text, few links, and a question before what could expose somebody."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from community.models.forum import BODY_LENGTH, TITLE_LENGTH, Forum
from community.models.moderation import PostReport
from learning.core.forms import LinesField, SentOnce
from learning.core.letters import has_letter_or_digit
from learning.core.sanitise import clean_text
from learning.core.telling import PublishedWordsForm
from learning.networks.querysets import MembershipQuerySet

MOST_LISTENERS = 2


class WordsForm(PublishedWordsForm):
    """A text for the forum."""

    body = LinesField(
        label=_("Tu mensaje"),
        max_length=BODY_LENGTH,
        widget=forms.Textarea(attrs={"rows": 7}),
        help_text=_("Puedes usar *énfasis*, listas con guiones y > para citar. Sin fotos ni archivos."),
    )
    field_order = ("title", "body", "sure")
    most_links = 2
    too_many_links = _("Deja dos enlaces como mucho.")


class TopicForm(SentOnce, WordsForm):
    """A new topic with its first words."""

    title = forms.CharField(label=_("De qué quieres hablar"), max_length=TITLE_LENGTH)


class ReplyForm(SentOnce, WordsForm):
    quote = forms.UUIDField(required=False, widget=forms.HiddenInput)


class EditForm(WordsForm):
    """Her own words, once more."""


class EditFirstForm(WordsForm):
    """The words that opened her topic, with its title."""

    title = forms.CharField(label=_("De qué quieres hablar"), max_length=TITLE_LENGTH)


class ReportForm(forms.Form):
    why = forms.ChoiceField(
        label=_("Qué pasa con este mensaje"), choices=PostReport.Why.choices, widget=forms.RadioSelect
    )
    note = LinesField(
        label=_("Algo más que deban saber las moderadoras"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ForumForm(forms.Form):
    """How the forum is kept; `moderators` are those who can be named."""

    first_posts = forms.ChoiceField(
        label=_("Cuándo se publica lo que se escribe"),
        choices=Forum.FirstPosts.choices,
        widget=forms.RadioSelect,
    )
    first_count = forms.IntegerField(
        label=_("Cuántos mensajes esperan al principio"),
        help_text=_("Cuenta solo cuando esperan los primeros de cada integrante."),
        min_value=1,
        max_value=20,
    )
    listeners: Any = forms.ModelMultipleChoiceField(
        label=_("Quién lee las sospechas de infiltración"),
        help_text=_("Dos como mucho. Si no eliges a nadie, las leen todas las moderadoras."),
        queryset=None,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    locked = forms.BooleanField(
        label=_("Cerrar el foro por ahora: se puede leer, no escribir"), required=False
    )

    def __init__(self, *args: Any, moderators: MembershipQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["listeners"]
        field.queryset = moderators
        field.label_from_instance = lambda each: each.account.pseudonym

    def clean_listeners(self) -> MembershipQuerySet:
        named: MembershipQuerySet = self.cleaned_data["listeners"]
        if len(named) > MOST_LISTENERS:
            raise ValidationError(_("Elige a dos como mucho."))
        return named


class ReasonForm(forms.Form):
    """Why a moderator decides so; its author reads it."""

    reason = LinesField(
        label=_("Por qué"),
        max_length=300,
        help_text=_("Lo leerá quien lo escribió. Sé breve y amable."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def clean_reason(self) -> str:
        reason = clean_text(self.cleaned_data["reason"]).strip()
        if not has_letter_or_digit(reason):
            raise ValidationError(_("Di por qué, con palabras."))
        return reason

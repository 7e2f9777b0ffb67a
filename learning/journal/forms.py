"""What comes in to a journal: her words, without what turns or breaks a line unseen, and the keys that open it."""

from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from learning.accounts.fields import AS_TYPED, passphrase_field
from learning.accounts.models import Account
from learning.core import codes
from learning.core.forms import LinesField
from learning.core.sanitise import clean_text
from learning.journal.writing import Kind, Writing

TITLE_LENGTH, BODY_LENGTH = 120, 20_000
HIDDEN = forms.HiddenInput


class CleanLines(LinesField):
    """Cleaned before it is looked at: no sign that she can not see makes it fail."""

    widget: Any = forms.Textarea

    def to_python(self, value: Any) -> str:
        return clean_text(super().to_python(value) or "").strip()


class TitleField(CleanLines):
    widget: Any = forms.TextInput

    def to_python(self, value: Any) -> str:
        return " ".join(super().to_python(value).split())


class HintField(TitleField):
    """What the page says of where the words were written; whatever else comes is as good as nothing."""

    widget = HIDDEN

    def clean(self, value: Any) -> str:
        return self.to_python(value)[:TITLE_LENGTH]


class LessonField(HintField):
    def clean(self, value: Any) -> str:
        try:
            return str(UUID(super().clean(value)))
        except ValueError:
            return ""


class EntryForm(forms.Form):
    """Words of hers. A lesson that she marks needs none."""

    title = TitleField(label=_("Título"), max_length=TITLE_LENGTH, required=False)
    body = CleanLines(
        label=_("Tus palabras"),
        max_length=BODY_LENGTH,
        widget=forms.Textarea(attrs={"rows": 9}),
        error_messages={"required": _("Escribe algo antes de guardar.")},
    )

    use_required_attribute = False

    def __init__(self, *args: Any, kind: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].required = kind != Kind.BOOKMARK


class ChangeForm(EntryForm):
    """Other words in an entry. `seen`: the mark of those that the page showed, `writing.mark_of_words`."""

    seen = HintField(required=False)


class NewEntryForm(EntryForm):
    """A new entry, with where it comes from."""

    kind = HintField(required=False)
    lesson = LessonField(required=False)
    block = HintField(required=False)
    about = HintField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].required = self["kind"].value() != Kind.BOOKMARK

    def writing(self) -> Writing:
        found = dict(self.cleaned_data)
        if found["kind"] not in Kind.values:
            found["kind"] = Kind.NOTE.value
        return Writing(
            title=found["title"],
            body=found["body"],
            kind=str(found["kind"]),
            lesson=found["lesson"],
            block=found["block"],
            about=found["about"],
        )


class OpenForm(forms.Form):
    """Her passphrase; where that does not open it, the one she had before or her paper key beside it."""

    passphrase = passphrase_field(_("Tu frase de paso"))
    older_passphrase = forms.CharField(
        label=_("La frase que tenías antes, o tu llave de papel"),
        max_length=256,
        required=False,
        strip=False,
        widget=HIDDEN,
    )

    use_required_attribute = False

    def __init__(self, *args: Any, account: Account, **kwargs: Any) -> None:
        self.account = account
        super().__init__(*args, **kwargs)
        if self.data.get("older_passphrase"):
            self.ask_older()

    def ask_older(self) -> None:
        field = self.fields["older_passphrase"]
        field.widget, field.required = forms.PasswordInput(attrs=AS_TYPED | {"autocomplete": "off"}), True

    def clean_passphrase(self) -> str:
        passphrase: str = self.cleaned_data["passphrase"]
        if not self.account.check_password(passphrase):
            raise ValidationError(_("Esta frase de paso no es correcta."))
        return passphrase

    def older_keys(self) -> list[dict[str, str]]:
        """As what she typed beside her passphrase may open the journal."""
        typed = self.cleaned_data["older_passphrase"]
        ways = [{"paper_key": typed}] if codes.normalise(typed) else []
        return [*ways, {"passphrase": typed}] if typed else []

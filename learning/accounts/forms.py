"""What comes in on the pages of the account and with the paper key."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.forms.models import model_to_dict
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from learning.accounts.fields import AS_TYPED, login_id_field, passphrase_field
from learning.accounts.models import LOOKS, Account
from learning.accounts.words import fold_login_id
from learning.core import codes


def posted(request: HttpRequest) -> QueryDict | None:
    """What came in, also when it is nothing; None for a page that is only looked at."""
    return request.POST if request.method == "POST" else None


class NewPassphraseForm(forms.Form):
    """A new passphrase: her own, typed twice, or the one that is offered."""

    offered = forms.CharField(max_length=256, required=False, widget=forms.HiddenInput)
    use_offered = forms.BooleanField(label=_("Usar la frase ofrecida"), required=False)
    passphrase = passphrase_field(
        _("O una frase tuya"),
        "new-password",
        help_text=_("De 12 letras o más. Varias palabras juntas son fáciles de recordar."),
    )
    again = passphrase_field(_("Tu frase, otra vez"), "new-password")

    use_required_attribute = False

    def __init__(self, *args: Any, account: Account | None = None, **kwargs: Any) -> None:
        self.account = account
        super().__init__(*args, **kwargs)
        if self.data.get("use_offered"):
            self.fields["passphrase"].required = self.fields["again"].required = False

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("use_offered"):
            chosen, field = cleaned.get("offered") or "", "use_offered"
        else:
            chosen, field = cleaned.get("passphrase", ""), "passphrase"
            if chosen and "again" in cleaned and chosen != cleaned["again"]:
                self.add_error("again", _("Las dos frases no son iguales."))
        if self.errors:
            return cleaned
        try:
            validate_password(chosen, self.person())
        except forms.ValidationError as error:
            self.add_error(field, error)
        cleaned["chosen"] = chosen
        return cleaned

    def person(self) -> Account | None:
        """Whose passphrase it shall be: it must not look like her names."""
        return self.account


class RecoveryForm(NewPassphraseForm):
    """Her paper key opens the account and gives it a new passphrase."""

    login_id = login_id_field()
    key = forms.CharField(
        label=_("Llave de papel"),
        help_text=_("La que anotaste. Da igual si usas mayúsculas, espacios o guiones."),
        max_length=64,
        widget=forms.TextInput(attrs=AS_TYPED | {"autocomplete": "off"}),
    )
    lost_second_factor = forms.BooleanField(
        label=_("Ya no tengo mi segundo paso"),
        help_text=_(
            "Márcalo solo si ya no lo tienes: se quitan la aplicación de códigos, las llaves de acceso y los "
            "códigos de respaldo."
        ),
        required=False,
    )
    field_order = ["login_id", "key", "use_offered", "passphrase", "again", "lost_second_factor"]

    def clean_login_id(self) -> str:
        return fold_login_id(self.cleaned_data["login_id"])

    def clean_key(self) -> str:
        key = codes.normalise(self.cleaned_data["key"])
        if key is None:
            raise forms.ValidationError(
                _("En la llave hay una letra o cifra que no coincide. Revísala con el papel.")
            )
        return key

    def person(self) -> Account | None:
        """What she typed, never what is kept: the answer must not tell whether the login id exists."""
        return Account(login_id=self.cleaned_data.get("login_id", ""))


class LanguageForm(forms.Form):
    language = forms.ChoiceField(choices=lambda: settings.LANGUAGES)


class LooksForm(forms.ModelForm):
    """
    How the site looks to her. What is not sent stays as it was, so one choice can be sent alone. A valid form has put
    her choices on the account it was given, and saved nothing.
    """

    class Meta:
        model = Account
        fields = LOOKS
        widgets = dict.fromkeys(LOOKS, forms.RadioSelect)
        help_texts = {
            "contrast": _("Letras más oscuras y bordes más marcados, de día y de noche."),
            "data_saver": _(
                "Al ahorrar, cada imagen dice qué se ve y cuánto pesa, y baja solo si la tocas. Los audios y videos "
                "siempre esperan a que los toques."
            ),
            "simple_view": _(
                "La sencilla muestra una cosa a la vez, con botones más grandes y el menú al final."
            ),
        }

    def __init__(self, data: Any, *, instance: Account) -> None:
        known = model_to_dict(instance, LOOKS)
        super().__init__(None if data is None else {**known, **data.dict()}, instance=instance)


class LeaveForm(forms.Form):
    """A word typed on purpose, so that nobody leaves by a slip of the thumb."""

    word = forms.CharField(max_length=20, widget=forms.TextInput(attrs=AS_TYPED | {"autocomplete": "off"}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["word"].label = _("Escribe «%(word)s» para confirmar") % {"word": self.asked}

    @property
    def asked(self) -> str:
        return gettext("me voy")

    def clean_word(self) -> str:
        word = " ".join(self.cleaned_data["word"].lower().strip(" .«»“”‘’\"'").split())
        if word != self.asked:
            raise forms.ValidationError(
                _("Escribe exactamente «%(word)s», o vuelve atrás si no quieres irte.") % {"word": self.asked}
            )
        return word

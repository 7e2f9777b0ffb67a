"""What comes in: codes, names, invitations, roles."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from learning.accounts.forms import NewPassphraseForm
from learning.accounts.models import Account
from learning.core.forms import LinesField, SentOnce
from learning.core.languages import manners
from learning.networks import pseudonyms
from learning.networks.actions.invitations import DAYS, MOST_DAYS, MOST_USES
from learning.networks.models import Network, Role

_AS_TYPED = {
    "autocapitalize": "characters",
    "autocomplete": "off",
    "autocorrect": "off",
    "spellcheck": "false",
}


class CodeForm(forms.Form):
    """A code from paper."""

    code = forms.CharField(
        label=_("Tu código"),
        help_text=_("Da igual si usas mayúsculas, espacios o guiones."),
        max_length=64,
        widget=forms.TextInput(attrs=_AS_TYPED),
    )


class PseudonymForm(forms.Form):
    """The name she has in her networks."""

    pseudonym = forms.CharField(
        label=_("Cómo quieres que te llamen"),
        help_text=_("Un nombre inventado. Nunca el tuyo de verdad, ni tu comunidad ni tu organización."),
        max_length=pseudonyms.LONGEST,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    def clean_pseudonym(self) -> str:
        return pseudonyms.clean(self.cleaned_data["pseudonym"])


class JoinForm(PseudonymForm, NewPassphraseForm):
    """Name, passphrase and the agreements of the network, in one step."""

    agreed = forms.BooleanField(label=_("Leí los acuerdos de la red y los acepto"))
    field_order = ["pseudonym", "use_offered", "passphrase", "again", "agreed"]

    def person(self) -> Account | None:
        return Account(pseudonym=self.cleaned_data.get("pseudonym", ""))


class InvitationForm(SentOnce):
    """A code to make."""

    role = forms.ChoiceField(
        label=_("Para quién"),
        choices=Role.choices,
        initial=Role.LEARNER,
        help_text=_("Los roles que cuidan a otras son solo para alguien que ya conoces bien."),
    )
    uses = forms.IntegerField(
        label=_("Para cuántas"),
        initial=1,
        min_value=1,
        max_value=MOST_USES,
        help_text=_("Un código para una sola mujer es lo más seguro."),
    )
    days = forms.IntegerField(label=_("Cuántos días vale"), initial=DAYS, min_value=1, max_value=MOST_DAYS)

    def clean(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        if cleaned.get("role", Role.LEARNER) != Role.LEARNER and cleaned.get("uses", 1) > 1:
            self.add_error("uses", _("Un código para cuidar a otras es para una sola mujer. Pon 1."))
        return cleaned


class RoleForm(forms.Form):
    """Her role in the network."""

    role = forms.ChoiceField(label=_("Su rol"), choices=Role.choices)


class ReviewsForm(forms.Form):
    """Which reviews a page of its courses passes before learners read it."""

    reviews = forms.ChoiceField(
        label=_("Qué revisiones pide tu red"), choices=Network.Reviews.choices, widget=forms.RadioSelect
    )


# As the words of the site are written: no folder has this name.
TU = "tu"


class MannerForm(forms.Form):
    """How the network addresses its members."""

    manner = forms.ChoiceField(
        label=_("Cómo les habla el sitio a ustedes"),
        choices=lambda: [(TU, "Tú"), *manners().items()],
        widget=forms.RadioSelect,
    )


class ContactForm(forms.Form):
    """Whom the members of the network turn to first."""

    contact = LinesField(
        label=_("A quién acudir, cuándo y cómo"),
        help_text=_(
            "Un rol o un lugar que ellas conocen; nunca el nombre ni la dirección de una persona. Di también cómo "
            "hablar con las facilitadoras: es lo primero que ven en «Quiero hablar»."
        ),
        max_length=500,
        required=False,
    )


class MemberSearchForm(forms.Form):
    """The beginning of a pseudonym."""

    q = forms.CharField(label=_("Buscar por nombre"), max_length=pseudonyms.LONGEST, required=False)

    def key(self) -> str:
        """What to look for, folded; empty for everybody."""
        cleaned: dict[str, Any] = self.cleaned_data if self.is_valid() else {}
        return pseudonyms.fold(cleaned.get("q", ""))

"""What a trainer says of how she is reached, and with whom a learner goes."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from learning.cohorts.models import REACH_LENGTH
from learning.core.forms import LinesField
from learning.core.letters import is_blank
from learning.core.sanitise import clean_text
from learning.core.telling import AsksIfSure


class ReachForm(AsksIfSure):
    """Where and when those who take the course with her talk to her."""

    reach = LinesField(
        label=_("Cómo y cuándo hablar contigo"),
        help_text=_(
            "Un lugar o un canal que ellas ya conocen: «los martes, después de la reunión», «en el foro»."
        ),
        max_length=REACH_LENGTH,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    field_order = ("reach", "sure")
    asked_about = ("reach",)

    def clean_reach(self) -> str:
        reach = clean_text(self.cleaned_data["reach"]).strip()
        if is_blank(reach):
            raise ValidationError(_("Escribe cómo te encuentran."))
        return reach


class CompanyForm(forms.Form):
    """Whose cohort she chooses."""

    cohort = forms.UUIDField()

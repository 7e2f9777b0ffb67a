"""What comes in from the player."""

from uuid import UUID, uuid4

from django import forms

from learning.progress.models import LessonCompletion

How = LessonCompletion.How


class CompleteForm(forms.Form):
    """Done, or skipped; nothing else is hers to say."""

    how = forms.ChoiceField(choices=[(how.value, how.label) for how in (How.MARKED, How.SKIPPED)])


class SheetForm(forms.Form):
    """The number of the sheet on which she answered, so that sending it twice is one attempt."""

    sheet = forms.UUIDField()

    def sheet_number(self) -> UUID:
        """The sheet's number; a new one where the form came without."""
        return self.cleaned_data["sheet"] if self.is_valid() else uuid4()

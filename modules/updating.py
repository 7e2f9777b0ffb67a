"""What changed in a lesson goes to its translations; published at once only by whoever may publish them."""

from typing import Any

from django import forms
from wagtail_localize.views.update_translations import UpdateTranslationsView


class UpdateTranslations(UpdateTranslationsView):
    """The package's own, which would publish translations without asking for the right to."""

    def get_form(self) -> Any:
        form = super().get_form()
        targets = (each.get_target_instance() for each in self.object.translations.filter(enabled=True))
        if not all(page.permissions_for_user(self.request.user).can_publish() for page in targets):
            form.fields["publish_translations"] = forms.BooleanField(
                disabled=True, initial=False, required=False, widget=forms.HiddenInput
            )
        return form

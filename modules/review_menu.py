"""The words of the editor's buttons that send a page to review and take it back."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.action_menu import (
    CancelWorkflowMenuItem,
    RestartWorkflowMenuItem,
    SubmitForModerationMenuItem,
)


class SendToReview(SubmitForModerationMenuItem):
    """Also a second time, after it came back."""

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return {**super().get_context_data(parent_context), "label": _("Enviar a revisión")}


class Withdraw(CancelWorkflowMenuItem):
    label = _("Retirar de la revisión")


OURS = {SubmitForModerationMenuItem: SendToReview, CancelWorkflowMenuItem: Withdraw}


def in_our_words(items: list[Any]) -> list[Any]:
    """What Wagtail calls a workflow; beginning a review anew is sending it again."""
    return [
        OURS[type(each)](order=each.order) if type(each) in OURS else each
        for each in items
        if not isinstance(each, RestartWorkflowMenuItem)
    ]

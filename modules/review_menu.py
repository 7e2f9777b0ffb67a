"""The words of the editor's buttons that send a page to review and take it back."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.action_menu import (
    CancelWorkflowMenuItem,
    RestartWorkflowMenuItem,
    SubmitForModerationMenuItem,
)
from wagtail.models import Page, WorkflowState


class SendToReview(SubmitForModerationMenuItem):
    """Also a second time, after it came back."""

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return {**super().get_context_data(parent_context), "label": _("Enviar a revisión")}


class Withdraw(CancelWorkflowMenuItem):
    label = _("Retirar de la revisión")


def withdrawn_by_sender_alone(request: HttpRequest, page: Page) -> None:
    """Wagtail lets a reviewer withdraw too, which would take a page back without a word."""
    if "action-cancel-workflow" in request.POST and not sent(request.user, page, page.current_workflow_state):
        raise PermissionDenied


def sent(user: Any, page: Page, state: WorkflowState | None) -> bool:
    """Whether she sent this page to review, or it is hers."""
    return state is None or user.pk in (state.requested_by_id, page.owner_id)


OURS = {SubmitForModerationMenuItem: SendToReview, CancelWorkflowMenuItem: Withdraw}


def in_our_words(items: list[Any], user: Any, page: Page | None) -> list[Any]:
    """What Wagtail calls a workflow; beginning a review anew is sending it again, and only who sent takes it back."""
    unwanted: tuple[type, ...] = (RestartWorkflowMenuItem,)
    if page and not sent(user, page, page.current_workflow_state):
        unwanted = (*unwanted, CancelWorkflowMenuItem)
    return [
        OURS[type(each)](order=each.order) if type(each) in OURS else each
        for each in items
        if not isinstance(each, unwanted)
    ]

"""
Who may look at what waits, and what her decision does.

She may change the page, did not send it, wrote no version of it since it was last published, and did not approve
the other look at this version.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Max, QuerySet
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from wagtail.locks import WorkflowLock
from wagtail.models import (
    Page,
    PageLogEntry,
    Revision,
    TaskState,
    WorkflowState,
    get_default_page_content_type,
)
from wagtail.permissions import page_permission_policy

if TYPE_CHECKING:
    from modules.models.review import ReviewTask


class ReviewRefused(Exception):
    """`page` cannot be decided on so, for a reason in words."""

    def __init__(self, page: Page, why: str) -> None:
        super().__init__(why)
        self.page, self.why = page, why


class ReviewLock(WorkflowLock):
    """What stands above the form of a page that is being looked at."""

    def get_message(self, user: Any) -> str:
        said = _(
            "Está en revisión y mientras tanto nadie la cambia. Quien la revisa la aprueba o la devuelve; "
            "quien la envió la puede retirar."
        )
        return format_html(
            '{} <a href="{}">{}</a>', said, reverse("wagtailadmin_home"), _("Ver lo que espera")
        )

    def get_description(self, user: Any, can_lock: bool = False) -> str:
        return _("Nadie la cambia mientras se revisa.")


def in_progress() -> QuerySet[TaskState]:
    """Looks that wait for somebody, the longest waiting first."""
    going_on = {"status": TaskState.STATUS_IN_PROGRESS, "workflow_state__status": "in_progress"}
    return TaskState.objects.filter(**going_on).select_related("workflow_state").order_by("started_at", "pk")


def reviewable(user: Any, states: Iterable[TaskState]) -> list[TaskState]:
    """Those of these looks that are hers to take; five queries, however many there are."""
    open_states = [each for each in states if each.status == TaskState.STATUS_IN_PROGRESS]
    if not open_states or not user.is_active:
        return []
    pages = {int(each.workflow_state.object_id) for each in open_states}
    hers = changeable(user).filter(pk__in=pages)
    may = set(hers.values_list("pk", flat=True)) - pages_she_wrote(user, pages)
    approved = TaskState.objects.filter(
        finished_by=user,
        status=TaskState.STATUS_APPROVED,
        workflow_state__in=[each.workflow_state_id for each in open_states],
    )
    looked = set(approved.values_list("workflow_state_id", "revision_id"))
    return [
        each
        for each in open_states
        if int(each.workflow_state.object_id) in may
        and each.workflow_state.requested_by_id != user.pk
        and (each.workflow_state_id, each.revision_id) not in looked
    ]


def changeable(user: Any) -> QuerySet[Page]:
    """The pages she may change: those of the places whose courses she writes."""
    pages: QuerySet[Page] = page_permission_policy.instances_user_has_permission_for(user, "change")
    return pages


def pages_she_wrote(user: Any, pages: Iterable[int]) -> set[int]:
    """Of these, the ones of which she wrote a version that was never published."""
    newest = {int(page): pk for page, pk in _newest(_versions(pages).filter(user=user), "object_id", "pk")}
    read = _published(pages)
    return {page for page, pk in newest.items() if pk > read.get(page, 0)}


def writers_of(page: Page) -> list[Any]:
    """Who wrote a version of it that was never published. Four queries."""
    written = _versions([page.pk]).filter(pk__gt=_published([page.pk])[page.pk])
    return list(get_user_model()._default_manager.filter(pk__in=written.values("user")))


def _versions(pages: Iterable[int]) -> QuerySet[Revision]:
    return Revision.objects.filter(
        base_content_type=get_default_page_content_type(), object_id__in=[str(each) for each in pages]
    )


def _published(pages: Iterable[int]) -> dict[int, int]:
    """Page to the number of the version that was published last; 0 for none."""
    published = PageLogEntry.objects.filter(page_id__in=pages, action="wagtail.publish")
    read = {page: pk or 0 for page, pk in _newest(published, "page_id", "revision_id")}
    for page, pk in Page.objects.filter(pk__in=pages).values_list("pk", "live_revision_id"):
        read[page] = max(read.get(page, 0), pk or 0)
    return read


def _newest(rows: QuerySet, of: str, number: str) -> list[tuple[Any, Any]]:
    return list(rows.order_by().values_list(of).annotate(Max(number)))


def decide(task: "ReviewTask", state: TaskState, user: Any, action: str, said: dict[str, Any]) -> None:
    """Approve or return; `ReviewRefused` where it is not hers, is another version, or something was left out."""
    with transaction.atomic():
        # The row of the review is the lock: of two who decide together, one did it.
        WorkflowState.objects.select_for_update(of=("self",)).get(pk=state.workflow_state_id)
        state.refresh_from_db()
        page = state.revision.content_object
        why = _why_not(task, state, user, action, said)
        changed = (
            state.status == TaskState.STATUS_IN_PROGRESS and state.revision_id != page.latest_revision_id
        )
        if why and changed:
            state.cancel(user=user, resume=True)
        elif not why:
            how = state.approve if action == "approve" else state.reject
            how(user=user, comment=said.get("comment", ""))
    if why:
        raise ReviewRefused(page, why)


def _why_not(task: "ReviewTask", state: TaskState, user: Any, action: str, said: dict[str, Any]) -> str:
    if not reviewable(user, [state]):
        return _("Esta revisión no te toca a ti, o ya no espera.")
    form = task.get_form_for_action(action)(said)
    if not form.is_valid():
        return _("Falta algo en la lista de revisión. No se decidió nada.")
    if not state.revision_id == state.revision.content_object.latest_revision_id == form.cleaned_data["seen"]:
        return _("Cambió mientras la revisabas. Mírala otra vez antes de decidir.")
    return ""


def end_reviews(workflow: Any) -> None:
    """What was in review, or had come back from it, is a draft again."""
    for state in WorkflowState.objects.active().filter(workflow=workflow):
        state.cancel()

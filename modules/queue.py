"""The first page of the editor: what waits for her, what she sent and where it is, what she was writing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from wagtail.admin.ui.components import Component
from wagtail.admin.views.home import LockedPagesPanel, RecentEditsPanel
from wagtail.models import Page, TaskState, WorkflowState

from modules.models.review import ReviewTask
from modules.reviewing import changeable, in_progress, reviewable


@dataclass(frozen=True)
class Entry:
    """A page in review: which look it is at, and whether it came back."""

    page: Page
    state: TaskState
    look: str

    @property
    def returned(self) -> bool:
        return self.state.status == TaskState.STATUS_REJECTED


@dataclass(frozen=True)
class Queue:
    """What is hers to look at, what came back to her, and what of hers waits for others."""

    waiting: list[Entry]
    returned: list[Entry]
    sent: list[Entry]


def queue_of(user: Any) -> Queue:
    """Of the places whose courses she writes now; a fixed number of queries, however much waits."""
    waiting = reviewable(user, in_progress())
    sent = [
        review.current_task_state
        for review in WorkflowState.objects.active()
        .filter(requested_by=user, current_task_state__isnull=False)
        .select_related("current_task_state__workflow_state")
        .order_by("-pk")
    ]
    entries = _entries(user, [*waiting, *sent])
    hers = [entries[each.pk] for each in sent if each.pk in entries]
    return Queue(
        waiting=[entries[each.pk] for each in waiting],
        returned=[each for each in hers if each.returned],
        sent=[each for each in hers if not each.returned],
    )


def _entries(user: Any, states: Iterable[TaskState]) -> dict[int, Entry]:
    by_page = {each: int(each.workflow_state.object_id) for each in states}
    pages = changeable(user).select_related("locale").in_bulk(set(by_page.values()))
    looks = {task.pk: str(task.get_looks_at_display()) for task in ReviewTask.objects.all()}
    return {
        state.pk: Entry(pages[key], state, looks.get(state.task_id, ""))
        for state, key in by_page.items()
        if key in pages
    }


class QueuePanel(Component):
    """Her queue; nobody's name stands in it."""

    name = "review_queue"
    template_name = "modules/review/queue.html"
    order = 100

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> Mapping[str, Any]:
        request = parent_context["request"]  # type: ignore[index]
        return {"queue": queue_of(request.user), "request": request}


class HerEdits(RecentEditsPanel):
    """What she was writing, where she still writes."""

    def get_context_data(self, parent_context: Any) -> Mapping[str, Any]:
        context = super().get_context_data(parent_context)
        request = parent_context["request"]
        edited = [page.pk for _moment, page in context["last_edits"]]
        hers = set(changeable(request.user).filter(pk__in=edited).values_list("pk", flat=True))
        return {**context, "last_edits": [each for each in context["last_edits"] if each[1].pk in hers]}


class HerLocks(LockedPagesPanel):
    """What she locked, where she still writes."""

    def get_context_data(self, parent_context: Any) -> Mapping[str, Any]:
        context = super().get_context_data(parent_context)
        hers = changeable(parent_context["request"].user)
        return {**context, "locked_pages": context["locked_pages"].filter(pk__in=hers.values("pk"))}

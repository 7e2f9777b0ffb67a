"""How long Wagtail's own tables are kept: what trainers did, and when."""

from datetime import timedelta
from functools import partial

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from wagtail.admin.models import EditingSession, FormState
from wagtail.models import ModelLogEntry, Page, PageLogEntry, Revision, WorkflowState

from learning.core.moments import MOMENTS, coarsen, exact
from learning.core.purging import Limit

DAYS = 90


def editor_limits() -> list[Limit]:
    after = f"{DAYS} days"
    return [
        Limit("editor: who has a page open", "1 hour", EditingSession.objects.stale),
        Limit("editor: forms not sent", "1 day", FormState.objects.stale),
        Limit("editor: log of pages", after, lambda: PageLogEntry.objects.filter(timestamp__lt=_then())),
        Limit(
            "editor: log of other things", after, lambda: ModelLogEntry.objects.filter(timestamp__lt=_then())
        ),
        Limit("editor: moderation that has ended", after, _ended_workflows),
        Limit("editor: versions neither live nor newest", after, _old_revisions, _one_by_one),
        Limit("editor: who wrote the versions that stay", after, _named_revisions, _without_name),
        *moment_limits(),
    ]


def moment_limits() -> list[Limit]:
    """Moments that are over become days."""
    return [
        Limit(f"moments: {label}", "to the day, once it is over", partial(exact, label), coarsen)
        for label in MOMENTS
    ]


def _then() -> object:
    return timezone.now() - timedelta(days=DAYS)


def _ended_workflows() -> QuerySet:
    going_on = (WorkflowState.STATUS_IN_PROGRESS, WorkflowState.STATUS_NEEDS_CHANGES)
    return WorkflowState.objects.filter(created_at__lt=_then()).exclude(status__in=going_on)


def _old_revisions() -> QuerySet:
    """Versions that are not shown, not the newest of their page, not going to be shown and not being judged."""
    newer = Revision.objects.filter(
        base_content_type=OuterRef("base_content_type"),
        object_id=OuterRef("object_id"),
        pk__gt=OuterRef("pk"),
    )
    shown = Page.objects.filter(Q(live_revision=OuterRef("pk")) | Q(latest_revision=OuterRef("pk")))
    judged = WorkflowState.objects.filter(
        status__in=(WorkflowState.STATUS_IN_PROGRESS, WorkflowState.STATUS_NEEDS_CHANGES),
        task_states__revision=OuterRef("pk"),
    )
    old = Revision.objects.filter(created_at__lt=_then(), approved_go_live_at__isnull=True)
    return old.filter(Exists(newer)).exclude(Exists(shown)).exclude(Exists(judged))


def _named_revisions() -> QuerySet:
    return Revision.objects.filter(created_at__lt=_then(), user__isnull=False).exclude(
        pk__in=_old_revisions().values("pk")
    )


def _without_name(revisions: QuerySet) -> None:
    Revision.objects.filter(pk__in=list(revisions.values_list("pk", flat=True))).update(user=None)


def _one_by_one(revisions: QuerySet) -> None:
    """Each by its own, since Wagtail moves remarks on to the next version."""
    for revision in revisions.order_by("pk"):
        revision.delete()

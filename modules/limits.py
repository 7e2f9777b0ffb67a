"""How long pieces of long work are kept, and what the queue remembers of them."""

from datetime import timedelta

from django.db.models import QuerySet
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from learning.core.purging import Limit
from modules.exchange import work
from modules.models import Work


def work_limits() -> list[Limit]:
    return [
        Limit("courses that went out or came in", f"{work.DAYS} days", _old_work, _with_files),
        Limit("queue of long work", "when it is done, or a day", _old_tasks),
    ]


def _old_work() -> QuerySet:
    return Work.objects.filter(asked_day__lte=timezone.localdate() - timedelta(days=work.DAYS))


def _with_files(rows: QuerySet) -> None:
    for each in rows:
        work.forget(each)


def _old_tasks() -> QuerySet:
    before = timezone.now() - timedelta(days=1)
    return DBTaskResult.objects.filter(finished_at__isnull=False) | DBTaskResult.objects.filter(
        enqueued_at__lt=before
    )

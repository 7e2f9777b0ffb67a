"""The one task of the worker."""

from uuid import UUID

from django_tasks import task

from modules.exchange import work


@task(backend="work")
def do(key: str) -> None:
    """A piece of long work; it says itself how it ended, so nothing of it stands in the table of tasks."""
    work.run(UUID(key))

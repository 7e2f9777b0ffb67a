"""The worker's part in packs."""

from uuid import UUID

from django_tasks import task

from modules.paper import packs


@task(backend="work")
def make(key: str) -> None:
    """A pack; the row says how it ended."""
    packs.make(UUID(key))

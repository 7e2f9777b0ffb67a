"""What can be asked of topics and posts."""

from collections.abc import Sequence
from typing import Any, Self

from django.db.models import F, OuterRef, Q, Subquery

from learning.core.scoping import ScopedManager, ScopedQuerySet

PER_PAGE = 20


class TopicQuerySet(ScopedQuerySet):
    def open_to(self, account: Any, *, all_states: bool = False) -> Self:
        """Topics with something to read in them; her own even while its first post waits; moderators see all."""
        return self if all_states else self.filter(Q(visible_posts__gt=0) | Q(opener=account))

    def with_read(self, account: Any) -> Self:
        """Each with `read_position`: how far she has read, None when not at all."""
        reads: Any = self.model._meta.get_field("reads").related_model
        read = reads.objects.scoped(network=OuterRef("network")).filter(account=account, topic=OuterRef("pk"))
        return self.annotate(read_position=Subquery(read.values("position")[:1]))

    def unread(self, account: Any) -> Self:
        """With something she has not read."""
        return self.with_read(account).filter(
            Q(read_position__isnull=True) | Q(read_position__lt=F("last_position")), visible_posts__gt=0
        )

    def page_after(self, cursor: int | None) -> Sequence[Any]:
        """
        Up to PER_PAGE + 1 topics that follow the one with bump `cursor`, newest activity first, openers loaded.

        A cursor and an index instead of a count and an offset: the ten-thousandth topic costs what the first does.
        """
        rows = self if cursor is None else self.filter(bump__lt=cursor)
        return list(rows.select_related("opener").order_by("-bump")[: PER_PAGE + 1])


class PostQuerySet(ScopedQuerySet):
    def waiting(self) -> Self:
        return self.filter(state="waiting")

    def hidden(self) -> Self:
        return self.filter(state="hidden")

    def reported(self) -> Self:
        return self.filter(reports__state="open").distinct()

    def placed(self, first: int, last: int) -> Self:
        """The posts from place `first` to `last`, with who wrote and whom they quote; one query."""
        return (
            self.filter(position__range=(first, last))
            .select_related("author", "quote__author")
            .order_by("position")
        )


class TopicManager(ScopedManager.from_queryset(TopicQuerySet)):  # type: ignore[misc]
    """Topics of one network."""


class PostManager(ScopedManager.from_queryset(PostQuerySet)):  # type: ignore[misc]
    """Posts of one network."""

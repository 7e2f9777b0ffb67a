"""What can be asked of topics and posts."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Self
from uuid import UUID

from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from learning.core.scoping import ScopedManager, ScopedQuerySet

if TYPE_CHECKING:
    from learning.networks.models import Membership

PER_PAGE = 20


class TopicQuerySet(ScopedQuerySet):
    def open_to(self, account_id: UUID, *, all_states: bool = False) -> Self:
        """
        Topics with something to read for her, be it only her own words that wait; for moderators, anybody's.
        Each with `kept_state`, that of the first of those words, which tells where none can be read by all.
        """
        kept = self._posts().kept() if all_states else self._posts().kept_by(account_id)
        state = Subquery(kept.order_by("position").values("state")[:1])
        return self.filter(Q(visible_posts__gt=0) | Exists(kept)).annotate(kept_state=state)

    def with_read(self, account_id: UUID) -> Self:
        """
        Each with `read_position`, how far she has read, None when not at all, and `news_from`, the place of the
        first words of somebody else beyond it, None where there are none.
        """
        read = self._related("reads").filter(account=account_id).values("position")[:1]
        with_position = self.annotate(read_position=Subquery(read))
        unread = (
            self._posts()
            .shown_by_others(account_id)
            .filter(position__gt=Coalesce(OuterRef("read_position"), 0))
            .order_by("position")
        )
        return with_position.annotate(news_from=Subquery(unread.values("position")[:1]))

    def _posts(self) -> "PostQuerySet":
        posts: PostQuerySet = self._related("posts")
        return posts

    def _related(self, name: str) -> Any:
        """What belongs to the topic of the outer query."""
        model: Any = self.model._meta.get_field(name).related_model
        return model.objects.scoped(network=OuterRef("network")).filter(topic=OuterRef("pk"))

    def page_after(self, cursor: int | None) -> Sequence[Any]:
        """
        Up to PER_PAGE + 1 topics with their openers: on the first page what is pinned, then the newest activity;
        after `cursor`, the bump of the last one shown, those that were active before it.

        Read along an index, without a count or an offset: ten thousand topics cost what a hundred do. Fewer
        topics are pinned than fit on a page (actions.moderation.pin), so the cursor is never one of them.
        """
        if cursor is None:
            rows = self.order_by("-pinned", "-bump")
        else:
            rows = self.filter(pinned=False, bump__lt=cursor).order_by("-bump")
        return list(rows.select_related("opener")[: PER_PAGE + 1])

    def count_unread(self, account_id: UUID, among: int) -> int:
        """How many of the `among` topics with the newest activity hold something that she has not read."""
        newest = self.with_read(account_id).order_by("-bump").values_list("news_from", flat=True)
        return sum(place is not None for place in newest[:among])


class PostQuerySet(ScopedQuerySet):
    """Where an author has gone for good, nothing of hers is left to judge."""

    def waiting(self) -> Self:
        return self.filter(state="waiting", author__isnull=False)

    def hidden(self) -> Self:
        return self.filter(state="hidden", author__isnull=False)

    def kept(self) -> Self:
        """Those that still have words, in whatever state."""
        return self.filter(author__isnull=False).exclude(state="withdrawn")

    def kept_by(self, account_id: UUID) -> Self:
        """Those of them that this author wrote."""
        return self.kept().filter(author=account_id)

    def shown_by_others(self, account_id: UUID) -> Self:
        """What all can read and somebody else wrote."""
        return self.filter(state="visible", author__isnull=False).exclude(author=account_id)

    def reported(self, reports: "PostReportQuerySet") -> Self:
        """Those that one of `reports` is about."""
        told = reports.filter(post=OuterRef("pk"))
        return self.kept().filter(Exists(told))

    def placed(self, first: int, last: int) -> Self:
        """The posts from place `first` to `last`, with who wrote and whom they quote; one query."""
        return (
            self.filter(position__range=(first, last))
            .select_related("author", "quote__author")
            .order_by("position")
        )

    def count_and_oldest(self) -> dict[str, Any]:
        """`count`, and `week`, that of the oldest or None."""
        return self.aggregate(count=Count("pk"), week=Min("week"))


class PostReportQuerySet(ScopedQuerySet):
    def open(self) -> Self:
        """Those that nobody has looked at since."""
        return self.filter(state="open")

    def told_to(self, member: "Membership", listeners: QuerySet) -> Self:
        """Without suspicions where somebody is named to listen to them and she is not; asked in the same query."""
        named = listeners.order_by()
        hers = ~Exists(named) | Exists(named.filter(pk=member.pk))
        return self.filter(~Q(why="infiltration") | hers)


class TopicManager(ScopedManager.from_queryset(TopicQuerySet)):  # type: ignore[misc]
    """Topics of one network."""


class PostManager(ScopedManager.from_queryset(PostQuerySet)):  # type: ignore[misc]
    """Posts of one network."""


class PostReportManager(ScopedManager.from_queryset(PostReportQuerySet)):  # type: ignore[misc]
    """What members of one network told its moderators."""

"""How long the forum keeps what was hidden, and conversations that ended."""

from datetime import timedelta

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from community.models import ModerationEntry, Post, Topic
from learning.core.purging import Limit
from learning.core.weeks import months_ago

HIDDEN_DAYS = 30
TOPIC_MONTHS = 12
_WHY = "the purge goes through every network"


def forum_limits() -> list[Limit]:
    return [
        Limit("hidden posts", f"{HIDDEN_DAYS} days", _hidden_long_ago, _let_go),
        Limit("topics without a new post, not pinned", f"{TOPIC_MONTHS} months", _quiet_topics),
    ]


def _hidden_long_ago() -> QuerySet:
    lately = ModerationEntry.objects.unscoped(reason=_WHY).filter(
        post=OuterRef("pk"),
        to_state=Post.State.HIDDEN,
        day__gte=timezone.localdate() - timedelta(days=HIDDEN_DAYS),
    )
    hidden = Post.objects.unscoped(reason=_WHY).filter(state=Post.State.HIDDEN)
    return hidden.exclude(Exists(lately))


def _let_go(posts: QuerySet) -> None:
    """The title goes with the first post; a topic goes with its last one."""
    topics = Topic.objects.unscoped(reason=_WHY)
    touched = list(posts.values_list("topic", flat=True))
    topics.filter(pk__in=list(posts.filter(position=1).values_list("topic", flat=True))).update(title="")
    posts.delete()
    topics.filter(pk__in=touched, posts=None).delete()


def _quiet_topics() -> QuerySet:
    """By the week of the newest post that could be read."""
    return Topic.objects.unscoped(reason=_WHY).filter(last_week__lt=months_ago(TOPIC_MONTHS), pinned=False)

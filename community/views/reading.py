"""Reading the forum of her network."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from community.access import (
    forum_of,
    is_for_answers,
    moderates,
    shown_posts,
    topic_or_404,
    topic_page,
    unread_places,
)
from community.actions.posts import is_closed
from community.actions.topics import mark_read
from community.forms import ReplyForm
from community.models import Topic
from community.querysets import PER_PAGE
from community.reports import to_judge
from learning.accounts.kept import take
from learning.networks.access import require
from learning.networks.permissions import Permission


@require(Permission.WRITE_POSTS)
@require_safe
def topic_list(request: Any) -> HttpResponse:
    """Topics by newest activity, what is pinned first; page after page by the last activity number shown."""
    membership = request.membership
    cursor = _number(request.GET.get("desde", ""))
    rows = topic_page(membership, cursor)
    page = rows[:PER_PAGE]
    context = {
        "forum": forum_of(membership),
        "pinned": [topic for topic in page if topic.pinned],
        "topics": [topic for topic in page if not topic.pinned],
        "older": page[-1].bump if len(rows) > PER_PAGE else None,
        "cursor": cursor,
        "to_judge": to_judge(membership) if moderates(membership) else None,
    }
    return render(request, "community/topic_list.html", context)


@require(Permission.WRITE_POSTS)
@require_safe
def topic_detail(request: Any, key: UUID) -> HttpResponse:
    """One page of a topic: the one asked for, else the one with the first post she has not read."""
    topic = topic_or_404(request.membership, key)
    return render(request, "community/topic_detail.html", topic_context(request, topic))


def topic_context(request: Any, topic: Topic, sent: ReplyForm | None = None) -> dict[str, Any]:
    """What the page of a topic shows; reading it moves her mark forward. `sent` is an answer to be mended."""
    membership = request.membership
    closed = is_closed(forum_of(membership), topic)
    pages = page_of(topic.last_position)
    number = min(max(_number(request.GET.get("pagina", "")) or _page_to_read(topic), 1), pages)
    first, last = (number - 1) * PER_PAGE + 1, min(number * PER_PAGE, topic.last_position)
    posts = shown_posts(membership, topic, first, last)
    mark_read(topic=topic, by=membership, first=first, last=min(last, topic.last_shown))
    return {
        "topic": topic,
        "posts": posts,
        "unread": unread_places(topic, posts),
        "number": number,
        "pages": pages,
        "form": sent or (None if closed or not is_for_answers(membership, topic) else _reply_form(request)),
        "closed": closed,
        "moderates": moderates(membership),
    }


def _page_to_read(topic: Topic) -> int:
    """The page with the first words of somebody else that she has not read, else the one where she stopped."""
    read = topic.read_position or 0  # type: ignore[attr-defined]  # see TopicQuerySet.with_read
    return page_of(topic.news_from or min(read + 1, topic.last_shown))  # type: ignore[attr-defined]


def _reply_form(request: Any) -> ReplyForm:
    """Empty, or with what she was sending when her session ended."""
    kept = take(request)
    return ReplyForm(initial=kept.dict() if kept else None)


def page_of(position: int) -> int:
    """On which page of its topic a place is."""
    return max(1, -(-position // PER_PAGE))


def _number(words: str) -> int | None:
    """The number in an address; None for anything else."""
    return int(words) if words.isdecimal() and len(words) < 19 else None

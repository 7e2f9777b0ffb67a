"""Reading the forum of her network."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode

from community.access import forum_of, moderates, shown_posts, topic_or_404
from community.actions.topics import mark_read
from community.forms import ReplyForm
from community.models import Topic
from community.querysets import PER_PAGE
from learning.accounts.kept import take
from learning.networks.access import require
from learning.networks.permissions import Permission


@require(Permission.WRITE_POSTS)
def topic_list(request: Any) -> HttpResponse:
    """Topics by newest activity, what is pinned first; page after page by the last activity number shown."""
    membership = request.membership
    account = membership.account
    topics = Topic.objects.scoped(network=membership.network_id).open_to(
        account, all_states=moderates(membership)
    )
    topics = topics.with_read(account)
    raw = request.GET.get("desde", "")
    cursor = int(raw) if raw.isdigit() and len(raw) < 19 else None
    pinned = (
        []
        if cursor
        else list(topics.filter(pinned=True).select_related("opener").order_by("-bump")[:PER_PAGE])
    )
    rows = topics.filter(pinned=False).page_after(cursor)
    page = rows[:PER_PAGE]
    return render(
        request,
        "community/topic_list.html",
        {
            "forum": forum_of(membership),
            "pinned": pinned,
            "topics": page,
            "older": urlencode({"desde": page[-1].bump}) if len(rows) > PER_PAGE else "",
            "cursor": cursor,
            "moderates": moderates(membership),
        },
    )


@require(Permission.WRITE_POSTS)
def topic_detail(request: Any, key: UUID) -> HttpResponse:
    """One page of a topic: the one asked for, else the one with the first post she has not read."""
    topic = topic_or_404(request.membership, key)
    return render(request, "community/topic_detail.html", topic_context(request, topic))


def topic_context(request: Any, topic: Topic, form: ReplyForm | None = None) -> dict[str, Any]:
    """What the page of a topic shows; reading it moves her mark forward."""
    membership = request.membership
    pages = max(1, -(-topic.last_position // PER_PAGE))
    unread = (topic.read_position or 0) + 1  # type: ignore[attr-defined]
    asked = request.GET.get("pagina", "")
    number = (
        int(asked) if asked.isdigit() and len(asked) < 7 else -(-min(unread, topic.last_position) // PER_PAGE)
    )
    number = min(max(number, 1), pages)
    last = number * PER_PAGE
    posts = shown_posts(membership, topic, last - PER_PAGE + 1, last)
    if posts and posts[-1].post.position >= unread:
        mark_read(topic=topic, by=membership, position=posts[-1].post.position)
    kept = take(request, path=f"{request.path}responder/")
    return {
        "topic": topic,
        "posts": posts,
        "unread": unread,
        "number": number,
        "pages": pages,
        "form": form or ReplyForm(initial=kept.dict() if kept else None),
        "forum": forum_of(membership),
        "moderates": moderates(membership),
    }

"""The moderators' queue, and deciding about a post or a topic."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from community.access import (
    forum_of,
    listeners_in,
    moderators_in,
    others_post_or_404,
    reports_for,
    topic_or_404,
)
from community.actions.moderation import MOST_PINNED, TooManyPinned, leave_as_it_is, pin, set_topic_state
from community.actions.settings import change_forum
from community.actions.states import WITH_REASON, NotAllowed, set_post_state
from community.forms import ForumForm, ReasonForm
from community.models import Post, Topic
from community.reports import queue_of
from learning.accounts.kept import keeps_words, take
from learning.networks.access import require
from learning.networks.permissions import Permission

DECISIONS = {
    "publicar": Post.State.VISIBLE,
    "rechazar": Post.State.REFUSED,
    "ocultar": Post.State.HIDDEN,
    "mostrar": Post.State.VISIBLE,
}


@require(Permission.MODERATE)
@require_safe
def queue(request: Any) -> HttpResponse:
    """What waits, what was reported, what is hidden."""
    return render(request, "community/queue.html", queue_of(request.membership))


@require(Permission.MODERATE)
@require_http_methods(["GET", "HEAD", "POST"])
def forum_settings(request: Any) -> HttpResponse:
    """When posts wait, who reads suspicions, and whether the forum is closed."""
    forum = forum_of(request.membership)
    moderators = moderators_in(forum.pk)
    initial = {
        "first_posts": forum.first_posts,
        "first_count": forum.first_count,
        "locked": forum.locked,
        "listeners": listeners_in(forum.pk),
    }
    form = ForumForm(request.POST or None, initial=initial, moderators=moderators)
    if request.method == "POST" and form.is_valid():
        change_forum(by=request.membership, **form.cleaned_data)
        messages.success(request, _("Listo."))
        return redirect("community:topic-list")
    return render(request, "community/forum_settings.html", {"form": form})


@require(Permission.MODERATE)
@keeps_words("reason")
@require_http_methods(["GET", "HEAD", "POST"])
def post_moderate(request: Any, key: UUID) -> HttpResponse:
    """One post with what was reported about it, and the decisions its state allows."""
    post = others_post_or_404(request.membership, key)
    decision = request.POST.get("decision", "")
    kept = take(request)
    form = ReasonForm(
        request.POST if DECISIONS.get(decision) in WITH_REASON else None,
        initial=kept.dict() if kept else None,
    )
    if request.method == "POST" and _decided(request, post, decision, form):
        return redirect("community:queue")
    context = {
        "post": post,
        "form": form,
        "reports": reports_for(request.membership)
        .filter(post=post)
        .select_related("reporter")
        .order_by("week"),
        "entries": post.entries.order_by("number"),
    }
    return render(request, "community/post_moderate.html", context)


def _decided(request: Any, post: Post, decision: str, form: ReasonForm) -> bool:
    """Carry the decision out and say so; False when the form has to be shown again."""
    state = DECISIONS.get(decision)
    if state in WITH_REASON and not form.is_valid():
        return False
    try:
        if decision == "dejar":
            leave_as_it_is(post=post, by=request.membership, edits=_edits_seen(request))
        elif state is None:
            return False
        else:
            reason = form.cleaned_data["reason"] if state in WITH_REASON else ""
            set_post_state(post, state, by=request.membership, reason=reason, edits=_edits_seen(request))
    except NotAllowed:
        messages.warning(
            request,
            _("No se cambió: su autora lo corrigió o retiró, u otra moderadora ya decidió. Míralo otra vez."),
        )
    else:
        messages.success(request, _("Listo."))
    return True


def _edits_seen(request: Any) -> int:
    """Which of its texts she had before her eyes; one that never was when the form does not tell."""
    seen = request.POST.get("edits", "")
    return int(seen) if seen.isdecimal() and len(seen) < 6 else -1


@require(Permission.MODERATE)
@require_POST
def topic_moderate(request: Any, key: UUID) -> HttpResponse:
    """Lock, open, pin or unpin a topic."""
    topic = topic_or_404(request.membership, key)
    decision = request.POST.get("decision")
    if decision in Topic.State.values:
        set_topic_state(topic=topic, state=decision, by=request.membership)
    elif decision in ("fijar", "soltar"):
        try:
            pin(topic=topic, pinned=decision == "fijar", by=request.membership)
        except TooManyPinned:
            said = _("Ya hay %(most)s temas fijados. Deja de fijar uno antes.") % {"most": MOST_PINNED}
            messages.warning(request, said)
    return redirect("community:topic-detail", key=topic.pk)

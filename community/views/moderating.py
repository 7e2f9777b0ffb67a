"""The moderators' queue, and deciding about a post or a topic."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from community.access import post_or_404, topic_or_404
from community.actions.moderation import WITH_REASON, NotAllowed, close_reports, set_post_state
from community.actions.topics import pin, set_topic_state
from community.forms import ReasonForm
from community.models import Post, Topic
from community.reports import health, queue_of
from learning.networks.access import require
from learning.networks.permissions import Permission

DECISIONS = {
    "publicar": Post.State.VISIBLE,
    "rechazar": Post.State.REFUSED,
    "ocultar": Post.State.HIDDEN,
    "mostrar": Post.State.VISIBLE,
}


@require(Permission.MODERATE)
@require_GET
def queue(request: Any) -> HttpResponse:
    """What waits, what was reported, what is hidden."""
    return render(
        request, "community/queue.html", queue_of(request.membership) | {"health": health(request.membership)}
    )


@require(Permission.MODERATE)
@require_http_methods(["GET", "POST"])
def post_moderate(request: Any, key: UUID) -> HttpResponse:
    """One post with what was reported about it, and the decisions its state allows."""
    post = post_or_404(request.membership, key)
    decision = request.POST.get("decision", "")
    form = ReasonForm(request.POST if DECISIONS.get(decision) in WITH_REASON else None)
    if request.method == "POST" and _decided(request, post, decision, form):
        return redirect("community:queue")
    reports = post.reports.select_related("reporter").filter(state="open").order_by("week")
    entries = post.entries.order_by("day")
    context = {"post": post, "form": form, "reports": reports, "entries": entries}
    return render(request, "community/post_moderate.html", context)


def _decided(request: Any, post: Post, decision: str, form: ReasonForm) -> bool:
    """Carry the decision out and say so; False when the form has to be shown again."""
    if decision == "dejar":
        close_reports(post)
        messages.success(request, _("El mensaje queda como está."))
        return True
    state = DECISIONS.get(decision)
    if state is None or (state in WITH_REASON and not form.is_valid()):
        return False
    reason = form.cleaned_data["reason"] if state in WITH_REASON else ""
    try:
        set_post_state(post, state, by=request.membership, reason=reason)
        messages.success(request, _("Listo."))
    except NotAllowed:
        messages.warning(request, _("Otra moderadora ya decidió sobre este mensaje, o su autora lo retiró."))
    return True


@require(Permission.MODERATE)
@require_POST
def topic_moderate(request: Any, key: UUID) -> HttpResponse:
    """Lock, open, pin or unpin a topic."""
    topic = topic_or_404(request.membership, key)
    decision = request.POST.get("decision")
    if decision in Topic.State.values:
        set_topic_state(topic=topic, state=decision, by=request.membership)
    elif decision in ("fijar", "soltar"):
        pin(topic=topic, pinned=decision == "fijar", by=request.membership)
    return redirect("community:topic-detail", key=topic.pk)

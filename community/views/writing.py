"""Writing in the forum. What she wrote comes back in the form whatever happens."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from community.access import forum_of, own_post_or_404, post_or_404, topic_or_404
from community.actions.moderation import set_post_state
from community.actions.posts import TopicClosed, edit_own_post, reply, report_post
from community.actions.topics import open_topic
from community.forms import EditForm, ReplyForm, ReportForm, TopicForm
from community.models import Post
from community.querysets import PER_PAGE
from community.views.reading import topic_context
from learning.accounts.kept import keeps_words, take
from learning.core.throttle import hit
from learning.networks.access import require
from learning.networks.permissions import Permission

POSTS_AN_HOUR = 30


def _may_write_now(request: Any) -> bool:
    return hit("post", str(request.membership.account_id), limit=POSTS_AN_HOUR, seconds=3600)


def _to_post(request: Any, post: Post) -> HttpResponse:
    """Back to what she just wrote, with a word when it waits."""
    if post.state == Post.State.WAITING:
        messages.info(request, _("Gracias. Tu mensaje espera a que una moderadora lo lea; aquí lo verás."))
    page = -(-post.position // PER_PAGE)
    address = reverse("community:topic-detail", args=[post.topic_id])
    return redirect(f"{address}?pagina={page}#m{post.position}")


@require(Permission.WRITE_POSTS)
@keeps_words
@require_http_methods(["GET", "POST"])
def topic_new(request: Any) -> HttpResponse:
    kept = take(request)
    form = TopicForm(request.POST or None, initial=kept.dict() if kept else None)
    status = 200
    if request.method == "POST" and form.is_valid():
        wanted = form.cleaned_data
        if not _may_write_now(request):
            form.add_error(
                None,
                _("Escribiste mucho en poco rato. Espera un poco y vuelve a enviar: tu texto sigue aquí."),
            )
            status = 429
        else:
            try:
                post = open_topic(
                    by=request.membership, title=wanted["title"], body=wanted["body"], nonce=wanted["nonce"]
                )
                return _to_post(request, post)
            except TopicClosed:
                form.add_error(None, _("El foro está cerrado por ahora. Copia tu texto para no perderlo."))
    context = {"form": form, "forum": forum_of(request.membership)}
    return render(request, "community/topic_new.html", context, status=status)


@require(Permission.WRITE_POSTS)
@keeps_words
@require_http_methods(["GET", "POST"])
def post_reply(request: Any, key: UUID) -> HttpResponse:
    """Answer in a topic; a GET shows its page with the form, with `cita` it quotes a post."""
    topic = topic_or_404(request.membership, key)
    if request.method == "GET":
        quoted = _quoted(request, topic.pk, request.GET.get("cita", ""))
        form = ReplyForm(initial={"quote": quoted.pk} if quoted else None)
        return render(request, "community/reply.html", {"topic": topic, "form": form, "quoted": quoted})
    form = ReplyForm(request.POST)
    status = 200
    if form.is_valid():
        quoted = _quoted(request, topic.pk, str(form.cleaned_data["quote"] or ""))
        if not _may_write_now(request):
            form.add_error(
                None,
                _("Escribiste mucho en poco rato. Espera un poco y vuelve a enviar: tu texto sigue aquí."),
            )
            status = 429
        else:
            try:
                post = reply(
                    by=request.membership,
                    topic=topic,
                    body=form.cleaned_data["body"],
                    nonce=form.cleaned_data["nonce"],
                    quote=quoted,
                )
                return _to_post(request, post)
            except TopicClosed:
                form.add_error(
                    None, _("Cerraron este tema mientras escribías. Copia tu texto para no perderlo.")
                )
    return render(request, "community/topic_detail.html", topic_context(request, topic, form), status=status)


def _quoted(request: Any, topic_id: UUID, key: str) -> Post | None:
    """The post of this topic that she wants to quote; a key that names none quotes nothing."""
    try:
        post = post_or_404(request.membership, UUID(key)) if key else None
    except ValueError:
        return None
    return post if post and post.topic_id == topic_id and post.state == Post.State.VISIBLE else None


@require(Permission.WRITE_POSTS)
@keeps_words
@require_http_methods(["GET", "POST"])
def post_edit(request: Any, key: UUID) -> HttpResponse:
    post = own_post_or_404(request.membership, key)
    kept = take(request)
    form = EditForm(request.POST or None, initial=kept.dict() if kept else {"body": post.body})
    if request.method == "POST" and form.is_valid():
        post = edit_own_post(post=post, body=form.cleaned_data["body"], by=request.membership)
        return _to_post(request, post)
    return render(request, "community/post_edit.html", {"post": post, "form": form})


@require(Permission.WRITE_POSTS)
@require_http_methods(["GET", "POST"])
def post_withdraw(request: Any, key: UUID) -> HttpResponse:
    post = own_post_or_404(request.membership, key)
    if request.method == "POST":
        set_post_state(post, Post.State.WITHDRAWN, by=request.membership)
        messages.success(request, _("Retiraste tu mensaje. Sus palabras ya no están."))
        return redirect("community:topic-list")
    return render(request, "community/post_withdraw.html", {"post": post})


@require(Permission.WRITE_POSTS)
@require_http_methods(["GET", "POST"])
def post_report(request: Any, key: UUID) -> HttpResponse:
    post = post_or_404(request.membership, key)
    form = ReportForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        report_post(post=post, by=request.membership, **form.cleaned_data)
        messages.success(
            request, _("Gracias por avisar. Las moderadoras lo verán; quien escribió no sabrá que fuiste tú.")
        )
        return redirect("community:topic-detail", key=post.topic_id)
    return render(request, "community/post_report.html", {"post": post, "form": form})

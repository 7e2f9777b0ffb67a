"""Writing in the forum. What she wrote comes back in the form whatever happens."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from community.access import (
    can_be_judged,
    forum_of,
    listeners_in,
    others_post_or_404,
    own_post_or_404,
    post_or_404,
    prompt_or_404,
    topic_about,
    topic_to_answer_or_404,
)
from community.actions.posts import (
    TopicClosed,
    can_be_mended,
    edit_own_post,
    is_closed,
    reply,
    report_post,
)
from community.actions.states import NotAllowed, set_post_state
from community.actions.topics import open_topic
from community.forms import EditFirstForm, EditForm, ReplyForm, ReportForm, TopicForm
from community.models import Post
from community.views.reading import page_of, topic_context
from learning.accounts.kept import keeps_words, take
from learning.core.throttle import hit
from learning.networks.access import require
from learning.networks.permissions import Permission
from learning.progress.access import lesson_or_404

WRITTEN_AN_HOUR = 30

member_writes = require(Permission.WRITE_POSTS)
form_page = require_http_methods(["GET", "HEAD", "POST"])


@member_writes
@keeps_words("title", "body")
@form_page
def topic_new(request: Any) -> HttpResponse:
    """Open a topic with its first words."""
    return _new_topic(request, {})


@member_writes
@keeps_words("title", "body")
@form_page
def topic_of_lesson(request: Any, key: UUID, block: UUID) -> HttpResponse:
    """
    To the topic about what a lesson asks to talk about; where there is none yet, the form that opens it. What is opened
    from a lesson on care has nothing of it: that somebody takes such a course is seen by nobody.
    """
    place = lesson_or_404(request, key)
    prompt = prompt_or_404(place, block)
    if place.is_care:
        return _new_topic(request, {}, from_care=True)
    topic = topic_about(request.membership, block)
    if topic and request.method != "POST":
        return redirect("community:topic-detail", key=topic.pk)
    return _new_topic(request, {"title": prompt["title"]}, about=block)


def _new_topic(
    request: Any, initial: dict[str, Any], about: UUID | None = None, *, from_care: bool = False
) -> HttpResponse:
    form = TopicForm(request.POST or None, initial=initial | _kept(request))
    post = _written(
        request,
        form,
        lambda wanted: open_topic(
            by=request.membership,
            title=wanted["title"],
            body=wanted["body"],
            nonce=wanted["nonce"],
            about=about,
        ),
    )
    context = {"form": form, "forum": forum_of(request.membership), "from_care": from_care}
    return _to_post(request, post) if post else _shown(request, "community/topic_new.html", context)


@member_writes
@keeps_words("body")
@form_page
def post_reply(request: Any, key: UUID) -> HttpResponse:
    """Answer in a topic; a GET shows the form alone, with `cita` under the post it quotes."""
    topic = topic_to_answer_or_404(request.membership, key)
    if request.method != "POST":
        closed = is_closed(forum_of(request.membership), topic)
        initial = (not closed and _kept(request)) or {"quote": request.GET.get("cita", "")}
        quoted = _quoted(request, topic.pk, initial.get("quote", ""))
        form = ReplyForm(initial=initial | {"quote": quoted.pk if quoted else ""})
        context = {"topic": topic, "form": form, "quoted": quoted, "closed": closed}
        return render(request, "community/reply.html", context)
    form = ReplyForm(request.POST)
    post = _written(
        request,
        form,
        lambda wanted: reply(
            by=request.membership,
            topic=topic,
            body=wanted["body"],
            nonce=wanted["nonce"],
            quote=_quoted(request, topic.pk, str(wanted["quote"] or "")),
        ),
    )
    if post:
        return _to_post(request, post)
    return _shown(request, "community/topic_detail.html", topic_context(request, topic, form))


@member_writes
@keeps_words("title", "body")
@form_page
def post_edit(request: Any, key: UUID) -> HttpResponse:
    """Mend her own words; with the first ones of her topic also its title."""
    post = own_post_or_404(request.membership, key)
    kept = _kept(request)
    if request.method != "POST" and not kept and not can_be_mended(forum_of(request.membership), post):
        messages.info(request, _("Este mensaje ya no se puede cambiar."))
        return _to_topic(post)
    initial = {"body": post.body, "title": post.topic.title} | kept
    opens = post.position == 1 and post.topic.opener_id == post.author_id
    form = (EditFirstForm if opens else EditForm)(request.POST or None, initial=initial)
    mended = _written(
        request,
        form,
        lambda wanted: edit_own_post(
            post=post, body=wanted["body"], title=wanted.get("title", ""), by=request.membership
        ),
    )
    context = {"post": post, "form": form}
    return _to_post(request, mended) if mended else _shown(request, "community/post_edit.html", context)


@member_writes
@form_page
def post_withdraw(request: Any, key: UUID) -> HttpResponse:
    """Take her own words back; a second tap finds them gone, which is what she wanted."""
    post = own_post_or_404(request.membership, key)
    if request.method != "POST" and post.state != Post.State.WITHDRAWN:
        return render(request, "community/post_withdraw.html", {"post": post})
    if request.method == "POST":
        post = set_post_state(post, Post.State.WITHDRAWN, by=request.membership)
        messages.success(request, _("Retiraste tu mensaje. Sus palabras ya no están."))
    return _to_topic(post)


@member_writes
@keeps_words("note")
@form_page
def post_report(request: Any, key: UUID) -> HttpResponse:
    """Tell the moderators about a post of somebody else."""
    post = others_post_or_404(request.membership, key)
    form = ReportForm(request.POST or None, initial=_kept(request))
    if _written(
        request, form, lambda wanted: report_post(post=post, by=request.membership, **wanted) or post
    ):
        messages.success(
            request, _("Gracias por avisar. Las moderadoras lo verán; quien escribió no sabrá que fuiste tú.")
        )
        return _to_topic(post)
    context = {
        "post": post,
        "form": form,
        "judged": can_be_judged(post),
        "listeners": [each.account.pseudonym for each in listeners_in(post.network_id)],
    }
    return _shown(request, "community/post_report.html", context)


def _written(request: Any, form: forms.Form, write: Callable[[dict[str, Any]], Post]) -> Post | None:
    """What `write` made of the form; None, and the form tells why, when it has to be shown again."""
    if request.method != "POST" or not form.is_valid():
        return None
    if not hit("forum", str(request.membership.account_id), limit=WRITTEN_AN_HOUR, seconds=3600):
        said = _("Escribiste mucho en poco rato. Espera un poco y vuelve a enviar: tu texto sigue aquí.")
        form.add_error(None, forms.ValidationError(said, code="slow"))
        return None
    try:
        return write(form.cleaned_data)
    except TopicClosed:
        form.add_error(None, _("Se cerró mientras escribías. Copia tu texto si quieres guardarlo."))
    except NotAllowed:
        said = _("Este mensaje ya no se puede cambiar. Copia tu texto si quieres guardarlo.")
        form.add_error(None, said)
    return None


def _shown(request: Any, template: str, context: dict[str, Any]) -> HttpResponse:
    slow = context["form"].is_bound and context["form"].has_error(NON_FIELD_ERRORS, code="slow")
    return render(request, template, context, status=429 if slow else 200)


def _kept(request: Any) -> dict[str, Any]:
    """What she was sending to this page when her session ended; what she was sure of is asked again."""
    found = take(request)
    return {name: value for name, value in found.dict().items() if name != "sure"} if found else {}


def _to_post(request: Any, post: Post) -> HttpResponse:
    """Back to what she just wrote, with a word when it waits."""
    if post.state == Post.State.WAITING:
        messages.info(request, _("Gracias. Tu mensaje espera a que una moderadora lo lea; aquí lo verás."))
    address = reverse("community:topic-detail", args=[post.topic_id])
    return redirect(f"{address}?pagina={page_of(post.position)}#m{post.position}")


def _to_topic(post: Post) -> HttpResponse:
    """To the topic, or the list when nothing of the topic is left to read."""
    if post.topic.visible_posts:
        return redirect("community:topic-detail", key=post.topic_id)
    return redirect("community:topic-list")


def _quoted(request: Any, topic_id: UUID, key: str) -> Post | None:
    """The post of this topic that she wants to quote; a key that names none quotes nothing."""
    try:
        post = post_or_404(request.membership, UUID(key)) if key else None
    except ValueError:
        return None
    return post if post and post.topic_id == topic_id and post.state == Post.State.VISIBLE else None

"""Reading news, and a plain form to write them."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from learning.accounts.kept import keeps_words, take
from learning.core.languages import language_now
from learning.networks.access import require
from learning.networks.permissions import Permission
from learning.news.access import is_hers, news_for, news_or_404, news_over, own_news, own_news_or_404, writes
from learning.news.actions import ChangedMeanwhile, change_news, withdraw_news, write_news
from learning.news.forms import ChangeNewsForm, NewNewsForm
from learning.news.models import News

PER_PAGE = 10
form_page = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@require(Permission.TAKE_COURSES)
def news_list(request: Any) -> HttpResponse:
    """What is to be read today, page by page; to writers also what is over."""
    writer = writes(request.membership)
    page = Paginator(news_for(request.membership), PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "writes": writer, "over": news_over(request.membership) if writer else []}
    return render(request, "news/list.html", context)


@require_safe
@require(Permission.TAKE_COURSES)
def news_detail(request: Any, key: UUID) -> HttpResponse:
    news = news_or_404(request.membership, key)
    writer = is_hers(request.membership, news) and writes(request.membership)
    return render(request, "news/detail.html", {"news": news, "writes": writer})


@require(Permission.WRITE_NEWS)
@keeps_words("title", "body")
@form_page
def news_new(request: Any) -> HttpResponse:
    """Say something to her network."""
    form = NewNewsForm(request.POST or None, initial={"language": language_now()} | _kept(request))
    if form.is_valid():
        said = form.cleaned_data
        news = write_news(
            by=request.membership,
            kind=said["kind"],
            words=form.words(said["language"]),
            until=said["until"],
            nonce=said["nonce"],
        )
        return redirect("news:detail", news.pk)
    return render(request, "news/write.html", {"form": form})


@require(Permission.WRITE_NEWS)
@keeps_words("title", "body")
@form_page
def news_change(request: Any, key: UUID, language: str) -> HttpResponse:
    """Mend it in one of its languages, or say it in one more."""
    news = own_news_or_404(request.membership, key)
    if language not in dict(settings.LANGUAGES):
        raise Http404
    said = news.words.get(language)
    initial = {"kind": news.kind, "until": news.until, "seen": news.version(language)}
    form = ChangeNewsForm(
        request.POST or None, initial=initial | (said._asdict() if said else {}) | _kept(request)
    )
    if form.is_valid():
        try:
            changed = {name: form.cleaned_data[name] for name in ("kind", "until", "seen")}
            change_news(by=request.membership, news=news, words=form.words(language), **changed)
        except News.DoesNotExist:
            raise Http404 from None
        except ChangedMeanwhile:
            said_now = _("Otra la cambió mientras escribías. Copia lo tuyo y mira primero cómo quedó.")
            form.add_error(None, said_now)
        else:
            messages.success(request, _("Listo."))
            return redirect("news:detail", key)
    return render(request, "news/write.html", {"form": form, "news": news, "language": language})


@require(Permission.WRITE_NEWS)
@form_page
def news_withdraw(request: Any, key: UUID) -> HttpResponse:
    """Take it back, after a question; a second tap finds it gone, which is what she wanted."""
    if request.method != "POST":
        return render(request, "news/withdraw.html", {"news": own_news_or_404(request.membership, key)})
    if news := own_news(request.membership, key):
        withdraw_news(by=request.membership, news=news)
        messages.success(request, _("Retirada. Sus palabras ya no están."))
    return redirect("news:list")


def _kept(request: Any) -> dict[str, Any]:
    """What she was sending to this page when her session ended; what she was sure of is asked again."""
    found = take(request)
    return {name: value for name, value in found.dict().items() if name != "sure"} if found else {}

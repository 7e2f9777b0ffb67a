"""Writing in her journal. What she wrote comes back in the form whatever happens, and is kept nowhere else."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from learning.accounts.forms import posted
from learning.accounts.kept import keeps_words, take
from learning.accounts.opened import close_in_session
from learning.accounts.requests import MemberRequest
from learning.core.throttle import hit
from learning.journal import actions
from learning.journal.access import NAME, Open, entry_or_404, journal_of, open_in, writing_or_404
from learning.journal.forms import ChangeForm, EntryForm, NewEntryForm, OpenForm
from learning.journal.models import Entry
from learning.journal.opening import open_with
from learning.journal.writing import Kind, Writing, changed, mark_of_words
from learning.progress.access import LessonPlace
from learning.progress.views.lessons import lesson_again

WRITTEN_AN_HOUR = 120
# What a script of ours says with a form, so that the page it stands in stays as it is.
STAY = "X-Stay"

form_page = require_http_methods(["GET", "HEAD", "POST"])


@keeps_words("title", "body", at_its_address=True)
@form_page
def entry_new(request: MemberRequest) -> HttpResponse:
    """A note of hers, or what came from a lesson to a closed journal: its passphrase is asked on the same page."""
    if request.method == "POST":
        return keep_or_show(request, NewEntryForm(request.POST))
    found = take(request)
    if found:
        say_restored(request)
    return show(request, NewEntryForm(initial=found.dict() if found else {}))


def say_restored(request: HttpRequest) -> None:
    """Once, whichever way the words came back."""
    if not messages.get_messages(request):
        messages.info(
            request, _("Tu sesión se cerró mientras escribías. Aquí están tus palabras: guárdalas.")
        )


@dataclass(frozen=True)
class Beside:
    """A lesson in which she wrote: what else stood there, by the names of its fields, goes back with her unkept."""

    place: LessonPlace
    others: Mapping[str, str]


def keep_or_show(request: Any, form: NewEntryForm, beside: Beside | None = None) -> HttpResponse:
    """Keep what the form brings and go on; or the form once more, with what is missing."""
    journal = journal_of(request.user)
    hers = open_in(request, journal)
    key_form = None if hers else OpenForm(_sent_key(request), account=request.user)
    if form.is_valid() and key_form and key_form.is_bound:
        hers = open_with(request, key_form)
    if hers and form.is_valid() and _kept(request, form, hers):
        return _onward(request, form.writing(), beside)
    return show(request, form, key_form, beside)


def show(
    request: Any, form: NewEntryForm, key_form: OpenForm | None = None, beside: Beside | None = None
) -> HttpResponse:
    """The page on which she writes; with the passphrase's field where the journal is closed."""
    journal = journal_of(request.user)
    if key_form is None and not open_in(request, journal):
        key_form = OpenForm(account=request.user)
    context = {"form": form, "key_form": key_form, "journal": journal, "beside": beside}
    return render(request, "journal/entry_new.html", context)


def _sent_key(request: HttpRequest) -> Any:
    return request.POST if "passphrase" in request.POST else None


def _kept(request: MemberRequest, form: NewEntryForm, hers: Open) -> bool:
    if not _in_time(request, form):
        return False
    try:
        actions.keep(hers=hers, writing=form.writing())
    except actions.Full:
        form.add_error(None, _("Tu diario está lleno. Borra algo para guardar esto."))
    except actions.Closed:
        _closed_meanwhile(request, form)
    return form.is_valid()


def _in_time(request: MemberRequest, form: EntryForm) -> bool:
    if hit("journal", str(request.user.pk), limit=WRITTEN_AN_HOUR, seconds=3600):
        return True
    form.add_error(None, _("Guardaste mucho en poco rato. Espera un poco: tu texto sigue aquí."))
    return False


def _closed_meanwhile(request: MemberRequest, form: EntryForm) -> None:
    close_in_session(request, NAME)
    form.add_error(None, _("Tu diario se borró en otra ventana. Copia tu texto si quieres guardarlo."))


def _onward(request: Any, writing: Writing, beside: Beside | None) -> HttpResponse:
    """Back to the lesson with all else she wrote in it, or to her journal."""
    if STAY in request.headers:
        return HttpResponse(status=204)
    marked = writing.kind == Kind.BOOKMARK
    said = _("Esta lección quedó señalada en tu diario.") if marked else _("Quedó guardado en tu diario.")
    if beside and beside.others:
        kept = {"block": writing.block, "said": said}
        return lesson_again(request, beside.place, written=beside.others, kept=kept)
    messages.success(request, said)
    if marked and writing.lesson_key:
        return redirect("progress:lesson-detail", writing.lesson_key)
    return redirect("journal:entry-list")


@keeps_words("title", "body")
@form_page
def entry_edit(request: MemberRequest, key: UUID) -> HttpResponse:
    """Other words in an entry of hers; where it was closed meanwhile, its passphrase is asked beside them."""
    entry = entry_or_404(request.user, key)
    journal = journal_of(request.user)
    key_form = OpenForm(_sent_key(request), account=request.user)
    hers = open_in(request, journal) or (open_with(request, key_form) if key_form.is_bound else None)
    if not hers:
        if request.method != "POST":
            return _to_open(request)
        form = ChangeForm(initial=request.POST.dict(), kind=Kind.BOOKMARK)
        context = {"form": form, "key_form": key_form, "journal": journal}
        return render(request, "journal/entry_edit.html", context)
    return _changing(request, writing_or_404(hers, entry), hers)


def _changing(request: MemberRequest, writing: Writing, hers: Open) -> HttpResponse:
    found = None if request.method == "POST" else take(request)
    if found:
        say_restored(request)
    initial = _as_read(writing, hers) | (found.dict() if found else {})
    form = ChangeForm(posted(request), initial=initial, kind=writing.kind)
    if form.is_valid() and _in_time(request, form):
        return _changed(request, form, writing, hers)
    return render(request, "journal/entry_edit.html", {"form": form, "writing": writing})


def _as_read(writing: Writing, hers: Open) -> dict[str, Any]:
    return {"title": writing.title, "body": writing.body, "seen": mark_of_words(writing, hers.key)}


def _changed(request: MemberRequest, form: ChangeForm, writing: Writing, hers: Open) -> HttpResponse:
    """Changed; or the page once more with her words, and beside them what another window left there."""
    seen, words = form.cleaned_data["seen"], {name: form.cleaned_data[name] for name in ("title", "body")}
    context: dict[str, Any] = {"form": form, "writing": writing}
    try:
        actions.change(hers=hers, writing=changed(writing, **words), seen=seen)
    except actions.Closed:
        _closed_meanwhile(request, form)
    except Entry.DoesNotExist:
        raise Http404 from None
    except actions.ChangedElsewhere as found:
        context["other"] = found.kept
        context["form"] = ChangeForm(initial=_as_read(found.kept, hers) | words, kind=writing.kind)
    else:
        messages.success(request, _("Quedó guardado en tu diario."))
        return _to_list(request)
    return render(request, "journal/entry_edit.html", context)


@form_page
def entry_delete(request: MemberRequest, key: UUID) -> HttpResponse:
    """Delete one, which asks no more than the page before it; a second tap finds it gone, which is what she wanted."""
    if request.method == "POST":
        if actions.delete(account=request.user, entry=key):
            messages.success(request, _("Se borró de tu diario."))
        return _to_list(request)
    entry = entry_or_404(request.user, key)
    hers = open_in(request, journal_of(request.user))
    if not hers:
        return _to_open(request)
    return render(request, "journal/entry_delete.html", {"writing": writing_or_404(hers, entry)})


@form_page
def journal_delete(request: MemberRequest) -> HttpResponse:
    """Delete all of it, open or closed: who lost her keys can not read it, and can let it go."""
    if request.method == "POST":
        actions.delete_all(account=request.user)
        close_in_session(request, NAME)
        messages.success(request, _("Tu diario se borró entero."))
        return redirect("journal:entry-list")
    return render(request, "journal/delete_all.html")


def _to_open(request: MemberRequest) -> HttpResponse:
    """To the page that opens it, and back here."""
    return redirect(f"{reverse('journal:open')}?{urlencode({'next': request.get_full_path()})}")


def _to_list(request: MemberRequest) -> HttpResponse:
    """Back to the list, where she was in it."""
    number = request.GET.get("page", "")
    query = f"?{urlencode({'page': number})}" if number else ""
    return redirect(f"{reverse('journal:entry-list')}{query}")

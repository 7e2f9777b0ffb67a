"""The page of the editor on which blocks of a lesson get a voice in other languages."""

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from wagtail.models import Collection

from modules.exchange.incoming import collection_of
from modules.models import CourseIndexPage, CourseMedia, LanguageVariety, LessonPage
from modules.translations import original_of
from modules.voice_forms import TrackForm
from modules.voices import Place, places_of, put_track, take_track


def may_be_heard(page: Any, user: Any) -> bool:
    """Whether this user may give this page voices now: a lesson that she may change and nobody has locked."""
    return (
        isinstance(page, LessonPage)
        and page.permissions_for_user(user).can_edit()
        and not _locked(page, user)
    )


def _locked(page: LessonPage, user: Any) -> bool:
    lock = page.get_lock()
    return bool(lock and lock.for_user(user))


@require_http_methods(["GET", "HEAD", "POST"])
def voices(request: HttpRequest, page_id: int) -> HttpResponse:
    """What is heard of a lesson, as its newest draft has it; a translation leads to its original."""
    lesson = LessonPage.objects.filter(pk=page_id).first()
    if lesson is None or not lesson.permissions_for_user(request.user).can_edit():
        raise Http404
    if _locked(lesson, request.user):
        messages.error(request, _("Ahora está en revisión o bloqueada: las voces se ponen después."))
        return redirect("wagtailadmin_pages:edit", page_id)
    if original := original_of(lesson):
        return redirect("voices", original.pk)
    draft = lesson.get_latest_revision_as_object()
    if track := request.POST.get("take"):
        with transaction.atomic():
            taken = take_track(_newest(page_id), track, by=request.user)
        if taken:
            messages.success(request, _("Quitada del borrador. Deja de oírse cuando publiques la lección."))
        return redirect("voices", page_id)
    collection = collection_of(CourseIndexPage.objects.ancestor_of(lesson).get(), request.user)  # type: ignore[arg-type]
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = TrackForm(*sent, lesson=draft, collection=collection)
    if form.is_bound and form.is_valid():
        _put(draft, form.cleaned_data, collection, request.user)
        messages.success(request, _("Está en el borrador. Se oye cuando publiques la lección."))
        return redirect("voices", page_id)
    context = {"page": lesson, "form": form, "rows": list(_rows(draft))}
    return render(request, "modules/voices/page.html", context, status=422 if form.errors else 200)


def _put(draft: LessonPage, said: dict[str, Any], collection: Collection, by: Any) -> None:
    place = next(each.said for each in places_of(draft) if each.block_id == said["block"])
    audio = said["audio"] or CourseMedia.objects.create(
        title=f"{said['variety']} · {place} · {draft.title}"[:255],
        type="audio",
        duration=0,
        file=said["file"],
        collection=collection,
        uploaded_by_user=by,
    )
    with transaction.atomic():
        put_track(_newest(draft.pk), block=said["block"], variety=said["variety"], audio=audio, by=by)


def _newest(page_id: int) -> LessonPage:
    """Its draft as it is now: while a recording was on its way, another may have saved."""
    page: LessonPage = LessonPage.objects.select_for_update().get(pk=page_id)
    return page.get_latest_revision_as_object()


def _rows(draft: LessonPage) -> Iterator[tuple[Place, list[tuple[str, Any, Any]]]]:
    """Each block with its tracks: id, variety and recording, which are None where they are gone. Two queries."""
    varieties = {str(each.key): each for each in LanguageVariety.objects.all()}
    sounds = CourseMedia.objects.in_bulk([raw["value"]["audio"] for raw in draft.tracks.raw_data])
    for place in places_of(draft):
        yield (
            place,
            [
                (raw["id"], varieties.get(raw["value"]["variety"]), sounds.get(raw["value"]["audio"]))
                for raw in place.tracks
            ],
        )

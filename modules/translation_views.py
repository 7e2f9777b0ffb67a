"""What a translator is told of a translation, and its words out of the editor and back."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from wagtail.models import Page
from wagtail_localize.models import Translation

from modules.lateness import agreed, changes_of, late_one
from modules.po import MOST_BYTES, PoRefused, bring_in

PO_TYPE = "text/x-gettext-translation; charset=utf-8"


def kept_up(page: Page) -> Translation | None:
    """The translation that this page is made from, if it is one."""
    return Translation.objects.filter(
        source__object_id=page.translation_key, target_locale=page.locale_id, enabled=True
    ).first()


@require_safe
def translation_state(request: HttpRequest, translation_id: int) -> HttpResponse:
    """What it lacks, what changed in its original, which words were agreed on."""
    translation, target = _open(translation_id, request.user)
    context = {
        "translation": translation,
        "page": target,
        "late": late_one(translation),
        "changes": changes_of(translation),
        "agreed": agreed(translation),
        "language": get_language(),
    }
    return render(request, "modules/translating/page.html", context)


@require_safe
def download_po(request: HttpRequest, translation_id: int) -> HttpResponse:
    """Its texts, with what is translated already, under a name that says only the language."""
    translation, _target = _open(translation_id, request.user)
    answer = HttpResponse(str(translation.export_po()), content_type=PO_TYPE)
    name = f"textos-{translation.target_locale.language_code}.po"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@require_POST
def upload_po(request: HttpRequest, translation_id: int) -> HttpResponse:
    """Take a file that a translator sends back, as a whole or not at all."""
    translation, target = _open(translation_id, request.user)
    file = request.FILES.get("file")
    try:
        if file is None:
            raise PoRefused(_("Elige el archivo."))
        # One byte more than is taken says that it is too much.
        brought = bring_in(translation, file.read(MOST_BYTES + 1), by=request.user)
    except PoRefused as refused:
        messages.error(request, str(refused))
        return redirect("translation-state", translation_id)
    said = _("Entraron %(new)d textos. Se leen cuando publiques la traducción.") % {"new": brought.new}
    if brought.gone:
        said += " " + _("%(gone)d no entraron: su original ya cambió.") % {"gone": brought.gone}
    messages.success(request, said)
    return redirect(reverse("wagtailadmin_pages:edit", args=[target.pk]))


def _open(translation_id: int, user: Any) -> tuple[Translation, Page]:
    """A translation and the page it makes, which she may change."""
    translation = (
        Translation.objects.select_related("source__locale", "target_locale")
        .filter(pk=translation_id)
        .first()
    )
    target = (
        translation.source.object.get_instance_or_none(translation.target_locale) if translation else None
    )
    if translation is None or not isinstance(target, Page):
        raise Http404
    if not target.permissions_for_user(user).can_edit():
        raise PermissionDenied
    return translation, target

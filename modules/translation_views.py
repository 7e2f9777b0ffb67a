"""What a translator is told of a translation, and its words out of the editor and back."""

from collections.abc import Iterator

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from wagtail.models import Page
from wagtail_localize.models import Translation

from learning.core.languages import language_now
from modules.lateness import agreed, changes_of, late_one, unlinked
from modules.po import MB, MOST_BYTES, Brought, PoRefused, bring_in, take_out
from modules.translated import translation_or_404

PO_TYPE = "text/x-gettext-translation; charset=utf-8"


def kept_up(page: Page) -> Translation | None:
    """The translation that this page is made from, if it is one."""
    return Translation.objects.filter(
        source__object_id=page.translation_key, target_locale=page.locale_id, enabled=True
    ).first()


@require_safe
def translation_state(request: HttpRequest, translation_id: int) -> HttpResponse:
    """What it lacks, what changed in its original, which words were agreed on."""
    translation, target = translation_or_404(translation_id, request.user)
    context = {
        "translation": translation,
        "page": target,
        "late": late_one(translation),
        "changes": changes_of(translation),
        "agreed": agreed(translation),
        "unlinked": unlinked(translation),
        "language": language_now(),
    }
    return render(request, "modules/translating/page.html", context)


@require_safe
def download_po(request: HttpRequest, translation_id: int) -> HttpResponse:
    """Its texts, with what is translated already, under a name that says only the language."""
    translation, _target = translation_or_404(translation_id, request.user)
    answer = HttpResponse(take_out(translation), content_type=PO_TYPE)
    name = f"textos-{translation.target_locale.language_code}.po"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@require_POST
def upload_po(request: HttpRequest, translation_id: int) -> HttpResponse:
    """Take a file that a translator sends back, as a whole or not at all."""
    translation, target = translation_or_404(translation_id, request.user)
    file = request.FILES.get("file")
    try:
        if file is None:
            raise PoRefused(_("Elige el archivo."))
        if (file.size or 0) > MOST_BYTES:
            raise PoRefused(_("Este archivo pesa demasiado. Hasta %(most)d MB.") % {"most": MOST_BYTES // MB})
        brought = bring_in(translation, file.read(), by=request.user)
    except PoRefused as refused:
        messages.error(request, str(refused))
        return redirect("translation-state", translation_id)
    tell = messages.success if brought.new else messages.warning
    tell(request, " ".join(_said(brought, len(unlinked(translation)))))
    return redirect(reverse("wagtailadmin_pages:edit", args=[target.pk]))


def _said(brought: Brought, unlinked: int) -> Iterator[str]:
    if brought.new:
        yield _("Textos que entraron: %(new)d. Se leen cuando publiques la traducción.") % {
            "new": brought.new
        }
    else:
        yield _("No entró ningún texto nuevo.")
    if brought.gone:
        yield _("No entraron, porque su original ya cambió: %(gone)d.") % {"gone": brought.gone}
    if brought.doubtful:
        yield _("No entraron, porque vienen marcados como dudosos (fuzzy): %(many)d.") % {
            "many": brought.doubtful
        }
    if unlinked:
        yield _("Les falta un enlace que su original tiene: %(many)d. Mira «Qué falta traducir».") % {
            "many": unlinked
        }

"""
One text of a translation: what it may be, and how it is kept.

What no page can take is kept beside its original with the reason, as the editor of translations shows it; it reaches no
page. The package would find out only when the page is published, and stumble over it.
"""

from io import BytesIO
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.multipartparser import MultiPartParser
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from wagtail_localize.models import StringTranslation, Translation
from wagtail_localize.views.edit_translation import StringTranslationSerializer, edit_string_translation

from modules.readable import UNREADABLE
from modules.translated import translation_or_404

KEPT = (
    "data",
    "tool_name",
    "last_translated_by",
    "has_error",
    "field_error",
    "translation_type",
    "updated_at",
)


@require_http_methods(["PUT", "DELETE"])
def edit_text(request: HttpRequest, translation_id: int, string_segment_id: int) -> HttpResponse:
    """What the editor of translations sends of a text, side by side; in front of the package's own."""
    if request.method == "DELETE":
        gone: HttpResponse = edit_string_translation(request, translation_id, string_segment_id)
        return gone
    translation, _target = translation_or_404(translation_id, request.user)
    segment = get_object_or_404(translation.source.stringsegment_set, pk=string_segment_id)
    text = UNREADABLE.sub("", sent_value(request))
    put(translation, segment, text, by=request.user, error=refusal(segment, text))
    kept = StringTranslation.objects.get(**_place(translation, segment))
    said = StringTranslationSerializer(kept, context={"translation_source": translation.source}).data
    return JsonResponse(said)


def sent_value(request: HttpRequest) -> str:
    """Of a form that is put: Django reads only those that are posted."""
    sent, _files = MultiPartParser(request.META, BytesIO(request.body), []).parse()
    return sent.get("value", "")


def refusal(segment: Any, text: str) -> str:
    """Why no page takes this text in this place; empty where one does."""
    if not text.strip():
        return _("Está vacío.")
    try:
        field = segment.source.specific_content_type.model_class()._meta.get_field(segment.context.path)
    except FieldDoesNotExist:
        return ""
    most = getattr(field, "max_length", None)
    if not most or len(text) <= most:
        return ""
    return _("Tiene %(many)d letras, y aquí caben %(most)d.") % {"many": len(text), "most": most}


def put(translation: Translation, segment: Any, text: str, *, by: Any, error: str = "") -> bool:
    """Keep this text of a segment; whether it is another than there was."""
    place, tries = _place(translation, segment), StringTranslation.objects
    if tries.filter(**place, data=text, has_error=bool(error)).exists():
        return False
    values = {"data": text, "tool_name": "", "last_translated_by": by, "field_error": error}
    values |= {"has_error": bool(error), "translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL}
    if error:
        # Past the package, which would write a title of any length into its page at once.
        tries.bulk_create(
            [StringTranslation(**place, **values)],
            update_conflicts=True,
            unique_fields=["locale", "translation_of", "context"],
            update_fields=KEPT,
        )
    else:
        tries.update_or_create(**place, defaults=values)
    return True


def _place(translation: Translation, segment: Any) -> dict[str, Any]:
    return {
        "translation_of_id": segment.string_id,
        "locale_id": translation.target_locale_id,
        "context_id": segment.context_id,
    }

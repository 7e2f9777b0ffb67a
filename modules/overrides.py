"""What a translation shows in the place of a picture, a recording or an address of its original."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods
from wagtail.images.permissions import permission_policy as pictures
from wagtail.whitelist import check_url
from wagtail_localize.models import OverridableSegment
from wagtail_localize.views.edit_translation import edit_override as edit_any
from wagtailmedia.permissions import permission_policy as recordings

from modules.models import CourseImage, CourseMedia
from modules.texts import sent_value

# By the last word of the place.
FILES: dict[str, tuple[Any, Any]] = {
    **dict.fromkeys(("image", "poster"), (CourseImage, pictures)),
    **dict.fromkeys(("audio", "video"), (CourseMedia, recordings)),
}


@require_http_methods(["PUT", "DELETE"])
def edit_override(request: HttpRequest, translation_id: int, overridable_segment_id: int) -> HttpResponse:
    """In front of the package's own, which takes the files of every network and addresses that run scripts."""
    if request.method == "PUT":
        segment = get_object_or_404(OverridableSegment, pk=overridable_segment_id)
        if not _may_stand(segment, sent_value(request), request.user):
            raise Http404
    answer: HttpResponse = edit_any(request, translation_id, overridable_segment_id)
    return answer


def _may_stand(segment: OverridableSegment, value: str, user: Any) -> bool:
    """A file that she may change, in the place of one; of what is written, an address that opens a page or calls."""
    if isinstance(segment.data, str):
        return bool(check_url(value))
    kind, policy = FILES.get(segment.context.path.rpartition(".")[2], (None, None))
    if kind is None or not value.isdecimal():
        return False
    found = kind.objects.filter(pk=value).first()
    return found is not None and policy.user_has_permission_for_instance(user, "change", found)

"""The only door to a translation that the editor keeps up."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from wagtail.models import Page
from wagtail_localize.models import Translation


def translation_or_404(translation_id: int, user: Any) -> tuple[Translation, Page]:
    """A translation and the page it makes, which she may change."""
    translation = (
        Translation.objects.select_related("source__locale", "target_locale")
        .filter(pk=translation_id, enabled=True)
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

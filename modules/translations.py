"""What a page and its translations are to each other."""

from typing import TypeVar

from django.conf import settings
from django.db.models import Exists, OuterRef, Q
from wagtail.models import Page
from wagtail_localize.models import Translation

PageType = TypeVar("PageType", bound=Page)


def is_source() -> Q:
    """Whether the editor keeps translations of this page up, and this one is not kept up from another language."""
    kept_up = Translation.objects.filter(source__object_id=OuterRef("translation_key"), enabled=True)
    return Exists(kept_up.filter(source__locale=OuterRef("locale"))) & ~Exists(
        kept_up.filter(target_locale=OuterRef("locale"))
    )


def original_of(page: PageType) -> PageType | None:
    """
    This page in the language it was written in, unless it is that one: from which the editor translates it, and
    where nobody translates it there, in the courses' own language. An alias is not an original.
    """
    same = type(page)._default_manager.filter(translation_key=page.translation_key, alias_of=None)
    known = same.alias(source=is_source()).filter(
        Q(source=True) | Q(locale__language_code=settings.LANGUAGE_CODE)
    )
    original = known.order_by("-source", "pk").first()
    return None if original == page else original

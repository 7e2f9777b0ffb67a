"""What a page and its translations are to each other."""

from typing import TypeVar

from django.conf import settings
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation

PageType = TypeVar("PageType", bound=Page)


def original_of(page: PageType) -> PageType | None:
    """
    This page in the language it was written in, unless it is that one: from which the editor translates it, and
    where nobody translates it there, in the courses' own language. An alias is not an original.
    """
    same = type(page)._default_manager.filter(translation_key=page.translation_key, alias_of=None)
    return same.filter(locale=_written_in(page)).exclude(pk=page.pk).first()


def _written_in(page: Page) -> Locale | None:
    kept_up = Translation.objects.filter(source__object_id=page.translation_key, enabled=True)
    source = kept_up.select_related("source__locale").first()
    return source.source.locale if source else Locale.objects.get(language_code=settings.LANGUAGE_CODE)

"""What a page and its translations are to each other."""

from typing import TypeVar

from django.conf import settings
from wagtail.models import Page

PageType = TypeVar("PageType", bound=Page)


def original_of(page: PageType) -> PageType | None:
    """This page in the courses' own language, unless it is that one; an alias is not an original."""
    same = type(page)._default_manager.filter(translation_key=page.translation_key, alias_of=None)
    return same.filter(locale__language_code=settings.LANGUAGE_CODE).exclude(pk=page.pk).first()

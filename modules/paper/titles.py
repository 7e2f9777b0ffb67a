"""The language of titles on paper: one that nobody has translated is still in that of the original."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from wagtail.models import Page

from modules.models import CoursePage
from modules.querysets import places_around, within
from modules.translations import is_source


def tell_titles(course: CoursePage, pages: Iterable[Any]) -> None:
    """Give the course, and these pages of it, their `title_language`. One query."""
    every = [course, *pages]
    same = Page.objects.filter(translation_key__in={each.translation_key for each in every}, live=True)
    rows = (
        within(same.filter(alias_of=None), places_around(course))
        .annotate(is_source=is_source())
        .values_list("is_source", "locale__language_code", "title", "translation_key")
    )
    # The original comes last, and stays.
    known = {row[3]: row for row in sorted(rows, key=lambda row: (row[0], row[1] == settings.LANGUAGE_CODE))}
    for page in every:
        _source, language, title, _key = known.get(page.translation_key, (False, "", None, None))
        page.title_language = language if title == page.title else course.locale.language_code

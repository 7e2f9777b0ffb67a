"""
Blocks of a translation that lack words of their own stay in the language of the original, as a whole, and say so.

What wagtail-localize makes of a translation goes into a version of the page, and to learners when that is published:
the package would write it into the live page at once.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from copy import deepcopy
from functools import wraps
from typing import Any

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from wagtail_localize.models import TranslationSource
from wagtail_localize.segments.extract import StreamFieldSegmentExtractor
from wagtail_localize.segments.types import StringSegmentValue
from wagtail_localize.strings import StringValue

OPENING = re.compile(r"^(\s*<[a-z][a-z0-9]*)")
# What is renewed without new words.
DATES = ("checked_on", "review_by")
_translated: ContextVar[dict[str, str] | None] = ContextVar("translated", default=None)


def lacking(source: TranslationSource, locale: Any) -> dict[str, str]:
    """Block of the body to the language in which it stays, since words of it have no translation. One query."""
    segments = source.stringsegment_set.annotate_translation(locale).filter(translation__isnull=True)
    paths = segments.filter(context__path__startswith="body.").values_list("context__path", flat=True)
    return {path.split(".")[1]: source.locale.language_code for path in paths}


def translated_now() -> dict[str, str] | None:
    """While the package makes a translation: what it lacks (see `lacking`)."""
    return _translated.get()


def still_lacking(page: Any) -> dict[str, str]:
    """Of a translation that is saved by its form: the blocks that nobody has touched since. One query."""
    before = {raw["id"]: _words(raw) for raw in page.get_latest_revision_as_object().body.raw_data}
    same = {raw["id"] for raw in page.body.raw_data if before.get(raw["id"]) == _words(raw)}
    return {block: language for block, language in page.untranslated.items() if block in same}


def _words(raw: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in raw["value"].items() if name not in DATES}


def spoken_in(html: str, language: str | None) -> SafeString:
    """A rendered block whose first element says its language; as it is where it is that of the page."""
    if language:
        mark = f' lang="{escape(language)}"'
        html = OPENING.sub(lambda found: found[1] + mark, html, count=1)
    return mark_safe(html)  # noqa: S308 (a template made it)


@contextmanager
def translating(words: dict[str, str] | None) -> Iterator[None]:
    """What is saved inside is made by the package, and lacks these words; None: it is published, and written."""
    token = _translated.set(words)
    try:
        yield
    finally:
        _translated.reset(token)


def install() -> None:
    """Into the package, which has no place of its own for it."""
    for name, around in (
        ("_get_segments_for_translation", _whole_blocks),
        ("create_or_update_translation", _apart),
        ("get_ephemeral_translated_instance", _shown),
    ):
        setattr(TranslationSource, name, around(getattr(TranslationSource, name)))
    StreamFieldSegmentExtractor.handle_block = _unless_nothing(StreamFieldSegmentExtractor.handle_block)


def _unless_nothing(extract: Callable[..., list[Any]]) -> Callable[..., list[Any]]:
    """A field that its block got after it was stored holds nothing, over which the package stumbles."""

    @wraps(extract)
    def extracted(self: Any, block: Any, value: Any, *args: Any, **kwargs: Any) -> list[Any]:
        return [] if value is None else extract(self, block, value, *args, **kwargs)

    return extracted


def _whole_blocks(segments: Callable[..., list[Any]]) -> Callable[..., list[Any]]:
    @wraps(segments)
    def found(self: TranslationSource, locale: Any, fallback: bool = False) -> list[Any]:
        stays = {f"body.{block}." for block in lacking(self, locale)} if fallback else set()
        own = {
            (each.context.path, each.order): each.string.data
            for each in (self.stringsegment_set.select_related("context", "string") if stays else ())
        }
        return [
            _as_source(each, own) if each.path.startswith(tuple(stays)) else each
            for each in segments(self, locale, fallback=fallback)
        ]

    return found


def _as_source(segment: Any, own: Mapping[tuple[str, int], str]) -> Any:
    if not isinstance(segment, StringSegmentValue):
        return segment
    untouched = deepcopy(segment)
    untouched.string = StringValue(own[segment.path, segment.order])
    return untouched


def _apart(update: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(update)
    def updated(self: TranslationSource, locale: Any, *args: Any, **kwargs: Any) -> Any:
        with translating(lacking(self, locale)):
            return update(self, locale, *args, **kwargs)

    return updated


def _shown(preview: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(preview)
    def shown(self: TranslationSource, locale: Any, *args: Any, **kwargs: Any) -> Any:
        page = preview(self, locale, *args, **kwargs)
        page.untranslated = lacking(self, locale)
        return page

    return shown

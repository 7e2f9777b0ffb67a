"""What a translation is behind with: texts without a translation, and what changed in the original since."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q
from django.utils.html import strip_tags
from wagtail.models import Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource
from wagtail_localize.segments.extract import extract_segments
from wagtail_localize.segments.types import StringSegmentValue
from wagtail_localize.strings import extract_ids

from modules.glossary import Glossary, words_in
from modules.models import CoursePage, EntryPage, GlossaryTerm, LessonChange, LessonPage, ModulePage
from modules.sameness import says_the_same

KINDS = (CoursePage, ModulePage, LessonPage, EntryPage)
WORDS = ("title", "summary", "neutral_title", "intro", "about", "body", "guide")


@dataclass(frozen=True)
class Late:
    """
    A translation: the page in the original's language, whether that changed since its words were taken over, how many
    texts lack a translation of how many, and the newest change that was told since.
    """

    translation: Translation
    page: Any
    changed: bool
    lacking: int
    total: int
    change: LessonChange | None

    @property
    def is_late(self) -> bool:
        return self.changed or self.lacking > 0


def late(pages: Q) -> list[Late]:
    """Of the translations whose original is among these pages, those that are behind. Seven queries."""
    found = {
        (page.translation_key, page.locale_id): page
        for kind in KINDS
        for page in kind.objects.filter(pages, alias_of=None).select_related("locale")
    }
    translations = Translation.objects.filter(
        enabled=True, source__object_id__in={key for key, _locale in found}
    ).select_related("source", "target_locale")
    kept = [each for each in translations if (each.source.object_id, each.source.locale_id) in found]
    counts = _counts(kept)
    changes: dict[Any, list[LessonChange]] = {}
    for change in LessonChange.objects.filter(lesson_key__in=[each.source.object_id for each in kept]):
        changes.setdefault(change.lesson_key, []).append(change)
    rows = [
        _late(each, found[each.source.object_id, each.source.locale_id], counts.get(each.pk, (0, 0)), changes)
        for each in kept
    ]
    return sorted((row for row in rows if row.is_late), key=lambda row: row.page.path)


def late_one(translation: Translation) -> Late:
    """How this one stands."""
    page = translation.source.get_source_instance()
    changes = {page.translation_key: list(LessonChange.objects.filter(lesson_key=page.translation_key))}
    return _late(translation, page, _counts([translation]).get(translation.pk, (0, 0)), changes)


def _counts(translations: Iterable[Translation]) -> dict[int, tuple[int, int]]:
    """Translation to texts that lack one and to all texts. One query."""
    done = StringTranslation.objects.filter(
        translation_of=OuterRef("string"),
        context=OuterRef("context"),
        locale=OuterRef("source__translations__target_locale"),
        has_error=False,
    )
    rows = (
        StringSegment.objects.filter(source__translations__in=[each.pk for each in translations])
        .annotate(done=Exists(done))
        .values("source__translations")
        .annotate(total=Count("pk"), lacking=Count("pk", filter=Q(done=False)))
        .values_list("source__translations", "lacking", "total")
    )
    return {pk: (lacking, total) for pk, lacking, total in rows}


def _late(translation: Translation, page: Any, counts: tuple[int, int], changes: dict[Any, Any]) -> Late:
    taken = json.loads(translation.source.content_json)
    since = [
        each
        for each in changes.get(page.translation_key, ())
        if each.revision > (taken.get("live_revision") or 0)
    ]
    newest = max(since, key=lambda each: each.revision, default=None)
    return Late(translation, page, _differs(page, taken), *counts, newest)


def _differs(page: Any, taken: dict[str, Any]) -> bool:
    return any(
        not says_the_same(_plain(getattr(page, name)), _plain(taken.get(name)))
        for name in WORDS
        if hasattr(page, name)
    )


def _plain(value: Any) -> Any:
    """A field as it is stored, whether from the page or from what was taken of it."""
    if hasattr(value, "raw_data"):
        return json.loads(json.dumps(value.get_prep_value(), default=str))
    if isinstance(value, str) and value.startswith("["):
        return json.loads(value)
    return value


@dataclass(frozen=True)
class Change:
    """A text of the original as it was translated, and as it is now; one of them is empty where it is new or gone."""

    before: str
    now: str


def changes_of(translation: Translation) -> list[Change]:
    """What changed in the published original since its words were taken over, in its order."""
    page = translation.source.get_source_instance()
    return list(_compared(_texts(translation.source), _live(page)))


def _texts(source: TranslationSource) -> list[str]:
    segments = source.stringsegment_set.order_by("order", "pk").select_related("string")
    return [strip_tags(each.string.data) for each in segments]


def _live(page: Page) -> list[str]:
    found = (each for each in extract_segments(page) if isinstance(each, StringSegmentValue))
    return [strip_tags(each.string.data) for each in sorted(found, key=lambda each: each.order)]


def _compared(before: list[str], now: list[str]) -> Iterator[Change]:
    for kind, i, j, k, m in SequenceMatcher(None, before, now, autojunk=False).get_opcodes():
        if kind != "equal":
            olds, news = before[i:j], now[k:m]
            for place in range(max(len(olds), len(news))):
                yield Change("".join(olds[place : place + 1]), "".join(news[place : place + 1]))


def agreed(translation: Translation) -> list[tuple[str, str]]:
    """Words of the glossary that stand in the original, with those agreed on in the other language. Two queries."""
    return agreed_words(translation)("\n".join(_texts(translation.source)))


def agreed_words(translation: Translation) -> Callable[[str], list[tuple[str, str]]]:
    """What gives those that stand in a text of the original. One query."""
    mine, theirs = translation.source.locale.language_code, translation.target_locale.language_code
    terms = [term.said() for term in GlossaryTerm.objects.all()]
    both = [(each[mine], each[theirs]) for each in terms if {mine, theirs} <= set(each)]
    glossary = Glossary([{**entry, "find": True} for entry, _other in both], mine)
    pairs = [(entry["words"][0], " / ".join(other["words"])) for entry, other in both]

    def standing_in(text: str) -> list[tuple[str, str]]:
        found = words_in(glossary, text)
        return sorted(pair for pair in pairs if pair[0] in found)

    return standing_in


def unlinked(translation: Translation) -> list[str]:
    """Translations that lack a link of their original, in the order of the page. One query."""
    segments = (
        translation.source.stringsegment_set.filter(string__data__contains="<a ")
        .annotate_translation(translation.target_locale)
        .order_by("order", "pk")
        .select_related("string")
    )
    return [
        strip_tags(each.translation)
        for each in segments
        if each.translation and extract_ids(each.string.data) - extract_ids(each.translation)
    ]

"""The lessons of a copy: what their sources suggest now, and what is decided on it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from wagtail.models import Page

from learning.accounts.models import Account
from modules.adapting.suggestions import Blocks, Suggestion, accepted, decided, suggestions
from modules.models import AdaptedPage, CourseIndexPage, CoursePage, LessonPage
from modules.querysets import within

ACCEPT, LEAVE = "accept", "leave"


@dataclass(frozen=True)
class Pair:
    """A lesson of a copy as its newest draft has it, and its source as it is published."""

    row: AdaptedPage
    source: LessonPage
    copy: LessonPage

    @cached_property
    def source_blocks(self) -> Blocks:
        return list(self.source.body.get_prep_value())

    @cached_property
    def copy_blocks(self) -> Blocks:
        return list(self.copy.body.get_prep_value())

    @cached_property
    def suggestions(self) -> list[Suggestion]:
        return suggestions(self.row.base, self.source_blocks, self.copy_blocks)


def source_lessons() -> QuerySet[LessonPage]:
    """The live lessons of shared places: who can not read a course any more hears nothing of it either."""
    shared = CourseIndexPage.objects.filter(shared=True).values("path")
    return within(LessonPage.objects.live().filter(alias_of=None), shared)


def pair_of(copy: LessonPage) -> Pair | None:
    """This lesson and its source; None where it has none that she can read."""
    rows = AdaptedPage.objects.filter(copy_key=copy.translation_key, language=copy.locale.language_code)
    row = rows.first()
    source = row and source_lessons().filter(translation_key=row.source_key, locale=copy.locale).first()
    return Pair(row, source, copy.get_latest_revision_as_object()) if row and source else None


def _within(paths: Sequence[str]) -> Q:
    """Below these paths; nothing where there are none."""
    below = Q(pk__in=[])
    for path in paths:
        below |= Q(path__startswith=path)
    return below


def changed_lessons(pages: Sequence[Page]) -> QuerySet[LessonPage]:
    """Of the lessons below these pages, those whose sources were published since all was decided. One query."""
    sources = source_lessons().filter(
        translation_key=OuterRef("source_key"), locale__language_code=OuterRef("language")
    )
    rows = AdaptedPage.objects.filter(
        Exists(sources.exclude(live_revision_id=OuterRef("revision"))),
        copy_key=OuterRef("translation_key"),
        language=OuterRef("locale__language_code"),
    )
    return LessonPage.objects.filter(Exists(rows), _within([page.path for page in pages])).order_by("path")


@transaction.atomic
def decide(*, copy: LessonPage, block: str, mark: str, decision: str, by: Account) -> Pair | None:
    """
    Take or leave what the source suggests about a block, if it is still what she was shown (`Suggestion.mark`). What
    she takes is a new draft.
    """
    # Two who decide at once would each keep what the other has not seen.
    Page.objects.select_for_update().get(pk=copy.pk)
    copy = LessonPage.objects.select_related("locale").get(pk=copy.pk)
    pair = pair_of(copy)
    each = (
        next((each for each in pair.suggestions if (each.id, each.mark) == (block, mark)), None)
        if pair
        else None
    )
    if pair is None or each is None:
        return pair
    if decision == ACCEPT:
        pair.copy.body = accepted(each, pair.source_blocks, pair.copy_blocks)  # type: ignore[assignment]
        pair.copy.save_revision(user=by, log_action=True)
    pair.row.base = decided(each, pair.row.base, pair.source_blocks)
    pair.row.save(update_fields=["base"])
    return note_done(pair_of(copy))


def note_done(pair: Pair | None) -> Pair | None:
    """Where nothing is left to decide, the source counts as seen until it is published again."""
    if pair and not pair.suggestions and pair.row.revision != pair.source.live_revision_id:
        AdaptedPage.objects.filter(pk=pair.row.pk).update(revision=pair.source.live_revision_id)
    return pair


def new_lessons(course: CoursePage) -> list[LessonPage]:
    """Live lessons that the source of this copy has now and had not when it was copied. Two queries."""
    rows = AdaptedPage.objects.filter(
        adaptation__copy_key=course.translation_key, language=course.locale.language_code
    )
    known = dict(rows.values_list("source_key", "copy_key"))
    sources = {source for source, copy in known.items() if copy == course.translation_key}
    tops = CoursePage.objects.live().filter(translation_key__in=sources, locale=course.locale)
    below = _within([top.path for top in tops])
    return list(source_lessons().filter(below).exclude(translation_key__in=known).order_by("path"))

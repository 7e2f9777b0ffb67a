"""What can be asked of course pages: by translation key, live, in her language where a translation exists."""

from collections.abc import Collection, Iterable
from typing import Any, TypeVar
from uuid import UUID

from django.conf import settings
from django.db.models import (
    Case,
    CharField,
    Exists,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Cast, Concat, Substr
from wagtail.models import ModelLogEntry, Page, PageLogEntry

from modules.models import CourseIndexPage, CoursePage, EntryPage, LessonPage
from modules.translations import is_source

# The tree is root > home of a language > place of a network > course > module > lesson; four letters a step.
INDEX_DEPTH, COURSE_DEPTH, LESSON_DEPTH = 3, 4, 6

PageType = TypeVar("PageType", bound=Page)
# Paths of index pages, as they are or as a query that is still to be asked.
Places = Collection[str] | QuerySet[Any, str]


def path_at(path: str, depth: int) -> str:
    """The path of the ancestor at this depth."""
    return path[: depth * Page.steplen]


def preferred(language: str) -> Case:
    """Orders pages: her language, then the language the courses are written in, then any other."""
    return Case(
        When(locale__language_code=language, then=Value(0)),
        When(locale__language_code=settings.LANGUAGE_CODE, then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )


def within(pages: QuerySet[PageType], places: Places | None) -> QuerySet[PageType]:
    """
    Those in these index pages (`place_paths`, or lazily `places`); None: anywhere.

    The translations of one page can stand in the places of two networks: her words are chosen among what is hers.
    """
    if places is None:
        return pages
    return pages.alias(place=Substr("path", 1, INDEX_DEPTH * Page.steplen)).filter(place__in=places)


def lesson_page(key: UUID, language: str, places: Places | None) -> LessonPage | None:
    """The first of `lesson_pages`. One query."""
    return next(iter(lesson_pages(key, language, places)), None)


def lesson_pages(key: UUID, language: str, places: Places | None) -> list[LessonPage]:
    """
    The live lesson with this translation key in these places, in each of its languages: first in `language` if it
    is live there; with their `tree_stamp` and `is_source`, and each with the voices of the original. One query.
    """
    # An alias repeats the words of another language until it is translated.
    pages = pages_of(LessonPage, [key], language, places).filter(live=True, alias_of__isnull=True)
    found = list(pages.annotate(tree_stamp=tree_stamp(), is_source=is_source()).select_related("locale"))
    for page in found:
        page.tracks = _original(found).tracks
    return found


def voiced(lessons: Iterable[LessonPage], places: Places) -> list[LessonPage]:
    """These lessons, each with the voices of its original in these places. One query."""
    found = list(lessons)
    same: dict[UUID, list[LessonPage]] = {}
    pages = pages_of(LessonPage, {each.translation_key for each in found}, settings.LANGUAGE_CODE, places)
    live = pages.filter(live=True, alias_of__isnull=True).annotate(is_source=is_source())
    for page in live.select_related("locale").only("translation_key", "locale__language_code", "tracks"):
        same.setdefault(page.translation_key, []).append(page)
    for lesson in found:
        lesson.tracks = _original(same.get(lesson.translation_key, [lesson])).tracks
    return found


def _original(pages: list[LessonPage]) -> LessonPage:
    """Of a lesson in some of its languages: the original, as `translations.original_of` knows it, or the first."""
    return min(
        pages, key=lambda each: (not each.is_source, each.locale.language_code != settings.LANGUAGE_CODE)
    )


def tree_stamp() -> Concat:
    """Another text after a page was published, unpublished, moved or deleted, or a word of the glossary changed."""
    tree = Subquery(PageLogEntry.objects.order_by("-pk").values("timestamp")[:1])
    rest = Subquery(ModelLogEntry.objects.order_by("-pk").values("pk")[:1])
    return Concat(Cast(tree, CharField()), Value(" "), Cast(rest, CharField()))


def pages_of(
    kind: type[PageType], keys: Collection[UUID], language: str, places: Places | None
) -> QuerySet[PageType]:
    """The pages with these translation keys that lie in these places, live or not: first those in `language`."""
    pages = within(kind.objects.filter(translation_key__in=keys), places)
    return pages.order_by(preferred(language), "pk")


def titles_now(key: UUID, places: Places | None) -> dict[str, list[str]]:
    """Language to title and neutral title of the live course with this key in these places. One query."""
    pages = within(CoursePage.objects.filter(live=True, translation_key=key), places)
    columns = pages.filter(alias_of__isnull=True).values_list(
        "locale__language_code", "title", "neutral_title"
    )
    return {language: [title, neutral] for language, title, neutral in columns}


def places(*index_ids: int | None) -> QuerySet[CourseIndexPage, str]:
    """
    Paths of the index pages open to the members of these networks: their own, of which each of `index_ids` is
    any language, and the shared ones, in all languages. Lazy, to stand inside the query about what lies there.
    """
    return _with_shared(CourseIndexPage.objects.filter(pk__in=[each for each in index_ids if each]))


def live_entries(places: Places, **narrowed: Any) -> QuerySet[EntryPage]:
    """The live entries of the directories in these places, in each of their languages."""
    above = Page.objects.filter(path=Substr(OuterRef("path"), 1, COURSE_DEPTH * Page.steplen), live=True)
    return within(EntryPage.objects.filter(live=True, alias_of__isnull=True, **narrowed), places).filter(
        Exists(above)
    )


def entries(language: str, places: Places, **narrowed: Any) -> list[EntryPage]:
    """
    The same, each once: in `language` where it is live there. `shared` says whether it stands in a place of all. One
    query.
    """
    place = Substr(OuterRef("path"), 1, INDEX_DEPTH * Page.steplen)
    pages = (
        live_entries(places, **narrowed)
        .annotate(shared=Exists(CourseIndexPage.objects.filter(path=place, shared=True)))
        .select_related("locale")
        .order_by(preferred(language), "path")
    )
    first: dict[UUID, EntryPage] = {}
    for page in pages:
        first.setdefault(page.translation_key, page)
    return list(first.values())


def places_around(page: Page) -> QuerySet[CourseIndexPage, str]:
    """Paths of the index page that this page stands in, in all its languages, and of the shared ones. Lazy."""
    return _with_shared(CourseIndexPage.objects.filter(path=path_at(page.path, INDEX_DEPTH)))


def _with_shared(own: QuerySet[CourseIndexPage]) -> QuerySet[CourseIndexPage, str]:
    pages = CourseIndexPage.objects.filter(
        Q(shared=True) | Q(translation_key__in=own.values("translation_key"))
    )
    return pages.order_by("path").values_list("path", flat=True)


def place_paths(index_id: int | None) -> tuple[str, ...]:
    """The same, asked. One query."""
    return tuple(places(index_id))


def places_of_each(index_ids: Collection[int | None]) -> dict[int | None, frozenset[str]]:
    """Each of these to the paths that are `places` of it alone. One query."""
    rows = list(places(*index_ids).values_list("pk", "path", "translation_key", "shared"))
    keys = {pk: key for pk, _path, key, _shared in rows}
    return {
        each: frozenset(path for _pk, path, key, shared in rows if shared or key == keys.get(each))
        for each in index_ids
    }

"""What can be asked of course pages: by translation key, live, in her language where a translation exists."""

from typing import TypeVar
from uuid import UUID

from django.conf import settings
from django.db.models import Case, IntegerField, Q, QuerySet, Subquery, Value, When
from django.utils.translation import get_language
from wagtail.models import Page, PageLogEntry

from modules.models import CourseIndexPage, CoursePage, LessonPage

# The tree is root > home of a language > place of a network > course > module > lesson; four letters a step.
INDEX_DEPTH, COURSE_DEPTH, LESSON_DEPTH = 3, 4, 6

PageType = TypeVar("PageType", bound=Page)


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


def lesson_page(key: UUID, language: str) -> LessonPage | None:
    """
    The live lesson with this translation key, in `language` if it is live there, with its `tree_stamp`. One query.
    """
    return _best(LessonPage.objects.annotate(tree_stamp=tree_stamp()), key, language)


def tree_stamp() -> Subquery:
    """Another moment after anything in the tree was published, unpublished, moved or deleted."""
    return Subquery(PageLogEntry.objects.order_by("-pk").values("timestamp")[:1])


def course_page(key: UUID, language: str) -> CoursePage | None:
    """The live course with this translation key, in `language` if it is live there. One query."""
    return _best(CoursePage.objects.all(), key, language)


def _best(pages: QuerySet[PageType], key: UUID, language: str) -> PageType | None:
    # An alias repeats the words of another language until it is translated.
    pages = pages.filter(live=True, translation_key=key, alias_of__isnull=True)
    return pages.select_related("locale").order_by(preferred(language), "pk").first()


def title_of(kind: type[Page], key: UUID) -> str:
    """The title of a page, live or not, in the language of the request where there is one; '' when it is gone."""
    pages = kind.objects.filter(translation_key=key).order_by(preferred(get_language() or ""), "pk")
    return pages.values_list("title", flat=True).first() or ""


def titles_now(key: UUID) -> dict[str, list[str]]:
    """Language to title and neutral title of the live course with this key; translations only. One query."""
    pages = CoursePage.objects.filter(live=True, translation_key=key, alias_of__isnull=True).order_by("-pk")
    columns = pages.values_list("locale__language_code", "title", "neutral_title")
    return {language: [title, neutral] for language, title, neutral in columns}


def places(*index_ids: int | None) -> QuerySet[CourseIndexPage, str]:
    """
    Paths of the index pages open to the members of these networks: their own, of which each of `index_ids` is
    any language, and the shared ones, in all languages. Lazy, to stand inside the query about what lies there.
    """
    own = CourseIndexPage.objects.filter(pk__in=[each for each in index_ids if each]).values(
        "translation_key"
    )
    pages = CourseIndexPage.objects.filter(Q(shared=True) | Q(translation_key__in=own))
    return pages.order_by("path").values_list("path", flat=True)


def place_paths(index_id: int | None) -> tuple[str, ...]:
    """The same, asked. One query."""
    return tuple(places(index_id))

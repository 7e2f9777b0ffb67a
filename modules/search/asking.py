"""Looking for words in what is open to somebody: every row is asked of its page, nothing is remembered of who asked."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Case, F, IntegerField, Max, Q, QuerySet, Value, When, Window
from django.db.models.functions import Rank, Substr
from wagtail.models import Page

from modules.models import SearchText
from modules.querysets import COURSE_DEPTH, INDEX_DEPTH, Places, path_at
from modules.search.words import Asked, fold

# What may be closed above a live page: its course or directory, and its part of a course.
_ABOVE = (COURSE_DEPTH, COURSE_DEPTH + 1)


@dataclass(frozen=True)
class Hit:
    """A text in which something she looks for stands. `path` is that of its page; a word of the glossary has none."""

    pk: int
    kind: str
    key: UUID
    language: str
    title: str
    path: str | None
    rank: tuple[Any, ...]

    @property
    def leads_to(self) -> object:
        """What is opened: a course also for its parts."""
        is_of_course = self.kind == SearchText.Kind.COURSE
        return path_at(self.path or "", COURSE_DEPTH) if is_of_course else self.key


def hits(asked: Asked, language: str, places: Places) -> list[Hit]:
    """
    What is open in these places and has any of these words, each once, in the language in which it is read there. All
    her words come before some of them, a title before a text. One query; none where there is no word.
    """
    if not asked.words:
        return []
    first: dict[tuple[str, Any], Hit] = {}
    for hit in sorted(_found(asked, language, places), key=lambda hit: hit.rank):
        first.setdefault((hit.kind, hit.leads_to), hit)
    return list(first.values())


def _found(asked: Asked, language: str, places: Places) -> Iterable[Hit]:
    """Sorted by nobody: each database has its own order of letters."""
    for pk, kind, key, spoken, title, path, *weights in rows(asked, language, places):
        words, in_title = sum(map(bool, weights)), sum(weight == 2 for weight in weights)
        yield Hit(pk, kind, key, spoken, title, path, (-words, -in_title, fold(title), path or "", pk))


def rows(asked: Asked, language: str, places: Places) -> QuerySet[SearchText, tuple[Any, ...]]:
    """The texts with any of her words: six columns of a `Hit`, then where each word stands."""
    standing = {
        f"word_{number}": Max(_standing(keys), output_field=IntegerField())
        for number, keys in enumerate(asked.words)
    }
    having = SearchText.objects.filter(words__word__in=asked.keys)
    read = _read_there(having.values("key"), language, places)
    texts = having.filter(pk__in=read.values("pk")).annotate(**standing)
    return texts.values_list("pk", "kind", "key", "language", "title", "page__path", *standing)


def _standing(keys: Iterable[str]) -> Case:
    """2 in the title, 1 in the text, 0 nowhere."""
    here = Q(words__word__in=keys)
    return Case(When(here, words__in_title=True, then=Value(2)), When(here, then=Value(1)), default=Value(0))


def _read_there(keys: QuerySet[Any, Any], language: str, places: Places) -> QuerySet[SearchText]:
    """
    Of the texts with these keys those that are read there: in her language, else in the courses' own, else in any. All
    are looked at together: asked of each text, it takes seconds where a word stands in thousands.
    """
    order = Case(
        When(language=language, then=Value(0)),
        When(language=settings.LANGUAGE_CODE, then=Value(1)),
        default=Value(2),
    )
    first = Window(Rank(), partition_by=[F("kind"), F("key")], order_by=order)
    return _live(places).filter(key__in=keys).annotate(choice=first).filter(choice=1)


def _live(places: Places) -> QuerySet[SearchText]:
    """Of live pages below live pages in these places; the glossary is for all."""
    steps = {
        f"step_{depth}": Substr("page__path", 1, depth * Page.steplen) for depth in (INDEX_DEPTH, *_ABOVE)
    }
    closed = Page.objects.filter(live=False, depth__in=_ABOVE).values("path")
    pages = Q(page__live=True, page__alias_of=None, **{f"step_{INDEX_DEPTH}__in": places})
    for depth in _ABOVE:
        pages &= ~Q(**{f"step_{depth}__in": closed})
    return SearchText.objects.alias(**steps).filter(Q(page=None) | pages)


def texts_of(found: Sequence[Hit]) -> dict[int, str]:
    """What may be shown around the words of each of these. One query."""
    return dict(SearchText.objects.filter(pk__in=[hit.pk for hit in found]).values_list("pk", "text"))


def courses_of(found: Sequence[Hit]) -> dict[str, tuple[UUID, str]]:
    """The path of each of these to key and title of the course it stands in. One query."""
    paths = {hit.path: path_at(hit.path, COURSE_DEPTH) for hit in found if hit.path}
    rows = Page.objects.filter(path__in=set(paths.values())).values_list("path", "translation_key", "title")
    known = {path: (key, title) for path, key, title in rows}
    return {path: known[course] for path, course in paths.items() if course in known}

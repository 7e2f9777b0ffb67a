"""What she takes along of her courses, in words: for all rows of a kind at once, in their order."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from learning.core.languages import language_now
from learning.networks.models import Membership
from learning.progress.kept import kept_in
from modules.models import CoursePage, LessonPage
from modules.querysets import INDEX_DEPTH, PageType, pages_of, path_at, places_of_each
from modules.quizzes import read_quiz


def course_titles(enrolments: Sequence[Any]) -> list[str]:
    """Her courses: as they were called when she finished them, else as they are now."""
    now = _pages_now(CoursePage, [(each, each.course_key) for each in enrolments], "title")
    kept = [kept_in(each.completed_titles, language_now()) for each in enrolments]
    return [old.title if old else _title(page) for old, page in zip(kept, now, strict=True)]


def courses_now(rows: Sequence[Any]) -> list[str]:
    """The courses of rows that name their network, their account and a course, by their titles of now."""
    return [
        _title(page) for page in _pages_now(CoursePage, [(each, each.course_key) for each in rows], "title")
    ]


def lesson_titles(rows: Sequence[Any]) -> list[str]:
    """The lessons of what she did, by their titles of now."""
    return [_title(page) for page in _pages_now(LessonPage, _lessons(rows), "title")]


def answers_given(attempts: Sequence[Any]) -> list[str]:
    """What she chose, as far as the questions are still there for her."""
    pages = _pages_now(LessonPage, _lessons(attempts), "body")
    return [_chosen(each, page) for each, page in zip(attempts, pages, strict=True)]


def answers_kept(drafts: Sequence[Any]) -> list[str]:
    """What she has answered and not sent, in the same words; what she wrote, as she wrote it."""
    pages = _pages_now(LessonPage, _lessons(drafts), "body")
    return [
        " / ".join(
            answer
            for question in (read_quiz(page.body).questions if page else ())
            for answer in question.in_words(draft.given.get(question.id, ()))
        )
        for draft, page in zip(drafts, pages, strict=True)
    ]


def _lessons(rows: Sequence[Any]) -> list[tuple[Any, UUID]]:
    """Of each row its enrolment, or itself where it names her and her network, and its lesson."""
    return [(getattr(row, "enrolment", row), row.lesson_key) for row in rows]


def _title(page: Any) -> str:
    return page.title if page else ""


def _chosen(attempt: Any, page: LessonPage | None) -> str:
    return " / ".join(
        choice.text
        for question in (read_quiz(page.body).questions if page else ())
        for choice in question.choices
        if choice.id in attempt.answers.get(question.id, ())
    )


def _pages_now(
    kind: type[PageType], wanted: Sequence[tuple[Any, UUID]], column: str
) -> list[PageType | None]:
    """
    Of each enrolment and key what is still there for her, live or not, best in the language of the request; only
    `column` of it is asked for. Three queries.
    """
    if not wanted:
        return []
    hers = _places_now([enrolment for enrolment, _key in wanted])
    found: dict[UUID, list[PageType]] = defaultdict(list)
    pages = pages_of(kind, {key for _, key in wanted}, language_now(), set().union(*hers.values()))
    for page in pages.only("path", "translation_key", column):
        found[page.translation_key].append(page)
    return [
        next(
            (page for page in found[key] if path_at(page.path, INDEX_DEPTH) in hers[enrolment.network_id]),
            None,
        )
        for enrolment, key in wanted
    ]


def _places_now(enrolments: Sequence[Any]) -> dict[UUID, Collection[str]]:
    """Network to the index pages whose words are for her: none where she is no more of it. Two queries."""
    networks = {each.network_id for each in enrolments}
    mine = Membership.objects.filter(
        network__in=networks, account__in={each.account_id for each in enrolments}
    )
    indexes = dict(mine.values_list("network", "network__course_index"))
    places = places_of_each(indexes.values())
    return {each: places[indexes[each]] if each in indexes else () for each in networks}

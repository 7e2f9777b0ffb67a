"""
A lesson that was closed after she took it along: what she did in it before counts, as it does for all others; answers
that were not enough wait.
"""

from uuid import UUID

from learning.core.languages import language_now
from learning.networks.models import Membership
from learning.progress import actions, versions
from learning.progress.asked import Answers, asked_then
from learning.progress.models import LessonCompletion
from modules.models import CoursePage, LessonPage
from modules.querysets import pages_of, places
from modules.quizzes import read_quiz

How = LessonCompletion.How


def count_closed(
    by: Membership, lesson: UUID, given: versions.Given | None, how: str, answers: Answers
) -> str | None:
    """The title of the lesson where it counts: it was given to her by the site, in a course that she took."""
    pages = _pages(by, lesson)
    if given is None or not pages or not _did(pages, given, how, answers):
        return None
    counts = actions.complete_closed_lesson(
        by=by, course_key=_course(pages[0]), lesson_key=lesson, how=how, revision=given.revision
    )
    return pages[0].title if counts else None


def keep_closed(
    by: Membership, lesson: UUID, given: versions.Given | None, answers: Answers, sheet: UUID
) -> str | None:
    """The title of the lesson where her answers, which were not enough, wait for it to be opened again."""
    pages = _pages(by, lesson)
    if not pages:
        return None
    old = versions.revisions(pages).filter(pk=given.revision).first() if given else None
    quiz = asked_then(old).quiz if old else read_quiz(pages[0].body)
    waits = actions.keep_closed_answers(
        by=by, course_key=_course(pages[0]), lesson_key=lesson, quiz=quiz, answers=answers, sheet=sheet
    )
    return pages[0].title if waits else None


def _pages(by: Membership, lesson: UUID) -> list[LessonPage]:
    return list(pages_of(LessonPage, [lesson], language_now(), places(by.network.course_index_id)))


def _course(page: LessonPage) -> UUID:
    course: CoursePage = CoursePage.objects.ancestor_of(page).get()
    return course.translation_key


def _did(pages: list[LessonPage], given: versions.Given, how: str, answers: Answers) -> bool:
    """Whether what she did was enough in the version she had."""
    if how != How.QUIZ:
        return how in given.ways
    old = versions.revisions(pages).filter(pk=given.revision).first()
    return old is not None and asked_then(old).reached(answers) >= 0

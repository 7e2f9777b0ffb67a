"""
What she did without a line, taken when it is back: once, whatever window sends it and how often; and where things
changed meanwhile, as is better for her. What she did is done in the version that she had.
"""

from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.http import Http404, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Revision

from learning.networks.models import Membership
from learning.progress import actions
from learning.progress.access import LessonPlace, lesson_of_or_404
from learning.progress.models import LessonCompletion
from modules.models import LessonPage
from modules.quizzes import Quiz, grade, read_answers, read_quiz
from modules.rendering import may_be_skipped

How = LessonCompletion.How


@dataclass(frozen=True)
class Taken:
    """What became of it, in words for her; `address`: where she reads more."""

    said: str
    well: bool = False
    address: str = ""


@dataclass(frozen=True)
class Asked:
    """What a version of a lesson asked."""

    quiz: Quiz
    pass_mark: int | None
    revision: int | None
    may_be_skipped: bool


def take(*, by: Membership, lesson: UUID, version: int, how: str, answers: str, sheet: UUID) -> Taken:
    """One thing she did in the lesson's version `version`, in the network of this membership."""
    try:
        place = _place(by, lesson)
    except Http404:
        return Taken(_("Una lección que hiciste sin señal ya no está abierta para ti."))
    known = _versions(place, version)
    if how == How.QUIZ:
        return _answered(by, place, known, answers, sheet)
    return _marked(by, place, known, how)


def _place(by: Membership, lesson: UUID) -> LessonPlace:
    """Also in a course that she left meanwhile: it stays left, and what she had done there is done."""
    place = lesson_of_or_404(by, lesson)
    if place.standing is None:
        raise Http404
    return replace(place, standing=replace(place.standing, left=False))


def _versions(place: LessonPlace, version: int) -> list[Asked]:
    """The one that she had, if it is one of this lesson, and the one now published."""
    now = _asked(place.page, place.page.live_revision_id, place.entry.pass_mark)
    pages = [str(page.pk) for page in place.known_pages]
    old = Revision.objects.filter(pk=version, object_id__in=pages, base_content_type__model="page").first()
    if old is None or old.pk == now.revision:
        return [now]
    page: Any = old.as_object()
    return [_asked(page, old.pk, page.pass_mark), now]


def _asked(page: LessonPage, revision: int | None, pass_mark: int | None) -> Asked:
    return Asked(read_quiz(page.body), pass_mark, revision, may_be_skipped(page.body))


def _marked(by: Membership, place: LessonPlace, known: list[Asked], how: str) -> Taken:
    """A lesson that could be done by saying so when she said it, or skipped when she skipped it, is done."""
    skipped = how == How.SKIPPED
    free = next((each for each in known if each.pass_mark is None or (skipped and each.may_be_skipped)), None)
    address = reverse("progress:lesson-detail", args=[place.key])
    if free is None:
        said = _("«%(title)s» pide ahora responder sus preguntas.") % {"title": place.entry.title}
        return Taken(said, address=address)
    actions.complete_lesson(by=by, place=place, how=how, revision=free.revision)
    return _done(place)


def _answered(by: Membership, place: LessonPlace, known: list[Asked], answers: str, sheet: UUID) -> Taken:
    """Graded by the version in which she does better; where it only practises now, having passed is having done it."""
    posted = QueryDict(answers)
    asking = [each for each in known if each.pass_mark is not None and each.quiz.questions]
    if not asking:
        return _marked(by, place, known, How.MARKED)
    given = {each.revision: read_answers(each.quiz, posted) for each in asking}
    best = max(
        asking, key=lambda each: grade(each.quiz, given[each.revision]).percent - (each.pass_mark or 0)
    )
    attempt = actions.submit_quiz(
        by=by,
        place=place,
        quiz=best.quiz,
        answers=given[best.revision],
        sheet=sheet,
        revision=best.revision,
        pass_mark=best.pass_mark,
    )
    address = reverse("progress:quiz-result", args=[place.key, attempt.token])
    if attempt.passed:
        return Taken(_done(place).said, well=True, address=address)
    said = _("«%(title)s»: todavía no, y está bien. Mira qué dice cada respuesta.") % {
        "title": place.entry.title
    }
    return Taken(said, address=address)


def _done(place: LessonPlace) -> Taken:
    return Taken(_("«%(title)s» quedó hecha.") % {"title": place.entry.title}, well=True)

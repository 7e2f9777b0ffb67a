"""
What she did without a line, taken when it is back: once, whatever window sends it and how often; and where things
changed meanwhile, as is better for her. What she did is done in the version that she had.
"""

from dataclasses import dataclass, replace
from uuid import UUID

from django.core.exceptions import TooManyFieldsSent
from django.http import Http404, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from learning.networks.models import Membership
from learning.progress import actions, versions
from learning.progress.access import LessonPlace, draft_of, lesson_of_or_404
from learning.progress.asked import Answers, Asked, asked_now, asked_then, best_of
from learning.progress.closed import count_closed, keep_closed
from learning.progress.models import LessonCompletion, QuizAttempt
from modules.quizzes import Quiz, all_answers

How = LessonCompletion.How


@dataclass(frozen=True)
class Taken:
    """What became of it, in words for her, for good; `address`: where she reads more."""

    said: str
    well: bool = False
    address: str = ""


def take(*, by: Membership, lesson: UUID, version: str, how: str, answers: str, sheet: UUID) -> Taken:
    """One thing she did in the lesson's version `version`, in the network of this membership."""
    try:
        given = all_answers(QueryDict(answers))
    except TooManyFieldsSent:
        return unread(lesson)
    try:
        place = _place(by, lesson)
    except Http404:
        return _closed(by, lesson, version, how, given, sheet)
    known = _versions(place, version)
    return _answered(by, place, known, given, sheet) if how == How.QUIZ else _marked(by, place, known, how)


def unread(lesson: UUID | None = None) -> Taken:
    """Of what nobody can read: a box that does not open, or nothing that our script would send."""
    if lesson is None:
        return Taken(_("Algo que hiciste sin señal no se pudo leer, y no contó."))
    said = _(
        "Lo que hiciste sin señal en una lección no se pudo leer, y no contó. Ábrela para hacerla otra vez."
    )
    return Taken(said, address=reverse("progress:lesson-detail", args=[lesson]))


def of_another_network() -> Taken:
    """Of what she did where she does not belong any more."""
    return Taken(
        _("Una lección que hiciste sin señal era de una red en la que ya no estás, y no puede contar ahí.")
    )


def _closed(by: Membership, lesson: UUID, version: str, how: str, given: Answers, sheet: UUID) -> Taken:
    known = versions.read(lesson, version)
    if title := count_closed(by, lesson, known, how, given):
        return Taken(
            _("«%(title)s» quedó hecha, aunque ahora no está abierta.") % {"title": title}, well=True
        )
    if how == How.QUIZ and (title := keep_closed(by, lesson, known, given, sheet)):
        said = _(
            "«%(title)s» ya no está abierta para ti. Tus respuestas te esperan, por si se abre otra vez."
        )
        return Taken(said % {"title": title})
    return Taken(_("Una lección que hiciste sin señal ya no está abierta para ti."))


def _place(by: Membership, lesson: UUID) -> LessonPlace:
    """Also in a course that she left meanwhile: it stays left, and what she had done there is done."""
    place = lesson_of_or_404(by, lesson)
    if place.standing is None:
        raise Http404
    return replace(place, standing=replace(place.standing, left=False))


def _versions(place: LessonPlace, version: str) -> list[Asked]:
    """The one that she had, as far as it is known, and the one now published."""
    now = asked_now(place, place.page)
    given = versions.read(place.key, version)
    if given is None:
        return [Asked(None, frozenset()), now]
    if given.revision == (now.revision or 0):
        return [now]
    old = versions.revisions(place.known_pages).filter(pk=given.revision).first()
    return [asked_then(old) if old else Asked(given.revision, given.ways), now]


def _marked(by: Membership, place: LessonPlace, known: list[Asked], how: str) -> Taken:
    """A lesson that could be done by saying so when she said it, or skipped when she skipped it, is done."""
    free = next((each for each in known if how in each.ways), None)
    if free is None:
        said = _("«%(title)s» pide ahora responder sus preguntas.") % {"title": place.entry.title}
        return Taken(said, address=_address(place))
    actions.complete_lesson(by=by, place=place, how=how, revision=free.revision)
    return _done(place)


def _answered(by: Membership, place: LessonPlace, known: list[Asked], given: Answers, sheet: UUID) -> Taken:
    """
    Graded by the version in which she does better. Where it only practises now, having answered is having done it;
    where nobody knows any more what she was asked, she fails in nothing: her answers wait for her.
    """
    best = best_of(known, given)
    fails = best is None or best.reached(given) < 0
    if best is None or (fails and any(How.MARKED in each.ways for each in known)):
        return _marked(by, place, known, How.MARKED)
    if fails and not all(each.asks for each in known):
        return _kept(by, place, best.quiz, given, sheet)
    attempt = hand_in(by, place, best, given, sheet)
    address = reverse("progress:quiz-result", args=[place.key, attempt.token])
    if attempt.passed:
        return Taken(_done(place).said, well=True, address=address)
    said = _("«%(title)s»: todavía no, y está bien. Mira qué dice cada respuesta.")
    return Taken(said % {"title": place.entry.title}, address=address)


def hand_in(by: Membership, place: LessonPlace, to: Asked, given: Answers, sheet: UUID) -> QuizAttempt:
    """Her answers to this version of a lesson."""
    return actions.submit_quiz(
        by=by,
        place=place,
        quiz=to.quiz,
        answers=given,
        sheet=sheet,
        revision=to.revision,
        pass_mark=to.pass_mark,
    )


def _kept(by: Membership, place: LessonPlace, quiz: Quiz, given: Answers, sheet: UUID) -> Taken:
    """What she began meanwhile stays as it is."""
    if place.is_done:
        return _done(place)
    draft = draft_of(by, place.key)
    both = {**given, **(draft.given if draft else {})}
    actions.keep_answers(by=by, place=place, quiz=quiz, answers=both, sheet=draft.sheet if draft else sheet)
    said = _(
        "«%(title)s» cambió desde que la guardaste. Tus respuestas te esperan ahí: revísalas y envíalas."
    )
    return Taken(said % {"title": place.entry.title}, address=_address(place))


def _done(place: LessonPlace) -> Taken:
    return Taken(_("«%(title)s» quedó hecha.") % {"title": place.entry.title}, well=True)


def _address(place: LessonPlace) -> str:
    return reverse("progress:lesson-detail", args=[place.key])

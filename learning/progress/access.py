"""What this woman may get of courses and of what she did: the only door. What is closed looks as if missing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.urls import reverse

from learning.core.languages import language_now
from learning.networks.models import Membership
from learning.progress import memory
from learning.progress.changed import Update, updates
from learning.progress.journey import Journey
from learning.progress.models import Enrolment, QuizAttempt, QuizDraft
from learning.progress.querysets import Standing
from modules.course_labels import CourseLabel, course_labels
from modules.models import CoursePage, EntryPage, LessonPage
from modules.outline import LessonEntry, Outline, course_outline, courses_in, outline_around
from modules.querysets import Places, entries, lesson_page, lesson_pages, pages_of, places
from modules.search.asking import Hit, hits
from modules.search.words import Asked


class MemberRequest(HttpRequest):
    """A request of a woman inside a network, as `networks.access.require` lets it through."""

    membership: Membership


@dataclass(frozen=True)
class LessonPlace:
    """A lesson open to her, in its course, with where she stands."""

    entry: LessonEntry
    course: Outline
    standing: Standing | None
    known_pages: Sequence[LessonPage] = ()
    stamp: str | None = None

    @cached_property
    def page(self) -> LessonPage:
        """The lesson itself, which is not asked for while what is shown of it is remembered."""
        known = (page for page in self.known_pages if page.locale.language_code == self.entry.language)
        page = next(known, None)
        if page is None:
            page = lesson_page(self.key, self.entry.language, self.course.places)
        if page is None:
            raise Http404
        return page

    @property
    def key(self) -> UUID:
        return self.entry.key

    @property
    def number(self) -> int:
        return self.course.position(self.key) or 0

    @property
    def before(self) -> LessonEntry | None:
        return self.course.neighbours(self.key)[0]

    @property
    def after(self) -> LessonEntry | None:
        return self.course.neighbours(self.key)[1]

    @cached_property
    def journey(self) -> Journey:
        return Journey(self.course, self.standing)

    @property
    def is_care(self) -> bool:
        """Whether it is of a course on care, of which nobody else sees anything."""
        return self.course.theme == CoursePage.Theme.CARE

    @property
    def is_done(self) -> bool:
        return self.key in self.journey.done_keys

    @cached_property
    def updates(self) -> list[Update]:
        """What changed in it, to protect her, since she did it."""
        known = self.journey.changed.get(self.entry)
        return [] if known is None else updates({self.entry: known}, language_now())

    @property
    def onward(self) -> str:
        """The address of the lesson after this one, or of the course at its end."""
        if self.after is None:
            return reverse("progress:course-detail", args=[self.course.key])
        return reverse("progress:lesson-detail", args=[self.after.key])

    @property
    def enrolment(self) -> Standing:
        """Her standing where she takes the course; 404 where she does not, or left it."""
        if self.standing is None or self.standing.left:
            raise Http404
        return self.standing


class CoursePlaces:
    """The places of the lessons of one course, each asked for when it is needed."""

    def __init__(self, membership: Membership, journey: Journey) -> None:
        self.membership, self.journey = membership, journey

    @cached_property
    def stamp(self) -> str:
        """Another text after anything was published (`modules.querysets.tree_stamp`)."""
        return Enrolment.objects.of(self.membership).standing_and_stamp(self.journey.course.key)[1] or ""

    def __call__(self, entry: LessonEntry) -> LessonPlace:
        return LessonPlace(entry, self.journey.course, self.journey.standing, stamp=self.stamp)


def journeys(membership: Membership) -> list[Journey]:
    """The courses open to her network, each with where she stands; two queries, however many."""
    standings = Enrolment.objects.of(membership).standings()
    outlines = courses_in(_places(membership), language_now())
    return [Journey(outline, standings.get(outline.key)) for outline in outlines]


def own_journeys(request: MemberRequest) -> list[Journey]:
    """The same for whoever asks now, read once a request."""
    known: list[Journey] | None = getattr(request, "own_journeys", None)
    if known is None:
        known = request.own_journeys = journeys(request.membership)  # type: ignore[attr-defined]
    return known


def own_labels(request: MemberRequest, shown: Iterable[Journey]) -> dict[UUID, CourseLabel]:
    """What these courses weigh and hold, by their keys; two queries at most."""
    return course_labels([each.course for each in shown], _places(request.membership))


def journey_or_404(request: MemberRequest, key: UUID) -> Journey:
    """A course of her network's place or of a shared one."""
    return journey_of_or_404(request.membership, key)


def journey_of_or_404(membership: Membership, key: UUID) -> Journey:
    """The same in the network of this membership of hers."""
    course = course_outline(key, language_now(), _places(membership))
    if course is None:
        raise Http404
    return Journey(course, _standing(membership, key))


def taken_journey_or_404(request: MemberRequest, key: UUID) -> Journey:
    """The same, where she takes it."""
    journey = journey_or_404(request, key)
    if not journey.enrolled:
        raise Http404
    return journey


def lesson_or_404(request: MemberRequest, key: UUID) -> LessonPlace:
    """A live lesson in a live course open to her network, as the tables have it."""
    return lesson_of_or_404(request.membership, key)


def lesson_of_or_404(membership: Membership, key: UUID) -> LessonPlace:
    """The same in the network of this membership of hers."""
    pages = lesson_pages(key, language_now(), _places(membership))
    course = outline_around(pages, language_now(), _places(membership)) if pages else None
    return _place(membership, key, pages, course)


def lesson_to_read_or_404(request: MemberRequest, key: UUID) -> LessonPlace:
    """The same, where the outline may come from memory: for what is shown, not for what is written down."""
    membership = request.membership
    pages: Sequence[LessonPage] = ()
    index_id = membership.network.course_index_id
    guess = memory.course_key(key)
    standing, stamp = Enrolment.objects.of(membership).standing_and_stamp(guess) if guess else (None, None)
    course = memory.outline_of(key, language_now(), index_id, stamp) if stamp else None
    if course is None:
        pages = lesson_pages(key, language_now(), _places(membership))
        course = memory.outline_around(pages, language_now(), index_id) if pages else None
    return _place(membership, key, pages, course, standing, stamp)


def _place(
    membership: Membership,
    key: UUID,
    pages: Sequence[LessonPage],
    course: Outline | None,
    standing: Standing | None = None,
    stamp: str | None = None,
) -> LessonPlace:
    """Http404 without a course or without the lesson in it. `pages` and `standing` spare a question where known."""
    entry = course.lesson(key) if course else None
    if course is None or entry is None:
        raise Http404
    if standing is None or standing.course_key != course.key:
        standing = _standing(membership, course.key)
    if pages:
        stamp = pages[0].tree_stamp
    return LessonPlace(entry, course, standing, pages, stamp)


def taken_lesson_or_404(request: MemberRequest, key: UUID) -> LessonPlace:
    """The same in a course that she takes: only then may she send anything."""
    place = lesson_or_404(request, key)
    if not place.journey.enrolled:
        raise Http404
    return place


def course_page_or_404(journey: Journey) -> CoursePage:
    """The course itself, in the language in which she reads it."""
    course = journey.course
    page = pages_of(CoursePage, [course.key], course.language, course.places)
    found = page.filter(live=True, alias_of__isnull=True).select_related("locale").first()
    if found is None:
        raise Http404
    return found


def attempt_or_404(request: MemberRequest, lesson_key: UUID, token: UUID) -> QuizAttempt:
    """One of her own attempts at this lesson's questions."""
    attempt = (
        QuizAttempt.objects.scoped(network=request.membership.network_id)
        .filter(enrolment__account=request.membership.account_id, lesson_key=lesson_key, token=token)
        .first()
    )
    if attempt is None:
        raise Http404
    return attempt


def drafts_of(membership: Membership) -> QuerySet[QuizDraft]:
    """What she has answered and not sent in this network."""
    mine: QuerySet[QuizDraft] = QuizDraft.objects.scoped(network=membership.network_id)
    return mine.filter(account=membership.account_id)


def draft_of(membership: Membership, lesson_key: UUID) -> QuizDraft | None:
    """What she has answered of this lesson's questions and not sent. One query."""
    found = drafts_of(membership).filter(lesson_key=lesson_key).first()
    if found:
        found.account = membership.account
    return found


def directory(membership: Membership) -> list[EntryPage]:
    """What the directories of her network and of all have. One query."""
    return entries(language_now(), _places(membership))


def search(membership: Membership, asked: Asked) -> list[Hit]:
    """What is open to her and has her words; courses on care too, since nobody else sees it. One query."""
    return hits(asked, language_now(), _places(membership))


def entry_or_404(request: MemberRequest, key: UUID) -> EntryPage:
    """An entry of her network's directory or of a shared one."""
    found = entries(language_now(), _places(request.membership), translation_key=key)
    if not found:
        raise Http404
    return found[0]


def urgent_contacts(membership: Membership | None) -> list[EntryPage]:
    """What anybody may read of the shared directories when it is urgent; to a member also her own network's."""
    open_to = _places(membership) if membership else places()
    return entries(language_now(), open_to, urgent=True)


def _places(membership: Membership) -> Places:
    return places(membership.network.course_index_id)


def _standing(membership: Membership, course_key: UUID) -> Standing | None:
    return Enrolment.objects.of(membership).filter(course_key=course_key).standings().get(course_key)


def going_on(journeys: Iterable[Journey]) -> Journey | None:
    """
    The course she goes on with: the one she took last among those she has not finished. Of those of one week, as
    nothing finer is kept, one that she began, and where she has done most.
    """
    mine = [each for each in journeys if each.enrolled and each.next_lesson and not each.finished]
    return max(mine, key=lambda journey: (journey.since, journey.begun, journey.done), default=None)


def countable_titles(membership: Membership) -> dict[UUID, str]:
    """Key and title of the courses whose numbers a lead may see: those on care are nobody's business."""
    courses = open_courses(membership).values()
    return {course.key: course.title for course in courses if course.theme != CoursePage.Theme.CARE}


def open_courses(membership: Membership) -> dict[UUID, Outline]:
    """Those open to her network, by their keys. One query."""
    return {course.key: course for course in courses_in(_places(membership), language_now())}

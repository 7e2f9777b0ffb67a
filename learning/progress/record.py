"""All that a woman has done, for her own eyes: in each of her networks, and in those where she is no more."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from learning.accounts.models import Account
from learning.networks.models import Membership, Network
from learning.progress.journey import Journey
from learning.progress.kept import KeptCourse, kept_in
from learning.progress.models import Enrolment, QuizAttempt
from learning.progress.querysets import Done, Standing
from modules.outline import LessonEntry, Outline, courses_in
from modules.querysets import places

Attempts = Mapping[UUID, Sequence[QuizAttempt]]


@dataclass(frozen=True)
class Deed:
    """What she did of one lesson; `lesson` is None when it is not open any more, `done` while it is not done."""

    lesson: LessonEntry | None
    done: Done | None
    attempts: Sequence[QuizAttempt]


@dataclass(frozen=True)
class Taken:
    """A course she took; `course` is None when it is not open to her any more. `attempts` by lesson key."""

    standing: Standing
    course: Outline | None
    attempts: Attempts
    language: str

    @property
    def kept(self) -> KeptCourse | None:
        """How it was called when she finished it; None while she has not."""
        return kept_in(self.standing.completed_titles, self.language)

    @property
    def journey(self) -> Journey | None:
        return Journey(self.course, self.standing) if self.course else None

    @property
    def deeds(self) -> list[Deed]:
        """In the order of the course; lessons that are gone come last, without a name."""
        done = self.standing.done
        entries = {lesson.key: lesson for lesson in self.course.lessons} if self.course else {}
        touched = {**done, **self.attempts}
        keys = [key for key in entries if key in touched] + [key for key in touched if key not in entries]
        return [Deed(entries.get(key), done.get(key), self.attempts.get(key, ())) for key in keys]


@dataclass(frozen=True)
class Chapter:
    """What she did in one network; None: networks where she is no more. `here`: the one she is in now."""

    network: Network | None
    here: bool
    courses: Sequence[Taken]


def record(
    account: Account, mine: Sequence[Membership], now: Membership | None, language: str
) -> list[Chapter]:
    """
    The chapters of her networks in which she took a course, that of `now` first; three queries, however many.

    A network of hers whose courses she has not touched has no chapter.
    """
    rows = Enrolment.objects.unscoped(reason="her own rows, whatever the network").filter(account=account)
    by_network = rows.standings_by_network()
    outlines = {each.key: each for each in courses_in(places(*_indexes(mine)), language)}
    attempts = _attempts(account)

    def taken(network: UUID, known: Mapping[UUID, Outline]) -> list[Taken]:
        return [
            Taken(standing, known.get(key), attempts[standing.enrolment_id], language)
            for key, standing in by_network.pop(network, {}).items()
        ]

    ordered = sorted(mine, key=lambda each: each != now)
    chapters = [Chapter(each.network, each == now, taken(each.network_id, outlines)) for each in ordered]
    chapters.append(Chapter(None, False, [course for left in list(by_network) for course in taken(left, {})]))
    return [chapter for chapter in chapters if chapter.courses]


def _indexes(mine: Sequence[Membership]) -> list[int | None]:
    return [each.network.course_index_id for each in mine]


def _attempts(account: Account) -> dict[UUID, dict[UUID, list[QuizAttempt]]]:
    """Enrolment to lesson key to her sendings; of the same week those with less right ones first."""
    found: dict[UUID, dict[UUID, list[QuizAttempt]]] = defaultdict(lambda: defaultdict(list))
    rows = QuizAttempt.objects.unscoped(reason="her own rows, whatever the network")
    for each in rows.filter(enrolment__account=account).order_by("week", "right", "id"):
        found[each.enrolment_id][each.lesson_key].append(each)
    return found

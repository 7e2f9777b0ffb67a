"""What the versions of a lesson ask, and by which of them what she did is better for her."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from wagtail.models import Revision

from learning.progress import versions
from learning.progress.access import LessonPlace
from modules.models import LessonPage
from modules.quizzes import Quiz, grade, read_quiz
from modules.rendering import may_be_skipped

Answers = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Asked:
    """A version of a lesson, and the ways in which it is done by saying so. Of one that is gone that is all we know."""

    revision: int | None
    ways: frozenset[str]
    pass_mark: int | None = None
    quiz: Quiz = field(default_factory=lambda: Quiz(()))
    locale: int | None = None

    @property
    def asks(self) -> bool:
        return self.pass_mark is not None and bool(self.quiz.questions)

    def reached(self, given: Answers) -> int:
        """How far these answers come above what it asks; below it, they fail."""
        return grade(self.quiz, given).percent - (self.pass_mark or 0)


def asked_now(place: LessonPlace, page: LessonPage) -> Asked:
    """What a lesson asks in one of its languages as it is published."""
    return _asked(page, page.live_revision_id, place.entry.pass_mark)


def asked_then(version: Revision) -> Asked:
    """What it asked in a version of it."""
    page = version.as_object()
    return _asked(page, version.pk, page.pass_mark)


def _asked(page: LessonPage, revision: int | None, pass_mark: int | None) -> Asked:
    ways = versions.ways_of(pass_mark, may_be_skipped(page.body))
    return Asked(revision, ways, pass_mark, read_quiz(page.body), page.locale_id)


def best_of(known: Iterable[Asked], given: Answers) -> Asked | None:
    """That by which these answers do better; None where nothing is asked."""
    return max((each for each in known if each.asks), key=lambda each: each.reached(given), default=None)

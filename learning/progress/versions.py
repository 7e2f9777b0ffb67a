"""
What a phone was given of a lesson: which version, as only this site can say, which gives out none but published ones;
and how that could be done without answering. So it counts for her also once that version is gone.
"""

from dataclasses import dataclass
from uuid import UUID

from django.core.signing import BadSignature, Signer

from learning.progress.access import LessonPlace
from learning.progress.models import LessonCompletion
from modules.rendering import may_be_skipped

How = LessonCompletion.How
MARKS = {How.MARKED: "m", How.SKIPPED: "s"}
LONGEST = 100


@dataclass(frozen=True)
class Given:
    """The version of a lesson, and the ways in which it could be done by saying so."""

    revision: int
    ways: frozenset[str]


def ways_of(pass_mark: int | None, skips: bool) -> frozenset[str]:
    """Where nothing is asked any word will do."""
    free = [How.MARKED, How.SKIPPED] if pass_mark is None else []
    return frozenset([*free, *([How.SKIPPED] if skips else [])])


def vouched(place: LessonPlace) -> str:
    """What stands in a page that a phone keeps."""
    ways = ways_of(place.entry.pass_mark, may_be_skipped(place.page.body))
    marks = "".join(mark for way, mark in MARKS.items() if way in ways)
    return _signer(place.key).sign(f"{place.entry.live_revision_id or 0}.{marks}")


def read(lesson: UUID, version: str) -> Given | None:
    """What `vouched` said of this lesson; None for anything else."""
    try:
        revision, marks = _signer(lesson).unsign(version).split(".")
    except (BadSignature, UnicodeEncodeError):
        return None
    return Given(int(revision), frozenset(way for way, mark in MARKS.items() if mark in marks))


def _signer(lesson: UUID) -> Signer:
    return Signer(salt=f"progress.versions {lesson}")

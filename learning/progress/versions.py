"""
What a phone was given of a lesson: which version, as only this site can say, which gives out none but published ones;
and how that could be done without answering. So it counts for her also once that version is gone.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

from django.core.signing import BadSignature, Signer
from django.db.models import Exists, OuterRef, QuerySet
from wagtail.models import PageLogEntry, Revision

from learning.progress.access import LessonPlace
from learning.progress.models import LessonCompletion
from modules.models import LessonPage
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


def revisions(pages: Iterable[LessonPage]) -> QuerySet[Revision]:
    """The versions of a lesson that are still known, in each of its languages, drafts too: the newest first."""
    numbers = [str(page.pk) for page in pages]
    found = Revision.objects.filter(object_id__in=numbers, base_content_type__model="page")
    return found.order_by("-pk")


def published(place: LessonPlace) -> Iterator[Revision]:
    """Those among them that learners could read, as far as the log of the editor still says it."""
    acts = PageLogEntry.objects.filter(action__startswith="wagtail.publish", revision=OuterRef("pk"))
    return revisions(place.known_pages).filter(Exists(acts)).iterator()


def as_answered(place: LessonPlace, revision: int | None) -> LessonPage:
    """The lesson in the version of an attempt, while that is known; in her language where it is the one of now."""
    if revision in {None, *(page.live_revision_id for page in place.known_pages)}:
        return place.page
    old = revisions(place.known_pages).filter(pk=revision).first()
    return old.as_object() if old else place.page


def _signer(lesson: UUID) -> Signer:
    return Signer(salt=f"progress.versions {lesson}")

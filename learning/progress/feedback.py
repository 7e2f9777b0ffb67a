"""
What learners say of a lesson, in words that point at nobody.

Only counts are kept, and they are shown to trainers five answers at a time: what was counted up to the last fifth
answer, and of each word no number, but whether few, some or many ticked it. Each of these words fits several counts
at least, so neither one answer nor the difference of two looks tells what one woman said.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from learning.networks.models import Membership
from learning.progress.access import LessonPlace
from learning.progress.models import FeedbackGiven, LessonFeedback
from modules.feedback import BETTER, GOOD, TAGS
from modules.outline import Outline

STEP = 5
# From so many answers on there are three words in the place of two: each still fits five counts.
THIRDS = 15
WORDS = {
    "less": _("menos de la mitad"),
    "more": _("la mitad o más"),
    "few": _("pocas"),
    "some": _("algunas"),
    "many": _("muchas"),
}


@transaction.atomic
def give_feedback(*, by: Membership, place: LessonPlace, tags: Collection[str]) -> bool:
    """Count what she ticked, unless she has been counted before. Whether it was counted now."""
    _given, first = FeedbackGiven.objects.get_or_create(
        network_id=by.network_id, enrolment_id=place.enrolment.enrolment_id, lesson_key=place.key
    )
    if first:
        LessonFeedback.objects.get_or_create(network_id=by.network_id, lesson_key=place.key)
        rows = LessonFeedback.objects.scoped(network=by.network_id).filter(lesson_key=place.key)
        row = rows.select_for_update().get()
        row.answers += 1
        row.counts = {name: row.counts.get(name, 0) + (name in tags) for name, _label in TAGS}
        if row.answers % STEP == 0:
            row.shown_answers, row.shown = row.answers, shown_of(row.counts, row.answers)
        row.save()
    return first


def shown_of(counts: Mapping[str, int], answers: int) -> dict[str, str]:
    """Word to how many ticked it, as it may be shown: a key of WORDS."""
    return {name: _share(count, answers) for name, count in counts.items()}


def _share(count: int, answers: int) -> str:
    if answers < THIRDS:
        return "more" if 2 * count >= answers else "less"
    return ("few", "some", "many")[min(3 * count // answers, 2)]


@dataclass(frozen=True)
class Told:
    """What may be shown of one lesson: from how many answers, and pairs of a word and who ticked it, in words."""

    title: str
    language: str
    answers: int
    good: list[tuple[str, str]]
    better: list[tuple[str, str]]


def feedback_on(course: Outline, membership: Membership) -> list[Told]:
    """The lessons of this course that anybody of her network said something of, in their order. One query."""
    rows = LessonFeedback.objects.scoped(network=membership.network_id)
    known: dict[UUID, LessonFeedback] = {row.lesson_key: row for row in rows}
    return [
        _told(entry.title, entry.title_language, known[entry.key])
        for entry in course.lessons
        if entry.key in known
    ]


def _told(title: str, language: str, row: LessonFeedback) -> Told:
    good, better = (
        [(str(label), str(WORDS[row.shown[name]])) for name, label in tags if name in row.shown]
        for tags in (GOOD, BETTER)
    )
    return Told(title, language, row.shown_answers, good, better)

"""Giving a certificate out, and taking its word back."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction

from certificates.models import Certificate
from certificates.verification import code_fingerprint, code_for, name_mac
from learning.accounts.models import Account
from learning.core.weeks import this_month
from learning.progress.kept import kept_in
from learning.progress.models import Enrolment

# Enough for lost papers and other spellings; not enough to hand papers round.
MOST_PER_COURSE = 12


class TooMany(Exception):
    """She already has as many papers of this course that are worth something as anyone may."""


@dataclass(frozen=True)
class Issued:
    """A certificate with what only this moment knows: its code and the name that is printed."""

    certificate: Certificate
    code: str
    name: str


def issue(
    *,
    by: Account,
    enrolment: Enrolment,
    name: str,
    neutral: bool,
    language: str,
    nonce: str,
) -> Issued:
    """
    Make the row of a certificate for a finished enrolment; the same nonce again gives the same one, or another
    where that one was revoked.

    The course is called as it was when she finished it. Raises TooMany past MOST_PER_COURSE. The name is used here
    and not stored.
    """
    title, title_language = _title(enrolment, neutral, language)
    fields = {
        "hours": enrolment.completed_hours,
        "language": language,
        "title": title,
        "title_language": title_language,
    }
    words = f"{nonce}:{enrolment.pk}:{name}:{neutral}:{language}"
    return _once(by, enrolment, name, words, fields)


@transaction.atomic
def _once(by: Account, enrolment: Enrolment, name: str, words: str, fields: dict[str, Any]) -> Issued:
    """The paper of these words, made where it is not there yet and there is room for one more."""
    # Papers of one course asked for at once wait for each other.
    rows = Enrolment.objects.scoped(network=enrolment.network_id).select_for_update(no_key=True)
    rows.get(pk=enrolment.pk)
    owned = {"network_id": enrolment.network_id, "account": by, "course_key": enrolment.course_key}
    mine = Certificate.objects.scoped(network=enrolment.network_id).filter(**owned)
    code = code_for(words, str(by.pk))
    while already := mine.filter(code_fingerprint=code_fingerprint(code)).first():
        if not already.revoked_month:
            return Issued(already, code, name)
        code = code_for(words := f"{words}:{already.pk}", str(by.pk))
    if mine.filter(revoked_month__isnull=True).count() >= MOST_PER_COURSE:
        raise TooMany
    sealed = {"code_fingerprint": code_fingerprint(code), "name_mac": name_mac(code, name)}
    row = Certificate.objects.create(number=mine.count() + 1, **owned, **sealed, **fields)
    return Issued(row, code, name)


def _title(enrolment: Enrolment, neutral: bool, language: str) -> tuple[str, str]:
    """How the course is called on the paper, and in which language that is."""
    course = kept_in(enrolment.completed_titles, language)
    if course is None:
        raise ValueError("nothing is kept of this course")
    return course.neutral_title if neutral else course.title, course.language


def revoke(*, certificate: Certificate, reason: str) -> None:
    """The paper is no longer worth anything; its row stays and says so. Once is enough."""
    Certificate.objects.scoped(network=certificate.network_id).filter(
        pk=certificate.pk, revoked_month__isnull=True
    ).update(revoked_month=this_month(), revoked_reason=reason)

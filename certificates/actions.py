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
    """She already has as many papers of this course as anyone may."""


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
    Make the row of a certificate for a finished enrolment; the same nonce again gives the same one.

    The course is called as it was when she finished it. Raises TooMany past MOST_PER_COURSE. The name is used here
    and not stored.
    """
    code = code_for(f"{nonce}:{enrolment.pk}:{name}:{neutral}:{language}", str(by.pk))
    fields = {
        "network_id": enrolment.network_id,
        "account": by,
        "name_mac": name_mac(code, name),
        "course_key": enrolment.course_key,
        "title": _title(enrolment, neutral, language),
        "hours": enrolment.completed_hours,
        "language": language,
    }
    return Issued(_once(enrolment, code_fingerprint(code), fields), code, name)


@transaction.atomic
def _once(enrolment: Enrolment, fingerprint: str, fields: dict[str, Any]) -> Certificate:
    """The row of this fingerprint, made where it is not there yet and there is room for one more."""
    # Papers of one course asked for at once wait for each other.
    rows = Enrolment.objects.scoped(network=enrolment.network_id).select_for_update(no_key=True)
    rows.get(pk=enrolment.pk)
    mine = Certificate.objects.scoped(network=enrolment.network_id).filter(
        account=fields["account"], course_key=enrolment.course_key
    )
    already = mine.filter(code_fingerprint=fingerprint).first()
    if already:
        return already
    if mine.count() >= MOST_PER_COURSE:
        raise TooMany
    return Certificate.objects.create(code_fingerprint=fingerprint, **fields)


def _title(enrolment: Enrolment, neutral: bool, language: str) -> str:
    course = kept_in(enrolment.completed_titles, language)
    if course is None:
        raise ValueError("nothing is kept of this course")
    return course.neutral_title if neutral else course.title


def revoke(*, certificate: Certificate, reason: str) -> None:
    """The paper is no longer worth anything; its row stays and says so. Once is enough."""
    Certificate.objects.scoped(network=certificate.network_id).filter(
        pk=certificate.pk, revoked_month__isnull=True
    ).update(revoked_month=this_month(), revoked_reason=reason)

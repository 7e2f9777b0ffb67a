"""A trainer says of advice that it still holds."""

from datetime import date
from uuid import UUID

from django.db import transaction
from wagtail.models import Page

from learning.networks import audit
from learning.networks.models import Membership
from learning.networks.walls import pages_within
from modules.ageing import check_again


@transaction.atomic
def check_advice(*, key: UUID, block: str, seen: date, by: Membership) -> list[Page]:
    """
    Date it anew (`modules.ageing.check_again`) in the place of her network, and write down who did; a second time does
    and writes nothing. Raises `modules.publishing.NotReady`.
    """
    done = check_again(pages_within([by.network]), key, block, seen, user=by.account)
    if done:
        subject = audit.subject_of_advice(key, block)
        audit.record(network=by.network, actor=by, act=audit.CHECKED_AGAIN, subject=subject)
    return done

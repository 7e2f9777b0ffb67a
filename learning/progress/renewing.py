"""What of that which a phone keeps is over: courses and lessons that were closed to her, pages that are old."""

from collections.abc import Sequence
from hashlib import sha256
from typing import Any

from django.http import Http404
from django.templatetags.static import static
from django.utils import timezone
from django.utils.translation import gettext as _

from learning.core.languages import language_now
from learning.core.opaque import decode, encode
from learning.networks.models import Membership
from learning.networks.permissions import Permission, can
from learning.progress.access import journey_of_or_404, urgent_contacts
from learning.progress.offline import STATIC
from modules.templatetags.lessons import is_past


def still_open(mine: Sequence[Membership], asked: str) -> dict[str, Any]:
    """
    `asked`: number of a network and key of a course, with a point between. The lessons it has now; or why it goes
    from her phone, for which the phone knows the title.
    """
    network, _point, key = asked.partition(".")
    membership = next((each for each in mine if str(each.network_id) == network), None)
    if membership is None or not can(membership, Permission.TAKE_COURSES):
        return {"gone": _("«{}» era de una red en la que ya no estás. Se quitó de este teléfono.")}
    try:
        journey = journey_of_or_404(membership, decode(key))
    except (Http404, ValueError):
        return {
            "gone": _(
                "«{}» ya no está abierto para ti. Se quitó de este teléfono. Lo que ya enviaste sigue contando."
            )
        }
    if not journey.enrolled:
        return {"gone": _("Dejaste «{}»: se quitó de este teléfono. Lo que ya enviaste sigue contando.")}
    gone = _(
        "«{}» ya no es parte de este curso. Se quitó de este teléfono. Lo que ya enviaste sigue contando."
    )
    return {"lessons": [encode(each.key) for each in journey.course.lessons], "lesson": gone}


def around() -> str:
    """
    Another text once urgent contacts, or files of ours, are others; and every week, so that the day which kept contacts
    bear is not long ago where there is a line.
    """
    contacts = [
        (each.pk, each.live_revision_id, str(each.checked_on), is_past(each.review_by))
        for each in urgent_contacts(None)
    ]
    parts = (language_now(), timezone.localdate().isocalendar()[:2], [*map(static, STATIC)], contacts)
    return sha256(repr(parts).encode()).hexdigest()[:12]

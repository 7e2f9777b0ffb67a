"""Which reviews a network asks before learners read what its trainers write."""

from django.db import transaction

from learning.networks import audit, places
from learning.networks.models import Membership, Network, Role

# She who wrote it, and one for each look.
NEEDED = {Network.Reviews.NONE: 0, Network.Reviews.CONTENT: 2, Network.Reviews.BOTH: 3}


class TooFewTrainers(Exception):
    """These reviews would leave nobody to take one."""

    def __init__(self, needed: int, there: int) -> None:
        super().__init__(f"{there} of {needed}")
        self.needed, self.there = needed, there


@transaction.atomic
def ask_reviews(*, reviews: str, by: Membership) -> None:
    """
    Ask for `reviews`, one of Network.Reviews; where it already is so, nothing happens. Of two who press, one did it.

    What was in review goes back to being a draft. TooFewTrainers when there are not enough women for it.
    """
    there = Membership.objects.scoped(network=by.network).filter(role=Role.TRAINER).count()
    if there < NEEDED[Network.Reviews(reviews)]:
        raise TooFewTrainers(NEEDED[Network.Reviews(reviews)], there)
    networks = Network.objects.filter(pk=by.network_id).exclude(reviews=reviews)
    if networks.update(reviews=reviews):
        places.ask_reviews(Network.objects.get(pk=by.network_id))
        audit.record(network=by.network, actor=by, act=audit.REVIEWS_CHANGED, subject=reviews)

"""What happened in the demo before today: a month that has closed, so that the lead's desk has numbers to show."""

from datetime import date, timedelta

from learning.accounts.models import Account
from learning.core.weeks import this_week
from learning.networks.actions import add_member
from learning.networks.models import Membership, Network
from learning.progress.actions import enrol, note_finished
from learning.progress.models import Enrolment
from modules.outline import Outline

# Six weeks ago is always in a month that has closed.
AGO = timedelta(weeks=6)
# Women of the network who are there to be counted: nobody enters as them.
COMPANIONS = [
    "Demo Cenzontle",
    "Demo Chachalaca",
    "Demo Clarinero",
    "Demo Codorniz",
    "Demo Garcita",
    "Demo Gavilana",
    "Demo Golondrina",
    "Demo Jilguera",
    "Demo Lechuza",
    "Demo Oropéndola",
    "Demo Paloma",
    "Demo Tucana",
]
BEGAN, FINISHED = 10, 5


def long_ago(member: Membership) -> Membership:
    """As if she had come in six weeks ago."""
    rows = Membership.objects.scoped(network=member.network_id).filter(pk=member.pk)
    rows.filter(joined_week__gt=_then()).update(joined_week=_then())
    return member


def companions(network: Network) -> list[Membership]:
    """The women of COMPANIONS in this network."""
    return [long_ago(add_member(network=network, account=_account(name))) for name in COMPANIONS]


def took_part(members: list[Membership], course: Outline) -> None:
    """The first BEGAN of them began this course six weeks ago, and the first FINISHED ended it; once."""
    for number, member in enumerate(members[:BEGAN]):
        if not Enrolment.objects.of(member).exists():
            taken = enrol(by=member, course_key=course.key)
            taken.week = _then()
            if number < FINISHED:
                note_finished(taken, course)
                taken.completed_week = _then()
            taken.save()


def _then() -> date:
    return this_week() - AGO


def _account(pseudonym: str) -> Account:
    login_id = pseudonym.lower().replace(" ", "-").replace("é", "e")
    found = Account.objects.filter(login_id=login_id).first()
    return found or Account.objects.create_user(login_id, pseudonym=pseudonym)

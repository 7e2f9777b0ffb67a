"""The trainer's place on the page of a course and where she is asked for; what goes by itself."""

from typing import Any

from django.template.loader import render_to_string
from wagtail import hooks

from learning.accounts.second_factor import has_second_factor
from learning.cohorts.access import company, trainers_of
from learning.cohorts.limits import cohort_limits
from learning.core.purging import Limit
from learning.networks.permissions import Permission, can


@hooks.register("register_journey_panel", order=10)
def journey_panel(request: Any, journey: Any) -> str:
    """With whom she can take it; for a trainer, the way to accompany it."""
    membership = request.membership
    accompanies = can(membership, Permission.ACCOMPANY) and has_second_factor(membership.account)
    if not (journey.enrolled or accompanies):
        return ""
    offered = company(membership, journey.course.key)
    context = {"journey": journey, "company": offered, "accompanies": accompanies}
    shown = accompanies or offered.chosen or offered.others
    return render_to_string("cohorts/_journey_panel.html", context, request) if shown else ""


@hooks.register("register_talk_panel", order=10)
def talk_panel(request: Any) -> str:
    """The trainers she goes with; nothing where she goes with none."""
    found = trainers_of(request.membership)
    return render_to_string("cohorts/_talk_panel.html", {"cohorts": found}, request) if found else ""


@hooks.register("register_purge", order=25)
def limits() -> list[Limit]:
    return cohort_limits()

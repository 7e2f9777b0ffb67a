"""The forum's part of her home, of the lead's desk and of where she talks, and its founding; what goes by itself."""

from typing import Any

from django.template.loader import render_to_string
from wagtail import hooks

from community.access import moderates
from community.limits import forum_limits
from community.models import Forum
from community.reports import health, to_judge, unread_topics
from learning.core.purging import Limit
from learning.networks.models import Network


@hooks.register("register_network_founded")
def found_forum(network: Network) -> None:
    Forum.objects.scoped(network=network).get_or_create(network=network)


@hooks.register("register_home_panel", order=30)
def home_panel(request: Any) -> str:
    membership = request.membership
    if not membership:
        return ""
    context = {
        "unread": 0 if membership.at_rest else unread_topics(membership),
        "to_judge": to_judge(membership) if moderates(membership) else 0,
    }
    return render_to_string("community/_home_panel.html", context, request=request)


@hooks.register("register_talk_panel", order=20)
def talk_panel(request: Any) -> str:
    return render_to_string("community/_talk_panel.html", request=request)


@hooks.register("register_desk_panel", order=40)
def desk_panel(request: Any) -> str:
    return render_to_string(
        "community/_desk_panel.html", {"health": health(request.membership)}, request=request
    )


@hooks.register("register_purge", order=30)
def limits() -> list[Limit]:
    return forum_limits()

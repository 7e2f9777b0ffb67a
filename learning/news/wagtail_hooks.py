"""News on her home and on the lead's desk; what goes by itself."""

from typing import Any

from django.template.loader import render_to_string
from wagtail import hooks

from learning.core.purging import Limit
from learning.news.access import few_news_for, writes
from learning.news.limits import news_limits


@hooks.register("register_home_panel", order=20)
def home_panel(request: Any) -> str:
    """The newest few; nothing where there is none, but for whoever could write the first."""
    context = {"news": few_news_for(request.membership), "writes": writes(request.membership)}
    return render_to_string("news/_home_panel.html", context, request) if any(context.values()) else ""


@hooks.register("register_desk_panel", order=60)
def desk_panel(request: Any) -> str:
    return render_to_string("news/_desk_panel.html", {"network": request.membership.network}, request)


@hooks.register("register_purge", order=40)
def limits() -> list[Limit]:
    return news_limits()

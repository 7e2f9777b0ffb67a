"""What progress adds to pages of others, and the doors it keeps shut."""

from typing import Any

from django.http import Http404, HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from wagtail import hooks

from learning.core.languages import language_now
from learning.core.purging import Limit
from learning.progress.access import countable_titles, going_on, own_journeys
from learning.progress.changed import updates
from learning.progress.limits import progress_limits
from learning.progress.media import is_open_to
from learning.progress.months import close_months
from learning.progress.reports import participation
from learning.progress.whats_new import SHOWN, whats_new


@hooks.register("register_home_panel", order=0)
def continue_panel(request: Any) -> SafeString:
    """Where she goes on, first thing at home, or what she can do where there is nothing to go on with."""
    journeys = own_journeys(request)
    context = {
        "journey": going_on(journeys),
        "to_end": next((each for each in journeys if each.can_finish), None),
        "journeys": journeys,
        "finished": all(each.finished for each in journeys),
    }
    return render_to_string("progress/_continue.html", context, request)


@hooks.register("register_home_panel", order=10)
def whats_new_panel(request: Any) -> str:
    """Nothing in a pause: what is new waits."""
    if request.membership.at_rest:
        return ""
    news = whats_new(own_journeys(request), request.user.seen_before)
    context = {"news": news[:SHOWN], "more": len(news) > SHOWN}
    return render_to_string("progress/_whats_new.html", context, request) if news else ""


@hooks.register("register_home_panel", order=40)
def help_panel(request: Any) -> SafeString:
    return render_to_string("progress/_help.html", request=request)


@hooks.register("register_home_panel", order=-10)
def updates_panel(request: Any) -> SafeString:
    """What changed, to protect her, in what she has done; nothing else comes before where she goes on."""
    changed = {
        each: version for journey in own_journeys(request) for each, version in journey.changed.items()
    }
    return render_to_string("progress/_updates.html", {"updates": updates(changed, language_now())}, request)


@hooks.register("register_desk_panel", order=30)
def participation_panel(request: Any) -> SafeString:
    """How her network takes part, on the lead's desk."""
    counted = participation(request.membership.network, countable_titles(request.membership))
    return render_to_string("progress/_participation.html", {"participation": counted}, request)


@hooks.register("before_serve_page")
def refuse_page(page: Any, request: HttpRequest, args: Any, kwargs: Any) -> None:
    """A course is read through the player, which asks who reads; Wagtail's own way to it is closed."""
    raise Http404


@hooks.register("before_serve_document")
def refuse_foreign_document(document: Any, request: Any) -> None:
    """A document by Wagtail's own address, with the same question as our own address asks."""
    if not request.membership or not is_open_to(request.membership, document.collection):
        raise Http404


@hooks.register("register_purge", order=20)
def limits() -> list[Limit]:
    return progress_limits()


@hooks.register("before_purge")
def count_first() -> None:
    """A month that has closed is counted before anything that it counts can go."""
    close_months()

"""
Places on a member's pages where other apps show something of theirs, through hooks of Wagtail's registry:

register_home_panel(request)            her home: changes that protect her -10, where she goes on 0, what is new 10,
                                        news of her network 20, forum 30, whom to turn to 40, other networks 90
register_own_panel(request)             the page with all she has done
register_desk_panel(request)            the lead's desk
register_course_panel(request, journey) a course she has finished
register_journey_panel(request, journey) a course open to her, whether she takes it or not
register_lesson_panel(request, place, blocks)  a lesson she takes; `blocks`: the ids of those in which she writes
register_keys_panel(request)            where her passphrase or her paper key changes
register_search_panel(request, asked)   below what was found in courses; `asked` is what she looks for
register_talk_panel(request)            with whom she can talk: the trainer of her cohort 10, the forum 20
register_farewell_panel(request)        the page on which she leaves for good

register_keep_words()                   what the button says by which she keeps what she wrote in a lesson; who
                                        registers it has a form `own` for them in its lesson panel

Each panel returns ready HTML, or nothing when there is nothing to show; `order` at registering says who comes first.
"""

from typing import Any

from django.http import HttpRequest
from django.utils.safestring import SafeString
from wagtail import hooks


def panels(hook: str, request: HttpRequest, *about: Any) -> list[SafeString]:
    """What the apps have to show at this place, in their order."""
    made = (panel(request, *about) for panel in hooks.get_hooks(hook))
    return [html for html in made if html]


def keep_words() -> Any:
    """What the button says by which she keeps something; empty where no app keeps it."""
    return next((words() for words in hooks.get_hooks("register_keep_words")), "")

"""
Places on a member's pages where other apps show something of theirs, through hooks of Wagtail's registry:

register_home_panel(request, membership)             her home, after what she goes on with
register_own_panel(request, membership)              the page with all she has done
register_course_panel(request, membership, journey)  a course she has finished

Each returns ready HTML, or nothing when there is nothing to show; `order` at registering says who comes first.
"""

from typing import Any

from django.utils.safestring import SafeString
from wagtail import hooks

from learning.progress.access import MemberRequest


def panels(hook: str, request: MemberRequest, *about: Any) -> list[SafeString]:
    """What the apps have to show at this place, in their order."""
    made = (panel(request, request.membership, *about) for panel in hooks.get_hooks(hook))
    return [html for html in made if html]

"""
What the door says to whoever comes to it because her session ended in the middle of something.

Her cookie still names a session that is gone; the door gives her another one. So the address of the door says it, in a
number that means nothing to others.
"""

from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponseRedirect

from learning.accounts import kept

FIELD = "fin"
_HOW = {"1": "read", "2": "sent"}


def has_ended(request: HttpRequest) -> bool:
    """Whether her cookie names a session that is gone."""
    # Looking into it lets go of a key that opens nothing.
    named = request.COOKIES.get(settings.SESSION_COOKIE_NAME)
    return bool(named) and not (request.user.is_authenticated or request.session.session_key)


def told(request: HttpRequest, to_door: HttpResponseRedirect) -> HttpResponseRedirect:
    """`to_door` with word of the end, where a session has ended."""
    if not has_ended(request):
        return to_door
    number = "2" if request.method == "POST" else "1"
    to_door.headers["Location"] += f"&{urlencode({FIELD: number})}"
    return to_door


def how(request: HttpRequest) -> str:
    """What became of what she was doing: "words" wait for her, "sent" was lost, she only "read", or nothing ended."""
    if kept.SESSION_KEY in request.session:
        return "words"
    return _HOW.get(request.GET.get(FIELD, ""), "")

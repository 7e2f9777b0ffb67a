"""
What her keys open beside the account, and what must be locked anew when they change. Whose it is stands in an app
above, which says it through hooks of Wagtail's registry:

register_opening(account, passphrase, paper_key)          one of the two is given; {name: text} of what it opens
register_locking(account, opened, passphrase, paper_key)  one of the two is new; what was opened is locked under it

What is opened lies in her sealed session while that lives, and nowhere else.
"""

from collections.abc import Mapping

from django.http import HttpRequest
from wagtail import hooks

from learning.accounts.meanwhile import CLOSINGS_KEY, OPENED_KEY
from learning.accounts.models import Account

Opened = Mapping[str, str]
NOTHING: Opened = {}


def opened_by(account: Account, *, passphrase: str = "", paper_key: str = "") -> dict[str, str]:
    """All that this key of hers opens; the key itself was checked before."""
    opened: dict[str, str] = {}
    for opens in hooks.get_hooks("register_opening"):
        opened |= opens(account, passphrase=passphrase, paper_key=paper_key)
    return opened


def lock_anew(account: Account, opened: Opened, *, passphrase: str = "", paper_key: str = "") -> None:
    """She has a new key: what lies open is locked under it too."""
    for locks in hooks.get_hooks("register_locking"):
        locks(account, opened, passphrase=passphrase, paper_key=paper_key)


def in_session(request: HttpRequest) -> Opened:
    """What lies open in this session."""
    found: Opened = request.session.get(OPENED_KEY, NOTHING)
    return found


def put_in_session(request: HttpRequest, opened: Opened) -> None:
    """Let it lie open while this session lives."""
    if opened:
        request.session[OPENED_KEY] = {**in_session(request), **opened}


def close_in_session(request: HttpRequest, name: str = "") -> None:
    """Close what is called so, or everything; also against a request that is still opening it."""
    left = {key: value for key, value in in_session(request).items() if name and key != name}
    request.session.pop(OPENED_KEY, None)
    put_in_session(request, left)
    request.session[CLOSINGS_KEY] = request.session.get(CLOSINGS_KEY, 0) + 1

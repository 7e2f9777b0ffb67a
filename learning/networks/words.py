"""
Whose a form is and in which network it was opened: an old window never acts on another network (access.require),
and words come back to where she wrote them.
"""

from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString

from learning.accounts import kept


def written_here(request: HttpRequest) -> SafeString:
    """
    The hidden fields of each form that writes in a network, beside its token; her mark alone outside networks.
    Words that a view keeps (learning.accounts.kept) need both.
    """
    mark, here = kept.owner_field(request.user), request.membership  # type: ignore[attr-defined]
    if not here:
        return mark
    return format_html('{}<input type="hidden" name="{}" value="{}">', mark, kept.PLACE, here.network_id)

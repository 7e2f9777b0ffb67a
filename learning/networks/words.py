"""Whose the words of a form are, and in which network she wrote them, so that both come back together."""

from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString

from learning.accounts import kept


def written_here(request: HttpRequest) -> SafeString:
    """The hidden fields of a form whose view keeps words (learning.accounts.kept); her mark alone outside networks."""
    mark, here = kept.owner_field(request.user), request.membership  # type: ignore[attr-defined]
    if not here:
        return mark
    return format_html('{}<input type="hidden" name="{}" value="{}">', mark, kept.PLACE, here.network_id)

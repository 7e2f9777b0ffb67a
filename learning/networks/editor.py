"""
The door and the walls of the editor. Wagtail keeps a trainer from writing where she may not, but lets her look
around: here what is not of her network's place is missing, and the parts that show people do not exist.
"""

import re
from collections.abc import Iterable

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse

from learning.accounts.second_factor import has_second_factor
from learning.networks.access import own_memberships, second_factor_needed
from learning.networks.models import Membership, Network
from learning.networks.permissions import Permission, can
from learning.networks.walls import Arguments, names_only_hers

# What may stand after the prefix; lists of people, their settings and reports are not among it. Of Wagtail's own
# interface only pages, and one picture at a time: its lists of files ask nobody whose they are.
SECTIONS = (
    "account/",
    "adapt/",
    "advice/",
    "api/main/pages/",
    "block-preview/",
    "choose-external-link/",
    "choose-page/",
    "dismissibles/",
    "editing-sessions/",
    "exchange/",
    "images/",
    "jsi18n/",
    "localize/jsi18n/",
    "localize/page/",
    "localize/submit/page/",
    "localize/translate/",
    "localize/update/",
    "logout/",
    "media/",
    "pages/",
    "snippets/modules/glossaryterm/",
    "snippets/modules/languagevariety/",
    "sprite/",
    "vista/",
    "translations/",
    "voices/",
)
ONE_PICTURE = re.compile("api/main/images/[0-9]+/")


def is_editor(path: str) -> bool:
    return path.startswith(settings.CMS_PREFIX)


def networks_written_by(memberships: Iterable[Membership]) -> list[Network]:
    """The networks whose courses she writes."""
    return [each.network for each in memberships if can(each, Permission.WRITE_COURSES)]


def answer_at_the_door(request: HttpRequest, arguments: Arguments) -> HttpResponse | None:
    """
    None when she may go on. Who belongs to no network gets 404, who is no trainer 403, a trainer without a second
    factor the page that offers one; what is not of her place is missing.
    """
    mine = own_memberships(request)
    if not mine:
        raise Http404
    networks = networks_written_by(mine)
    if not networks:
        raise PermissionDenied
    if not has_second_factor(request.user):  # type: ignore[arg-type]
        return second_factor_needed(request)
    section = request.path.removeprefix(settings.CMS_PREFIX)
    if section and not (section.startswith(SECTIONS) or ONE_PICTURE.fullmatch(section)):
        raise Http404
    if section.startswith("api/") and request.method not in ("GET", "HEAD"):
        # The editor only reads there; what is sent is JSON, in which the walls do not look.
        raise Http404
    if not names_only_hers(request, section, networks, arguments):
        raise Http404
    return None

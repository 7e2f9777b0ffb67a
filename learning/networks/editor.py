"""
The wall around the editor. Wagtail keeps a trainer from writing where she may not, but lets her look around:
here what is not of her network's place is missing, and the parts of the editor that show people do not exist.
"""

from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page, Revision
from wagtailmedia.models import get_media_model

from learning.accounts.second_factor import has_second_factor
from learning.networks.access import own_memberships, second_factor_needed
from learning.networks.models import Membership, Network
from learning.networks.permissions import Permission, can

# What may stand after the prefix; lists of people, their settings and reports are not among it. Of Wagtail's own
# interface only pages: its lists of files ask nobody whose they are.
SECTIONS = (
    "api/main/pages/",
    "block-preview/",
    "choose-external-link/",
    "choose-page/",
    "dismissibles/",
    "editing-sessions/",
    "images/",
    "jsi18n/",
    "localize/",
    "logout/",
    "media/",
    "pages/",
    "sprite/",
)
PAGE_ARGUMENTS = {"page_id", "page_pk", "page_to_move_id", "parent_page_id", "destination_id"}
FILE_MODELS: dict[str, Callable[[], Any]] = {
    "image_id": get_image_model,
    "document_id": get_document_model,
    "doc_id": get_document_model,
    "media_id": get_media_model,
}


def is_editor(path: str) -> bool:
    return path.startswith(settings.CMS_PREFIX)


def networks_written_by(memberships: Iterable[Membership]) -> list[Network]:
    """The networks whose courses she writes."""
    return [each.network for each in memberships if can(each, Permission.WRITE_COURSES)]


def answer_at_the_door(request: HttpRequest, arguments: dict[str, Any]) -> HttpResponse | None:
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
    if section and not section.startswith(SECTIONS):
        raise Http404
    if not all(_is_hers(networks, *each) for each in arguments.items()):
        raise Http404
    return None


def places_of(networks: Iterable[Network]) -> QuerySet[Page]:
    """The top pages of these networks' places, one a language."""
    tops = Page.objects.filter(pk__in=[network.course_index_id for network in networks])
    return Page.objects.filter(translation_key__in=tops.values("translation_key"))


def pages_within(networks: Iterable[Network]) -> Q:
    """Pages that lie in these networks' places."""
    within = Q(pk__in=[])
    for path in places_of(networks).values_list("path", flat=True):
        within |= Q(path__startswith=path)
    return within


def pages_on_the_way(networks: Iterable[Network]) -> Q:
    """Pages above these networks' places, which lead there."""
    paths = places_of(networks).values_list("path", flat=True)
    return Q(path__in={path[:end] for path in paths for end in range(Page.steplen, len(path), Page.steplen)})


def _is_hers(networks: list[Network], argument: str, value: Any) -> bool:
    if argument in PAGE_ARGUMENTS:
        visible = pages_within(networks) | pages_on_the_way(networks)
        return Page.objects.filter(visible, pk=value).exists()
    if argument == "revision_id":
        pages = Page.objects.filter(pages_within(networks)).values_list("pk", flat=True)
        return Revision.objects.filter(pk=value, object_id__in=map(str, pages)).exists()
    if argument in FILE_MODELS:
        collections = [network.collection_id for network in networks]
        return bool(FILE_MODELS[argument]().objects.filter(pk=value, collection__in=collections).exists())
    return True

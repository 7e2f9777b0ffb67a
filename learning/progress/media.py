"""Which pictures, recordings and documents this woman may get: what is closed looks as if missing."""

from django.db.models.fields.files import FieldFile
from django.http import Http404
from wagtail.models import Collection

from learning.networks.models import Membership, Network
from learning.progress.access import MemberRequest
from modules.models import CourseDocument, CourseImage, CourseMedia, CourseRendition


def media_file_or_404(request: MemberRequest, name: str) -> FieldFile:
    """
    The stored file of this name, if its collection is open to her network.

    A network's collection, and what lies below it, is for its members; for all members is what no network owns,
    and what the network of a shared place has, whose courses all of them read.
    """
    file, collection = _stored(name) if name.isprintable() else (None, None)
    if file is None or collection is None or not is_open_to(request.membership, collection):
        raise Http404
    return file


def is_open_to(membership: Membership, collection: Collection) -> bool:
    """Whether files of this collection are for the members of this network."""
    steps = range(collection.steplen, len(collection.path) + 1, collection.steplen)
    above = [collection.path[:end] for end in steps]
    owners = Network.objects.filter(collection__path__in=above)
    shared = dict(owners.values_list("pk", "course_index__shared"))
    return not shared or membership.network_id in shared or any(shared.values())


def _stored(name: str) -> tuple[FieldFile | None, Collection | None]:
    """The file of this name and where it lies; nothing where there is none."""
    rendition = CourseRendition.objects.filter(file=name).select_related("image__collection").first()
    if rendition:
        return rendition.file, rendition.image.collection
    kinds: tuple[type[CourseImage | CourseDocument | CourseMedia], ...] = (
        CourseImage,
        CourseDocument,
        CourseMedia,
    )
    for kind in kinds:
        found = kind.objects.filter(file=name).select_related("collection").first()
        if found:
            return found.file, found.collection
    return None, None

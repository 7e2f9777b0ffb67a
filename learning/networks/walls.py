"""
What of the editor belongs to a network's place, and whether a request names only that: by an argument of its
address, by `?id=` of a chooser, or by a field of a form.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from wagtail.images import get_image_model
from wagtail.models import Page, Revision, Task, TaskState, WorkflowState
from wagtail_localize.models import Translation, TranslationSource
from wagtailmedia.models import get_media_model

from learning.networks.models import Network
from modules.models import DirectoryPage
from modules.querysets import places, within

Networks = list[Network]
Arguments = list[tuple[str, Any]]


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


def _page(networks: Networks, key: Any) -> bool:
    visible = pages_within(networks) | pages_on_the_way(networks)
    return Page.objects.filter(visible, pk=key).exists()


def shared_directories() -> Q:
    """The live entries that every network may show in its lessons, and the pages above them."""
    paths = list(within(DirectoryPage.objects.filter(live=True), places()).values_list("path", flat=True))
    below = Q(path__in={path[:end] for path in paths for end in range(Page.steplen, len(path), Page.steplen)})
    for path in paths:
        below |= Q(path__startswith=path, live=True)
    return below


def _choosable(networks: Networks, key: Any) -> bool:
    return _page(networks, key) or Page.objects.filter(shared_directories(), pk=key).exists()


def _carried(networks: Networks, key: Any) -> bool:
    """What is carried to a village is hers, or a course for all networks."""
    return _page(networks, key) or within(Page.objects.filter(pk=key, live=True), places()).exists()


def _image(networks: Networks, key: Any) -> bool:
    return bool(get_image_model().objects.filter(pk=key, collection__in=_collections(networks)).exists())


def _media(networks: Networks, key: Any) -> bool:
    return bool(get_media_model().objects.filter(pk=key, collection__in=_collections(networks)).exists())


def _revision(networks: Networks, key: Any) -> bool:
    pages = Page.objects.filter(pages_within(networks)).values_list("pk", flat=True)
    return Revision.objects.filter(pk=key, object_id__in=map(str, pages)).exists()


def _task(networks: Networks, key: Any) -> bool:
    pages = Page.objects.filter(pages_within(networks))
    return Task.objects.filter(pk=key, workflow_tasks__workflow__workflow_pages__page__in=pages).exists()


def _task_state(networks: Networks, key: Any) -> bool:
    review = TaskState.objects.filter(pk=key).values_list("workflow_state_id", flat=True).first()
    return review is not None and _review(networks, review)


def _review(networks: Networks, key: Any) -> bool:
    pages = Page.objects.filter(pages_within(networks)).values_list("pk", flat=True)
    return WorkflowState.objects.filter(pk=key, object_id__in=map(str, pages)).exists()


def _source(networks: Networks, key: Any) -> bool:
    pages = Page.objects.filter(pages_within(networks)).values("translation_key")
    return bool(TranslationSource.objects.filter(pk=key, object_id__in=pages).exists())


def _translation(networks: Networks, key: Any) -> bool:
    source = Translation.objects.filter(pk=key).values_list("source_id", flat=True).first()
    return source is not None and _source(networks, source)


def _collections(networks: Networks) -> list[int | None]:
    return [network.collection_id for network in networks]


# Arguments of Wagtail's addresses; `pk` and `?id=` mean what the section is about.
BY_ARGUMENT: dict[str, Callable[[Networks, Any], bool]] = {
    **dict.fromkeys(("page_id", "page_pk", "page_to_move_id", "parent_page_id", "destination_id"), _page),
    "object_id": _page,
    "image_id": _image,
    "media_id": _media,
    "revision_id": _revision,
    "task_id": _task,
    "task_state_id": _task_state,
    "workflow_state_id": _review,
    "translation_id": _translation,
    "translation_source_id": _source,
}
# Sections in which she may also name what is not hers to write.
WIDER = {"choose-page/": _choosable, "exchange/": _carried}
# What the comparison of two revisions takes in place of a number.
REVISIONS_OF_THE_PAGE = ("live", "earliest", "latest")
BY_SECTION = {
    "api/main/images": _image,
    "api/main/pages": _page,
    "choose-page": _choosable,
    "images": _image,
    "media": _media,
    "pages": _page,
}
# The last word of a form field's name; blocks of a lesson have long names before it.
BY_FIELD = {
    "image": _image,
    "poster": _image,
    "audio": _media,
    "video": _media,
    "entry": _choosable,
    "new_parent_page": _page,
    "parent_page": _page,
}


def names_only_hers(request: HttpRequest, section: str, networks: Networks, arguments: Arguments) -> bool:
    """Whether all that this request names by a number is one, and lies in these networks' places."""
    named = ((is_hers, _number(value)) for is_hers, value in _named(request, section, arguments))
    return all(key is not None and is_hers(networks, key) for is_hers, key in named)


def _named(
    request: HttpRequest, section: str, arguments: Arguments
) -> Iterator[tuple[Callable[[Networks, Any], bool], str]]:
    about = next((is_hers for name, is_hers in BY_SECTION.items() if section.startswith(f"{name}/")), None)
    for name, value in arguments:
        is_hers = about if name == "pk" else BY_ARGUMENT.get(name)
        if is_hers is _page:
            is_hers = next((wider for name, wider in WIDER.items() if section.startswith(name)), _page)
        if is_hers and value not in REVISIONS_OF_THE_PAGE:
            yield is_hers, value
    for name, values in (*request.GET.lists(), *request.POST.lists()):
        is_hers = about if name == "id" else BY_FIELD.get(name.rpartition("-")[2])
        if is_hers:
            yield from ((is_hers, value) for value in values if value)


def _number(value: Any) -> int | None:
    """As Wagtail reads it, which takes " 5", "+5" and "5_0"; None for what is no number."""
    try:
        return int(str(value))
    except ValueError:
        return None

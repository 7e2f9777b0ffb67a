"""Founding a network."""

from collections.abc import Sequence

from django.db import transaction
from wagtail import hooks

from learning.networks import places
from learning.networks.models import Network


@transaction.atomic
def found_network(
    *,
    kind: str,
    name: str,
    country: str = "",
    languages: Sequence[str] = ("es",),
    rules: str = "",
    contact: str = "",
) -> Network:
    """
    Make a network with its place: pages in each language, collection, editors' group, and what other apps
    add through the hook `register_network_founded` (a callable that takes the network).

    `kind` is one of Network.Kind, `country` ISO 3166 alpha-2 or empty. Raises IntegrityError on a taken name.
    """
    network = Network(
        kind=kind, name=name, country=country, languages=list(languages), rules=rules, contact=contact
    )
    network.course_index = places.make_pages(name, str(network.pk), shared=kind == Network.Kind.REGIONAL)
    network.collection = places.make_collection(name)
    network.editors = places.make_editors(name, network.course_index, network.collection)
    network.save(force_insert=True)
    for made in hooks.get_hooks("register_network_founded"):
        made(network)
    return network

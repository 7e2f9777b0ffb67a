"""Whom to reach when the danger is here, by country."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from modules.countries import country_name
from modules.finder import at_hand
from modules.models import EntryPage


@dataclass(frozen=True)
class Place:
    """A country, or everywhere (`code` empty), and what reaches there."""

    code: str
    name: str
    entries: Sequence[EntryPage]


def by_country(urgent: Iterable[EntryPage], here: str) -> list[Place]:
    """
    All places of which something is known: `here`, her network's country, first, then what reaches everywhere, then
    the others by name. Where she is stands all that reaches there, so that the State is never the only one to be seen;
    in each place her own network's entries come first and the State's last (`finder.at_hand`).
    """
    known, here = sorted(urgent, key=lambda each: each.path), here.upper()
    codes = {code for entry in known for code in entry.countries}
    order = sorted(codes | {""}, key=lambda code: (code != here, code != "", country_name(code)))
    places = [
        Place(
            code,
            country_name(code) or _("Desde cualquier país"),
            at_hand(known if code and code == here else _of(known, code), code),
        )
        for code in order
    ]
    return [place for place in places if place.entries]


def _of(entries: Iterable[EntryPage], code: str) -> list[EntryPage]:
    return [each for each in entries if (code in each.countries if code else not each.countries)]

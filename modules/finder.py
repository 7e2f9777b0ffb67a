"""
Which entries of the directory fit what a woman says of her need, and why, in words. Pure: no database, no request.

An answer she does not give asks for nothing. An entry that names no country, no event, no time or no need is for
any of them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from modules.countries import country_name

# The code that ISO 3166 leaves free: a country of which the directory says nothing.
ELSEWHERE = "ZZ"


class Happened(TextChoices):
    """What happened."""

    THREAT = "threat", gettext_lazy("Me amenazan, me vigilan o me siguen")
    ATTACK = "attack", gettext_lazy("Hubo un ataque o un daño")
    ARREST = "arrest", gettext_lazy("Detuvieron a alguien o hay una acusación")
    DIGITAL = "digital", gettext_lazy("Es en el teléfono, en las cuentas o en las redes sociales")
    LAND = "land", gettext_lazy("Es por defender la tierra, el agua o el territorio")
    WOMEN = "women", gettext_lazy("Es discriminación o violencia por ser mujer")


class Danger(TextChoices):
    """How soon the danger is."""

    NOW = "now", gettext_lazy("Ya está aquí o viene en estos días")
    AHEAD = "ahead", gettext_lazy("Puede venir en las próximas semanas")
    PAST = "past", gettext_lazy("Ya pasó")
    NONE = "none", gettext_lazy("No hay peligro: quiero prepararme")


class Need(TextChoices):
    """What she needs."""

    PROTECTION = "protection", gettext_lazy("Medidas de protección")
    MOVE = "move", gettext_lazy("Salir un tiempo de donde estoy")
    MONEY = "money", gettext_lazy("Dinero para una emergencia")
    DIGITAL = "digital", gettext_lazy("Ayuda con teléfonos y cuentas")
    LETTER = "letter", gettext_lazy("Que un organismo le escriba al Estado")
    JUSTICE = "justice", gettext_lazy("Que un organismo estudie el caso")
    COMPANY = "company", gettext_lazy("Que alguien me acompañe")
    LAW = "law", gettext_lazy("Saber qué dicen las leyes")


BECAUSE: dict[str, Promise] = {
    Happened.THREAT: gettext_lazy("Es para amenazas y vigilancia."),
    Happened.ATTACK: gettext_lazy("Es para ataques y daños."),
    Happened.ARREST: gettext_lazy("Es para detenciones y acusaciones."),
    Happened.DIGITAL: gettext_lazy("Es para lo que pasa en teléfonos, cuentas y redes sociales."),
    Happened.LAND: gettext_lazy("Es para quien defiende la tierra, el agua o el territorio."),
    Happened.WOMEN: gettext_lazy("Es para discriminación o violencia por ser mujer."),
    Danger.NOW: gettext_lazy("Se puede usar cuando el peligro está aquí."),
    Danger.AHEAD: gettext_lazy("Se puede usar antes de que pase."),
    Danger.PAST: gettext_lazy("Se puede usar cuando ya pasó."),
    Danger.NONE: gettext_lazy("Sirve para prepararse con calma."),
}
# A word that stands among the events and among the needs would be one key.
GIVES: dict[str, Promise] = {
    Need.PROTECTION: gettext_lazy("Puede dar medidas de protección."),
    Need.MOVE: gettext_lazy("Puede ayudar a salir un tiempo."),
    Need.MONEY: gettext_lazy("Puede dar dinero para una emergencia."),
    Need.DIGITAL: gettext_lazy("Ayuda con teléfonos y cuentas."),
    Need.LETTER: gettext_lazy("Puede escribirle al Estado."),
    Need.JUSTICE: gettext_lazy("Puede estudiar el caso."),
    Need.COMPANY: gettext_lazy("Puede acompañarte."),
    Need.LAW: gettext_lazy("Dice qué normas te respaldan o te afectan."),
}


# Of the systems of `models.EntryPage`.
OF_THE_STATE = "national"


class Entry(Protocol):
    """What is asked of an entry here."""

    title: str
    system: str
    countries: Sequence[str]
    happened: Sequence[str]
    danger: Sequence[str]
    needs: Sequence[str]
    phone: str
    mail: str
    reach: str
    urgent: bool
    shared: bool


Known = TypeVar("Known", bound=Entry)


@dataclass(frozen=True)
class Asked:
    """Her four answers; an empty one was not given."""

    country: str = ""
    happened: str = ""
    danger: str = ""
    need: str = ""

    @property
    def anything(self) -> bool:
        return any((self.country, self.happened, self.danger, self.need))

    @property
    def now(self) -> bool:
        """Whether the danger is here: then whom to call comes before anything to read."""
        return self.danger == Danger.NOW


@dataclass(frozen=True)
class Found:
    """An entry that fits, and each reason why."""

    entry: Any
    reasons: tuple[str, ...]


def find(entries: Iterable[Entry], asked: Asked) -> list[Found]:
    """Those that fit every answer she gave: her network's own first, then what was made for just this."""
    found = [Found(entry, reasons) for entry in entries if (reasons := _reasons(entry, asked)) is not None]
    return sorted(
        found,
        key=lambda each: (each.entry.shared, -_exactly(each.entry, asked), each.entry.title.casefold()),
    )


def at_hand(entries: Iterable[Known], country: str) -> list[Known]:
    """
    Urgent entries that reach into this country (any, where it is not said): first what to know of hers before calling
    anybody, then whom she can call or write to, and who answers from any country while hers is not said. What is the
    State's comes last: it is behind almost half of the attacks that were registered.
    """
    urgent = [each for each in entries if each.urgent and _reaches(each, country)]
    return sorted(
        urgent,
        key=lambda each: (
            each.shared,
            not _warns(each, country),
            each.system == OF_THE_STATE,
            not (each.phone or each.mail),
            bool(each.countries) != bool(country),
            each.title.casefold(),
        ),
    )


def _warns(entry: Entry, country: str) -> bool:
    """Whether it says how things stand in her country, and is nobody to turn to."""
    ways = (entry.phone, entry.mail, entry.reach)
    return entry.system == OF_THE_STATE and country in entry.countries and not any(ways)


def _reaches(entry: Entry, country: str) -> bool:
    return not country or not entry.countries or country in entry.countries


def _reasons(entry: Entry, asked: Asked) -> tuple[str, ...] | None:
    """Why it fits; None where it does not."""
    said = (
        (asked.happened, entry.happened, BECAUSE, _("Es para cualquier ataque a quien defiende derechos.")),
        (asked.danger, entry.danger, BECAUSE, _("Se puede usar en cualquier momento.")),
        (asked.need, entry.needs, GIVES, _("Puede ayudar con lo que necesitas.")),
    )
    if not _reaches(entry, asked.country):
        return None
    if any(answer and listed and answer not in listed for answer, listed, _words, _any in said):
        return None
    where = [_where(entry, asked.country)] if asked.country else []
    why = [str(words[answer]) if listed else any_of for answer, listed, words, any_of in said if answer]
    return (*where, *why)


def _where(entry: Entry, country: str) -> str:
    if not entry.countries:
        return _("No se limita a un país.")
    return _("Tiene que ver con %(country)s.") % {"country": country_name(country)}


def _exactly(entry: Entry, asked: Asked) -> int:
    """How many of her answers it names, rather than being for anything."""
    pairs = (
        (asked.country, entry.countries),
        (asked.happened, entry.happened),
        (asked.danger, entry.danger),
        (asked.need, entry.needs),
    )
    return sum(bool(answer) and answer in listed for answer, listed in pairs)

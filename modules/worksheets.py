"""
What each worksheet asks. They think, they do not calculate: no number comes out, and each ends on what will be done.

Sources: risk in words, matrix, five steps (Front Line Defenders; SAFETAG), public and private (Integrated Security
Manual), incident log, actor map and plan (Umbrella), care agreement (La Serena; Umbrella), body map (Miradas Críticas).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

LEVELS = (_("muy bajo"), _("bajo"), _("medio"), _("alto"), _("muy alto"))
SPHERES = (_("pública"), _("privada: pareja, familia, comunidad"), _("las dos"))
STANCES = (_("aliada"), _("indecisa"), _("adversaria"))


@dataclass(frozen=True)
class Field:
    """One thing to write, or to choose among `options`. `action`: what she may take away alone."""

    label: Any
    options: Sequence[Any] = ()
    action: bool = False
    short: bool = False


@dataclass(frozen=True)
class Worksheet:
    """
    `fields` for each of `most` entries, called `entry`; `asks_danger`: first whether it is here already; `draws`: what
    to draw, for which the printed sheet has room.
    """

    fields: tuple[Field, ...]
    entry: Any = ""
    most: int = 1
    asks_danger: bool = False
    grid: bool = False
    draws: Any = ""

    @property
    def numbers(self) -> range:
        """Of its entries, from 1."""
        return range(1, self.most + 1)


def _do(label: Any, **more: Any) -> Field:
    return Field(label, action=True, **more)


RISK_WORDS = Worksheet(
    (
        Field(_("Amenaza: ¿qué podría pasar?")),
        Field(_("¿De dónde viene?"), SPHERES),
        Field(_("¿Es distinto por ser mujer, indígena, lesbiana, trans, del campo?")),
        Field(_("¿Qué nos deja más expuestas?")),
        Field(_("¿Con qué contamos?")),
        Field(_("A tu juicio, el riesgo es"), LEVELS),
        _do(_("¿Qué vamos a bajar, o a subir? ¿Quién y cuándo?")),
    ),
    entry=_("Riesgo"),
    most=3,
    asks_danger=True,
)
RISK_MATRIX = Worksheet(
    (
        Field(_("¿Qué podría pasar?")),
        Field(_("¿De dónde viene?"), SPHERES),
        Field(_("¿Es distinto por ser mujer, indígena, lesbiana, trans, del campo?")),
        Field(_("Qué tan probable"), LEVELS),
        Field(_("Qué tanto daño haría"), LEVELS),
        _do(_("Qué haremos primero")),
    ),
    entry=_("Riesgo"),
    most=4,
    asks_danger=True,
    grid=True,
)
THREAT_STEPS = Worksheet(
    (
        Field(_("1. ¿Qué pasó? Solo los hechos.")),
        Field(_("2. ¿Hay un patrón en el tiempo?")),
        Field(_("3. ¿Qué busca: que dejes de hacer algo, o que hagas algo?")),
        Field(_("4. ¿Quién está detrás, lo más exacto que se pueda y sin inventar?")),
        Field(_("5. Con todo esto, ¿es razonable pensar que se puede cumplir?")),
        Field(_("Lo que no sabemos todavía")),
        _do(_("Qué haremos ahora, y a quién avisamos")),
    ),
    asks_danger=True,
)
ACTOR_MAP = Worksheet(
    (
        Field(_("Quién (una palabra basta; también de la familia)"), short=True),
        Field(_("Qué quiere, y cómo le toca nuestro trabajo")),
        Field(_("Cómo nos ve"), STANCES),
        Field(_("Con qué puede ayudar o dañar")),
        Field(_("Con quién está, y contra quién")),
        _do(_("Qué haremos con esto")),
    ),
    entry=_("Quién"),
    most=5,
)
INCIDENT_LOG = Worksheet(
    (
        Field(_("Día y hora"), short=True),
        Field(_("Lugar, en general"), short=True),
        Field(_("Qué pasó: solo los hechos")),
        Field(_("De qué tipo, y quién lo vio")),
        Field(_("Qué daño hizo o pudo hacer")),
        Field(_("Qué hicimos")),
        Field(_("Por qué pudo ser")),
        Field(_("A quién lo contamos")),
        Field(_("¿Nuestro plan lo tenía previsto? ¿Lo seguimos?")),
        _do(_("Qué vamos a cambiar")),
        _do(_("Qué ayuda queremos")),
    ),
)
SECURITY_PLAN = Worksheet(
    (
        Field(_("Amenaza")),
        _do(_("Para que sea menos probable")),
        _do(_("Si pasa, para que dañe menos")),
        _do(_("Quién y para cuándo")),
        _do(_("Cuánto cuesta, y de dónde sale")),
        _do(_("Quién decide si seguimos o paramos")),
        _do(_("Cuándo lo miramos otra vez"), short=True),
    ),
    entry=_("Amenaza"),
    most=3,
    asks_danger=True,
)
BODY_MAP = Worksheet(
    (
        Field(_("Dónde vive el cansancio"), short=True),
        Field(_("Dónde vive el miedo"), short=True),
        Field(_("Dónde vive la fuerza"), short=True),
        Field(_("Dónde vive la alegría"), short=True),
        _do(_("Qué me pide mi cuerpo, y cuándo se lo daré")),
    ),
    draws=_(
        "Dibuja en papel el contorno de tu cuerpo, tan sencillo como quieras, y marca con signos o colores lo que vive "
        "en él. Es tuyo: nadie lo recoge ni lo sube."
    ),
)
CARE_AGREEMENT = Worksheet(
    (
        Field(_("Nuestras señales de que es mucho")),
        _do(_("Qué le ayuda a cada una")),
        _do(_("Horas sin mensajes")),
        _do(_("Quién releva a quién, y quién da la cara esta vez")),
        _do(_("Dinero y tiempo para descansar")),
        _do(_("Si hay un conflicto: quién escucha")),
        _do(_("Después de una agresión: las primeras 72 horas")),
        _do(_("Cuándo lo miramos otra vez"), short=True),
    ),
)


def level_at(likelihood: int, impact: int) -> int:
    """Which of LEVELS a place of the grid is drawn in (0 to 4 each): halfway, and in doubt the graver."""
    return (likelihood + impact + 1) // 2


def grid() -> list[tuple[Any, list[tuple[int, Any]]]]:
    """Rows of impact, gravest first, as label and cells; cells as number of the level and its word."""
    places = range(len(LEVELS))
    return [
        (
            LEVELS[impact],
            [(level_at(likelihood, impact), LEVELS[level_at(likelihood, impact)]) for likelihood in places],
        )
        for impact in reversed(places)
    ]

"""
Where to turn when the danger is here: by country, each with its source and the day it was last looked at.

Only what stands in the project's fact sheet on national situations and emergency funds. Telephone numbers, offices
and conditions change: what nobody has rung or written to is marked in words as not confirmed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise
READ_ON = date(2026, 11, 21)


@dataclass(frozen=True)
class Contact:
    """A way to reach help. `sure` is False when it was read, not tried: the page says so in words."""

    name: Words
    what: Words
    source: Words
    phone: str = ""
    mail: str = ""
    checked_on: date = READ_ON
    sure: bool = False

    @property
    def phone_link(self) -> str:
        """As a telephone dials it."""
        return self.phone.replace(" ", "")


@dataclass(frozen=True)
class Place:
    """A country, or everywhere (`code` empty): what there is, said plainly, and whom to reach."""

    code: str
    name: Words
    contacts: Sequence[Contact]


EVERYWHERE = Place(
    "",
    _("Desde cualquier país"),
    (
        Contact(
            _("Front Line Defenders"),
            _("Línea de emergencia a toda hora; atienden en español. También dan apoyos para protección."),
            _("página de apoyos de protección de Front Line Defenders"),
            phone="+353 1 21 00 489",
        ),
        Contact(
            _("Línea de ayuda digital de Access Now"),
            _("Para emergencias digitales. Gratis y a toda hora; antes de ayudar comprueban quién eres."),
            _("accessnow.org y Digital Defenders Partnership"),
            mail="help@accessnow.org",
        ),
        Contact(
            _("Lifeline"),
            _("Fondo para organizaciones: emergencia, incidencia, fortalecimiento."),
            _("Freedom House e ICNL"),
            mail="lifeline@icnl.org",
        ),
        Contact(
            _("Fondo de Acción Urgente de América Latina y el Caribe"),
            _("Apoyo de respuesta rápida. Pide a tu red la dirección de este momento."),
            _("página del Fondo de Acción Urgente; una versión de hace tiempo"),
        ),
        Contact(
            _("ProtectDefenders.eu"),
            _("Apoyos y reubicación temporal. Se pide con su formulario o por una organización aliada."),
            _("página de ProtectDefenders.eu"),
        ),
        Contact(
            _("Fondo Centroamericano de Mujeres"),
            _(
                "Apoya también a grupos sin registro legal; primero a mujeres indígenas, afrodescendientes, "
                "con discapacidad y LBT."
            ),
            _("página del Fondo Centroamericano de Mujeres"),
        ),
    ),
)

COUNTRIES = (
    Place(
        "SV",
        _("El Salvador"),
        (
            Contact(
                _("No hay ley ni mecanismo del Estado"),
                _(
                    "Hay régimen de excepción desde marzo de 2022, y desde junio de 2025 una ley de agentes "
                    "extranjeros con registro, impuesto y multas. Habla primero con tu red."
                ),
                _("prensa y organizaciones civiles sobre la Ley de Agentes Extranjeros"),
            ),
        ),
    ),
    Place(
        "GT",
        _("Guatemala"),
        (
            Contact(
                _("UDEFEGUA y Brigadas Internacionales de Paz"),
                _("Organizaciones civiles que acompañan. Pide a tu red por dónde escribirles."),
                _("Prensa Libre, noviembre de 2025"),
            ),
            Contact(
                _("Del Estado: una política pública, no una ley"),
                _(
                    "Política de protección 2025-2035, presentada el 13 de noviembre de 2025. La dirige Gobernación."
                ),
                _("Prensa Libre, noviembre de 2025"),
            ),
        ),
    ),
    Place(
        "HN",
        _("Honduras"),
        (
            Contact(
                _("Del Estado: Consejo Nacional de Protección"),
                _(
                    "Lo creó una ley de 2015. Ha recibido críticas fuertes: pregunta a tu red antes de acudir."
                ),
                _("La Gaceta 33,730, 15 de mayo de 2015; informe de la ONU de 2018"),
            ),
        ),
    ),
    Place(
        "MX",
        _("México"),
        (
            Contact(
                _("Del Estado: mecanismo de protección"),
                _(
                    "Se pide en persona, por teléfono, por correo o por medio de una organización. "
                    "No hace falta un formato ni una abogada."
                ),
                _(
                    "ley publicada el 25 de junio de 2012; el teléfono, de una guía ciudadana de febrero de 2024"
                ),
                phone="55 39 58 56 29",
            ),
        ),
    ),
    Place(
        "NI",
        _("Nicaragua"),
        (
            Contact(
                _("Piensa antes de escribir o llamar"),
                _(
                    "La ley 1042, de ciberdelitos, alcanza lo que se hace dentro y fuera del país, y la 1223 pide "
                    "datos a las telefónicas. Habla primero, en persona, con alguien de tu red."
                ),
                _("resolución de la OEA del 8 de noviembre de 2023; páginas sobre las leyes 1042 y 1223"),
            ),
        ),
    ),
)


def places_for(country: str) -> list[Place]:
    """All places; her own country first, then what reaches everywhere, then the others by name."""
    own = [place for place in COUNTRIES if place.code == country.upper()]
    return [*own, EVERYWHERE, *(place for place in COUNTRIES if place not in own)]

"""Every component of the look in each of its states, on one page: what it is called is how a template asks for it."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.messages.constants import SUCCESS
from django.contrib.messages.storage.base import Message
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

TEMPLATES = settings.BASE_DIR / "templates"
# Around the page itself, and inside every form.
FRAME = ("_exit", "_foot", "_installable", "_nav")
PARTS = ("_errors", "_field", "_field_notes")
DYES = ("anil", "grana", "cempasuchil", "jade", "cal", "obsidiana")
USES = ("paper", "sheet", "ink", "soft", "line", "edge", "action", "good", "care", "grave")
TINTS = ("tint-info", "tint-good", "tint-care")


class SampleForm(forms.Form):
    """A field of each kind; what it is about is nothing."""

    word = forms.CharField(label="Una palabra", help_text="La que quieras.")
    text = forms.CharField(label="Unas líneas", widget=forms.Textarea, required=False)
    place = forms.ChoiceField(label="Un lugar", choices=[("", "Elige"), ("a", "El patio"), ("b", "El río")])
    colour = forms.ChoiceField(
        label="Un color", widget=forms.RadioSelect, choices=[("a", "Añil"), ("b", "Grana")]
    )
    agreed = forms.BooleanField(label="Estoy de acuerdo")


@dataclass(frozen=True)
class Component:
    """A template of templates/components: its name, what it is, and its states as what it is given."""

    name: str
    what: str
    states: dict[str, dict[str, Any]]

    def shown(self, request: HttpRequest) -> list[tuple[str, str]]:
        """Each state as HTML; none takes the focus, so that the page begins at its top."""
        template = f"components/{self.name}.html"
        each = {
            state: render_to_string(template, given, request).replace("autofocus", "")
            for state, given in self.states.items()
        }
        return [(state, mark_safe(html)) for state, html in each.items()]  # noqa: S308 (our own templates)


def of_form(form: forms.Form) -> dict[str, Any]:
    """What Django gives to the template of a form."""
    return dict(form.get_context())


def notice(kind: str) -> dict[str, str]:
    return {"kind": kind, "title": "Una nota", "text": "Qué pasó, y qué se puede hacer ahora."}


COMPONENTS = (
    Component("_back", "Camino de vuelta", {"": {"href": "#", "label": "Cursos"}}),
    Component(
        "_button",
        "Botón",
        {
            "la acción principal": {"label": "Seguir donde iba"},
            "otra": {"label": "Volver a los cursos", "kind": "second"},
            "lo que no se deshace": {"label": "Borrar todo", "kind": "grave"},
            "se lee como enlace": {"label": "Ahora no", "kind": "plain"},
            "es un enlace": {"label": "Ver los cursos", "href": "#"},
        },
    ),
    Component(
        "_notice",
        "Nota",
        {"de paso": notice(""), "salió bien": notice("success"), "con cuidado": notice("caution")},
    ),
    Component(
        "_messages",
        "Mensajes",
        {"": {"messages": [Message(SUCCESS, "Quedó guardado.")]}},
    ),
    Component("_sent", "No llegó todavía", {"": {"sent": True}}),
    Component("_meanwhile", "Mientras tanto", {"": {}}),
    Component("_pause", "Pausa", {"": {"membership": {"network": {"paused": True}}}}),
    Component(
        "_progress",
        "Avance",
        {
            "al empezar": {"done": 0, "total": 7, "minutes_left": 80},
            "a medio camino": {"done": 3, "total": 7, "minutes_left": 25},
            "todo hecho": {"done": 7, "total": 7},
        },
    ),
    Component(
        "_empty",
        "Todavía nada",
        {
            "sin camino": {"text": "No hay códigos abiertos."},
            "con camino": {
                "text": "Aquí irá quedando lo que hagas.",
                "href": "#",
                "label": "Ver los cursos",
            },
        },
    ),
    Component("_pagination", "Páginas", {"": {"page": Paginator(range(30), 10).get_page(2)}}),
    Component("_pseudonym", "Su nombre", {"": {"name": "Colibrí Sereno"}}),
    Component(
        "_secret",
        "Se muestra una vez",
        {
            "una": {"title": "Tu llave", "value": "K7QF-22MD-9XTA"},
            "varias": {
                "title": "Tus códigos",
                "values": ["2F7K-9QPD", "8MXT-4RWA", "6HJC-3NVE", "5BGY-7LSU"],
            },
            "con nombre": {"title": "Para entrar", "pairs": [("Nombre de entrada", "colibri-sereno")]},
        },
    ),
    Component(
        "_form",
        "Formulario",
        {
            "por llenar": of_form(SampleForm(prefix="fresh")),
            "falta revisar": of_form(SampleForm({"again-place": "z"}, prefix="again")),
        },
    ),
)


def names_in(folder: str) -> list[str]:
    """Of templates, as an include asks for them."""
    return sorted(f"{folder}/{path.name}" for path in (TEMPLATES / folder).iterdir())

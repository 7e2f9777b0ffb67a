"""What each block looks like, shown to the trainer while she chooses one. Pictures and sound have no sample."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.apps import apps
from django.utils import timezone
from django.utils.translation import gettext as _

Value = dict[str, Any]


def _rich(text: str) -> str:
    return f"<p>{text}</p>"


def _choices() -> list[Value]:
    return [
        {"text": _("Ir sola"), "correct": False, "feedback": _("Se entiende. Con otra es más segura.")},
        {
            "text": _("Avisar a una compañera"),
            "correct": True,
            "feedback": _("Sí: alguien sabe dónde estás."),
        },
    ]


def _key_idea() -> Value:
    today = timezone.localdate()
    return {
        "body": _rich(_("El riesgo cambia: míralo otra vez cada cierto tiempo.")),
        "source": _("el manual que leíste"),
        "checked_on": today,
        "review_by": today + timedelta(days=180),
        "advice": "none",
        "owner": "",
    }


def _video() -> Value:
    words = _("Ana abre la puerta y dice: «Pasen, las estábamos esperando». Tres mujeres entran riendo.")
    return {"video": None, "poster": None, "audio": None, "transcript": words}


def _text() -> Value:
    return {"body": f"<h3>{_('Lo que ya sabes')}</h3>" + _rich(_("Empieza por lo que ella ya vivió."))}


def _story() -> Value:
    return {
        "title": _("La lluvia"),
        "body": _rich(_("Una historia inventada, con nombres inventados.")),
        "question": _("¿Qué habrías hecho tú?"),
    }


def _true_false() -> Value:
    return {
        "statement": _rich(_("Estar expuesta es ser débil.")),
        "answer": False,
        "if_true": _("Lo parece. Pero se expone también la más fuerte."),
        "if_false": _("Así es: se puede cambiar."),
    }


def _scenario_choice() -> Value:
    return {
        "story": _rich(_("Alguien que no conoces te pide por mensaje el lugar de la reunión.")),
        "prompt": _rich(_("¿Qué harías?")),
        "hint": "",
        "choices": [{**choice, "good": _("Buscas una salida.")} for choice in _choices()],
    }


def _scenario() -> Value:
    there = {
        "text": _("Preguntar quién es"),
        "consequence": _("No contesta. Hiciste bien en preguntar."),
        "leads_to": "B",
    }
    return {
        "title": _("Una llamada"),
        "steps": [
            {
                "letter": "A",
                "body": _rich(_("Suena el teléfono. No conoces el número.")),
                "ending": False,
                "ways": [there],
            },
            {"letter": "B", "body": _rich(_("Lo anotas y lo cuentas a tu red.")), "ending": True, "ways": []},
        ],
    }


def _placing(**value: Any) -> Value:
    return {"prompt": _rich(_("¿Cómo va?")), "hint": "", **value}


def _pairs() -> list[Value]:
    words = ((_("Riesgo"), _("lo que podría pasar")), (_("Capacidad"), _("lo que te cuida")))
    return [{"left": left, "right": right, "feedback": _("Así lo usamos aquí.")} for left, right in words]


def _things() -> list[Value]:
    steps = (_("Anotar"), _("Analizar"), _("Reaccionar"))
    return [{"text": step, "feedback": _("Cada paso se apoya en el anterior.")} for step in steps]


def _worksheet() -> Value:
    return {
        "title": _("Nuestra hoja"),
        "body": _rich(_("Escríbela con una compañera.")),
        "example": _rich(_("Que llueva y no traigamos con qué taparnos.")),
    }


def _card() -> Value:
    entry = apps.get_model("modules", "EntryPage")(
        title=_("Fondo para una emergencia"),
        what=_("Ayuda a salir un tiempo."),
        who=_("Quien defiende derechos."),
        submission=_("Quién eres"),
        system="fund",
        cost=_("Nada."),
        source=_("el manual que leíste"),
        cared_by=_("nuestro equipo"),
    )
    return {"entry": entry, "note": ""}


SAMPLES: dict[str, Callable[[], Value]] = {
    **dict.fromkeys(
        (
            "risk_words",
            "risk_matrix",
            "threat_steps",
            "actor_map",
            "incident_log",
            "security_plan",
            "body_map",
            "care_agreement",
        ),
        _worksheet,
    ),
    "text": _text,
    "video": _video,
    "story": _story,
    "key_idea": _key_idea,
    "checklist": lambda: {"title": _("Antes de salir"), "items": [_("Avisé a dónde voy"), _("Llevo agua")]},
    "discussion": lambda: {
        "title": _("Lo que ya hacemos"),
        "body": _rich(_("¿Qué hace tu grupo para cuidarse cuando sale?")),
    },
    "reflection": lambda: {"body": _rich(_("¿Qué haces ya para cuidarte?"))},
    "content_note": lambda: {
        "body": _rich(_("Viene una historia con una amenaza, sin detalles.")),
        "minutes": 3,
        "helps": _("Apoya los pies en el suelo. Toma agua."),
        "skips": 1,
    },
    "single_choice": lambda: {"prompt": _rich(_("¿Qué la cuida más?")), "hint": "", "choices": _choices()},
    "multiple_choice": lambda: {"prompt": _rich(_("¿Qué la cuida?")), "hint": "", "choices": _choices()},
    "true_false": _true_false,
    "scenario": _scenario,
    "scenario_choice": _scenario_choice,
    "matching": lambda: _placing(pairs=_pairs()),
    "ordering": lambda: _placing(things=_things()),
    "short_text": lambda: _placing(
        accepted=[_("bitácora")],
        if_right=_("Sí: ahí queda lo que pasó."),
        if_other=_("Busca la palabra en la idea clave."),
    ),
    "next_step": lambda: {
        "body": _rich(_("Cuéntale a una compañera una cosa de hoy.")),
        "when": _("esta semana"),
        "with_whom": "",
    },
    "breathing_pause": lambda: {
        "body": _rich(_("Soltar el aire despacio ayuda a bajar el ritmo.")),
        "pattern": "4-4-6",
        "rounds": 3,
    },
    "check_in": lambda: {"body": _rich(_("Antes de empezar: ¿cómo llegas hoy?")), "gauge": "alert"},
    "grounding": lambda: {"body": _rich(_("Ayuda a volver al lugar donde estás."))},
    **dict.fromkeys(("mechanism_card", "resource_card"), _card),
    "feedback": lambda: {"title": _("¿Qué te pareció?")},
    "facilitator_note": lambda: {"body": _rich(_("Pasos, materiales y preguntas para quien da la sesión."))},
}

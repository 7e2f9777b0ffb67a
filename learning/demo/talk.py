"""What is said in the demo's forums: invented, and about nobody."""

from dataclasses import dataclass
from uuid import UUID, uuid5

SPACE = UUID("5f0c8a52-6d1e-4d0b-9a57-2f3d7c1b9e40")


@dataclass(frozen=True)
class Said:
    """A post; `waits` keeps it in the moderator's queue, and `reported_by` brings it there with its `note`."""

    by: str
    body: str
    waits: bool = False
    reported_by: str = ""
    why: str = "exposes"
    note: str = ""

    @property
    def nonce(self) -> UUID:
        """The same each time, so that nothing is said twice."""
        return uuid5(SPACE, f"{self.by}: {self.body}")


@dataclass(frozen=True)
class Talk:
    title: str
    moderator: str
    posts: list[Said]


TOPICS = [
    Talk(
        "Bienvenidas",
        "demo-quetzal",
        [
            Said(
                "demo-quetzal",
                "Aquí nos saludamos. Usa el nombre que elegiste; el tuyo de verdad no hace falta.",
            ),
            Said(
                "demo-colibri", "Hola a todas. Voy por la primera lección y la hice en la pausa del mediodía."
            ),
            Said("demo-chipe", "Yo también empecé. ¿La hacemos juntas el jueves?", waits=True),
        ],
    ),
    Talk(
        "¿Cómo guardan su llave de papel?",
        "demo-quetzal",
        [
            Said("demo-colibri", "La anoté en papel, pero no sé dónde dejarla."),
            Said(
                "demo-torogoz",
                "Donde nadie la busque y lejos del teléfono. *Nunca en una foto.*",
            ),
        ],
    ),
    Talk(
        "Pausas que nos ayudan",
        "demo-quetzal",
        [
            Said(
                "demo-guardabarranco",
                "Después de cada taller salimos a caminar diez minutos, sin hablar de trabajo.",
            ),
            Said(
                "demo-torogoz",
                "Nosotras nos juntamos los martes a la misma hora, en la casa de la esquina.",
                reported_by="demo-chipe",
                note="Dice qué día y dónde se juntan. Mejor sin eso.",
            ),
        ],
    ),
    Talk(
        "Primer encuentro de la red",
        "demo-garza",
        [
            Said("demo-garza", "Este es el foro de nuestra red. Lo que aquí se cuenta, aquí se queda."),
            Said("demo-zorzal", "Gracias por invitarme. ¿Con qué lección empezamos?", waits=True),
        ],
    ),
    Talk(
        "Qué nos sirvió de la primera lección",
        "demo-garza",
        [
            Said("demo-pelicano", "A mí, hacer la lista de señales con las vecinas."),
            Said(
                "demo-zorzal",
                "A mí también. El señor de la tienda azul pregunta mucho por nosotras.",
                reported_by="demo-pelicano",
                why="security",
                note="Así se sabe de quién habla.",
            ),
        ],
    ),
]

"""One block of each kind, as the editor stores it. Ids are fixed so that answers can name them."""

from typing import Any

from modules.blocks.worksheet import WORKSHEETS as WORKSHEET_BLOCKS
from modules.models import LessonPage


def rich(text: str) -> str:
    return f"<p>{text}</p>"


def entry(entry_id: str, value: Any) -> dict[str, Any]:
    return {"type": "item", "id": entry_id, "value": value}


def choice(choice_id: str, text: str, *, correct: bool = False) -> dict[str, Any]:
    return entry(choice_id, {"text": text, "correct": correct, "feedback": f"Porque {text}"})


def block(kind: str, block_id: str, step: str = "input", **value: Any) -> dict[str, Any]:
    return {"type": kind, "id": block_id, "value": {"step": step, **value}}


def body(*blocks: dict[str, Any]) -> Any:
    """A lesson's stream value, without a page or a database."""
    return LessonPage.body.field.stream_block.to_python(list(blocks))


CHOICES = [choice("a", "Uno", correct=True), choice("b", "Dos"), choice("c", "Tres")]
TEXT = block("text", "text-1", "activity", body="<h3>Título</h3><p>Primer <b>texto</b>.</p>")
STORY = block("story", "story-1", title="El río", body=rich("Pasó algo."), question="¿Y tú?")
KEY_IDEA = block(
    "key_idea",
    "idea-1",
    body=rich("La idea."),
    source="Un manual",
    checked_on="2026-11-01",
    review_by="2999-01-01",
    advice="legal",
    owner="El equipo",
)
CHECKLIST = block(
    "checklist",
    "list-1",
    title="Antes de salir",
    items=[{"type": "item", "id": "i1", "value": "Avisa a una"}],
)
DISCUSSION = block(
    "discussion",
    "5d7c5f0e-6f3c-4f61-9c58-0a5b7f0f3a11",
    "discussion",
    title="Lo que hacemos",
    body=rich("¿Qué hacen?"),
)
ROOM = block("reflection", "think-2", "discussion", body=rich("¿Y por escrito?"), room=True)
REFLECTION = block("reflection", "think-1", "discussion", body=rich("¿Qué notas?"))
CONTENT_NOTE = block(
    "content_note",
    "note-1",
    "activity",
    body=rich("Viene algo difícil."),
    minutes=4,
    helps="Toma agua.",
    skips=2,
)
SINGLE = block(
    "single_choice", "one", "deepening", prompt=rich("Cuento.") + rich("¿Cuál?"), hint="Mira", choices=CHOICES
)
MULTIPLE = block("multiple_choice", "many", "deepening", prompt=rich("¿Cuáles?"), hint="", choices=CHOICES)
SCENARIO = block(
    "scenario_choice",
    "way",
    "deepening",
    story=rich("Te escribe alguien."),
    prompt=rich("¿Qué harías?"),
    hint="",
    choices=[entry(each["id"], {**each["value"], "good": "Algo bueno."}) for each in CHOICES],
)


def a_step(letter: str, *ways: tuple[str, str], ending: bool = False) -> dict[str, Any]:
    """A step of a scenario; each way is its id and the letter it leads to."""
    made = [
        entry(way, {"text": f"Camino {way}", "consequence": f"Pasa {way}", "leads_to": there})
        for way, there in ways
    ]
    return entry(
        f"s{letter}", {"letter": letter, "body": rich(f"Paso {letter}"), "ending": ending, "ways": made}
    )


WORKSHEETS = [
    block(
        kind,
        f"sheet-{kind}",
        "deepening",
        title="Nuestra hoja",
        body=rich("Para ver."),
        example=rich("La lluvia."),
    )
    for kind, _definition in WORKSHEET_BLOCKS
]
STEPS = [
    a_step("A", ("w1", "B"), ("w2", "C")),
    a_step("B", ("w3", "A"), ("w4", "C")),
    a_step("C", ending=True),
]
STORY_WITH_WAYS = block("scenario", "ways", "deepening", title="La llamada", steps=STEPS)
MATCHING = block(
    "matching",
    "pairs",
    "deepening",
    prompt=rich("¿Qué va con qué?"),
    hint="",
    pairs=[
        entry(each, {"left": f"L{each}", "right": f"R{each}", "feedback": f"Porque {each}"}) for each in "abc"
    ],
)
ORDERING = block(
    "ordering",
    "steps",
    "deepening",
    prompt=rich("¿En qué orden?"),
    hint="",
    things=[entry(each, {"text": f"Paso {each}", "feedback": f"Porque {each}"}) for each in "abc"],
)
SHORT_TEXT = block(
    "short_text",
    "word",
    "deepening",
    prompt=rich("¿Cómo se llama?"),
    hint="",
    accepted=[entry("a1", "Bitácora"), entry("a2", "hoja de incidentes")],
    if_right="Porque sí.",
    if_other="Porque no.",
)
TRUE_FALSE = block(
    "true_false",
    "tf",
    "deepening",
    statement=rich("Es así."),
    answer=True,
    if_true="Sí.",
    if_false="No.",
)
ENTRY = "3f0c2a50-6a55-4f0e-8f3c-5d0f8f7f1a21"
CARDS = [
    block("mechanism_card", "card-1", entry=ENTRY, note=rich("Porque sí.")),
    block("resource_card", "card-2", entry=ENTRY, note=""),
]
NEXT_STEP = block("next_step", "next-1", "synthesis", body=rich("Llama."), when="Hoy", with_whom="Una amiga")
PAUSE = block("breathing_pause", "pause-1", body=rich("Baja el ritmo."), pattern="4-4-6", rounds=3)
CHECK_IN = block("check_in", "how-1", "activity", body=rich("¿Cómo llegas?"), gauge="alert")
GROUNDING = block("grounding", "here-1", body=rich("Vuelve aquí."))
FACILITATOR = block("facilitator_note", "guide-1", "synthesis", body=rich("SECRETO de la guía"))

FEEDBACK = block("feedback", "said", "synthesis", title="¿Cómo te fue?")
WORDS = [
    TEXT, STORY, KEY_IDEA, CHECKLIST, REFLECTION, ROOM, DISCUSSION, CONTENT_NOTE, SINGLE, MULTIPLE, TRUE_FALSE,
    SCENARIO,
    STORY_WITH_WAYS, MATCHING,
    ORDERING, SHORT_TEXT, NEXT_STEP, PAUSE,
    CHECK_IN, GROUNDING, *WORKSHEETS, FEEDBACK, FACILITATOR,
]  # fmt: skip # A list is read in lines.

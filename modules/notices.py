"""
Gentle notices while a lesson is written: they say what would help, and keep nothing from being published.

Pure functions over its minutes and its blocks. A part is taken for hard where the data says so: what a note announces,
the sheets about a threat, and where the guide of the lesson says that it may stir something, its stories and body maps.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from modules.findings import Finding, at, rich_texts

LONGEST, WORDS_A_MINUTE = 20, 130
NOTES = frozenset({"facilitator_note"})
PAUSES = frozenset({"check_in", "breathing_pause", "grounding"})
CARE = PAUSES | {"content_note"}
THREATS = frozenset({"risk_words", "risk_matrix", "threat_steps", "incident_log", "security_plan"})
STIRRING = frozenset({"story", "scenario", "body_map"})
EXERCISES = THREATS | {"scenario", "actor_map", "body_map", "care_agreement"}

Placed = tuple[int, Any]


def notices(minutes: int | None, body: Iterable[Any], stress: str = "") -> list[Finding]:
    """Those about the whole lesson first. `stress` is what its guide says: 'green', 'orange' or nothing."""
    blocks = [(place, block) for place, block in enumerate(body, 1) if block.block_type not in NOTES]
    found = [*_length(minutes, blocks)]
    for rule in (_steps, _opening, _onward, _notes):
        found += rule(blocks)
    return [*found, *_hard(blocks, stress == "orange")]


def _length(minutes: int | None, blocks: Sequence[Placed]) -> Iterator[Finding]:
    words = sum(len(strip_tags(text).split()) for _place, block in blocks for text in rich_texts(block.value))
    needed = max(minutes or 0, words // WORDS_A_MINUTE)
    if needed > LONGEST:
        said = _(
            "Lleva cerca de %(minutes)d minutos. Si la partes en dos de menos de 20, cabe mejor en su día."
        )
        yield Finding(said % {"minutes": needed})


def _steps(blocks: Sequence[Placed]) -> Iterator[Finding]:
    steps = {_step(block) for _place, block in blocks}
    if "activity" not in steps:
        yield Finding(_("No tiene actividad: empieza por algo que ella haga o recuerde."))
    if "synthesis" not in steps:
        yield Finding(_("No tiene cierre: termina con lo que se lleva."))


def _opening(blocks: Sequence[Placed]) -> Iterator[Finding]:
    """The first block of theory, when it stands before any activity."""
    for place, block in blocks:
        if block.block_type in CARE:
            continue
        if block.block_type == "key_idea" or _step(block) == "input":
            yield at(_("La lección abre con teoría. Antes, algo de lo que ella ya vivió."), place, block)
        elif _step(block) != "activity":
            continue
        return


def _onward(blocks: Sequence[Placed]) -> Iterator[Finding]:
    """The last exercise, when nothing to do comes after it."""
    ends = [placed for placed in blocks if placed[1].block_type in EXERCISES | {"next_step"}]
    if ends and ends[-1][1].block_type != "next_step":
        yield at(_("Después de este ejercicio falta un próximo paso: algo pequeño que hacer."), *ends[-1])


def _notes(blocks: Sequence[Placed]) -> Iterator[Finding]:
    """A note that lets her skip everything that follows leaves her at the foot of the page."""
    for index, (place, block) in enumerate(blocks):
        if block.block_type == "content_note" and index + 1 + _skips(block) >= len(blocks):
            said = _(
                "Quien salta esta parte llega al final sin nada más. Deja un cierre después de lo difícil."
            )
            yield at(said, place, block)


def _hard(blocks: Sequence[Placed], stirs: bool) -> Iterator[Finding]:
    """What is hard and no note lets her skip, and after which no pause comes."""
    kinds = [block.block_type for _place, block in blocks]
    pauses = [index for index, kind in enumerate(kinds) if kind in PAUSES]
    skipped = {
        index + each
        for index, (_place, block) in enumerate(blocks)
        if block.block_type == "content_note"
        for each in range(1, _skips(block) + 1)
    }
    for index, (place, block) in enumerate(blocks):
        hard = kinds[index] in THREATS or (stirs and kinds[index] in STIRRING)
        if hard and index not in skipped and index > max(pauses, default=-1):
            said = _("Puede remover algo: pon antes una nota que deje saltarlo, o después una pausa.")
            yield at(said, place, block)


def _skips(block: Any) -> int:
    return block.value.get("skips") or 1


def _step(block: Any) -> str:
    return block.value.get("step") or ""

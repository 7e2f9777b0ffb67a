"""HTML and questions of other programs, as blocks of ours: what is taken, what is changed, what is left out and why."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape, unescape
from typing import Any
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from modules.blocks import LESSON_BLOCKS
from modules.blocks.text import PLAIN_FEATURES
from modules.exchange.balanced import balanced
from modules.exchange.markdown import told_of
from modules.exchange.stored import as_edited

BLOCKS = dict(LESSON_BLOCKS)
FEATURES = ["h3", *PLAIN_FEATURES]
TAG = re.compile(r"<[^>]*>")
BREAK = re.compile(r"(?i)<(?:br\s*/?|/p|/div|/li)>")
SCRIPT = re.compile(r"(?is)<(script|style)\b.*?(</\1>|$)")
HEADING = re.compile(r"(?i)<(/?)h[1-6]\b[^>]*>")
LOST = re.compile(r"(?i)<(img|table|iframe|object|embed|video|audio|svg|form|math)\b")
# Up to the next tag: what never ends is looked through once, not once for each of its beginnings.
OUTSIDE = re.compile(r"""(?i)<a\b[^<>]*?\bhref=(?:"(?!https://)|'(?!https://)|(?!["']|https://))[^<>]*>""")
FULL, LONGEST = 99.0, 20_000


def rich(html: str, features: Sequence[str] = PLAIN_FEATURES) -> str:
    """Of this HTML what a text of ours can hold; words are never lost."""
    told = HEADING.sub(lambda tag: f"<{tag[1]}{'h3' if 'h3' in features else 'p'}>", SCRIPT.sub("", html))
    kept = as_edited(balanced(OUTSIDE.sub("<a>", told)), features)
    return re.sub(r"<a>(.*?)</a>", r"\1", kept).replace("<p></p>", "")


def plain(html: str) -> str:
    """Its words on one line."""
    return " ".join(unescape(TAG.sub("", BREAK.sub(" ", SCRIPT.sub("", html)))).split())


def paragraphs(text: str) -> str:
    """Plain text as HTML."""
    return "".join(
        f"<p>{escape(part, quote=False)}</p>" for part in re.split(r"\n\s*\n", text.strip()) if part
    )


def losses(html: str) -> list[str]:
    """In words, what of this HTML a text of ours can not hold."""
    kinds = {kind.lower() for kind in LOST.findall(html)}
    said = []
    if "img" in kinds:
        said.append(_("tenía una imagen: agrégala como bloque, con lo que se ve"))
    if kinds - {"img"}:
        said.append(
            _("tenía algo que un texto no puede llevar: %(what)s")
            % {"what": ", ".join(sorted(kinds - {"img"}))}
        )
    if OUTSIDE.search(html):
        said.append(_("tenía un enlace que no empieza con https://"))
    return said


@dataclass
class Answer:
    """An answer of another program: its text and what is said of it in HTML, and how much of 100 it counts."""

    text: str
    weight: float
    said: str = ""


@dataclass
class Asked:
    """A question of another program; `block` is ours, None where it was not understood, for the `reason`."""

    name: str
    block: dict[str, Any] | None = None
    changes: list[str] = field(default_factory=list)
    reason: str = ""

    def told(self, number: int) -> str:
        """One line of the report."""
        names = {
            "number": number,
            "name": self.name[:80],
            "what": "; ".join(self.changes),
            "why": self.reason,
        }
        if self.block is None:
            return _("%(number)d. «%(name)s» no se tomó: %(why)s.") % names
        if self.changes:
            return _("%(number)d. «%(name)s» se tomó con cambios: %(what)s.") % names
        return _("%(number)d. «%(name)s» se tomó.") % names


def too_long(name: str) -> Asked:
    """For what has more signs than LONGEST."""
    said = _("es demasiado larga: hasta %(most)d letras, con todo lo que lleva")
    return Asked(plain(name[:200])[:60], reason=said % {"most": LONGEST})


def block(kind: str, **value: Any) -> dict[str, Any]:
    """A block of ours with a new id, in the step of practice."""
    return {"type": kind, "id": str(uuid4()), "value": {"step": "deepening", **value}}


def items(values: Sequence[Any]) -> list[dict[str, Any]]:
    return [{"type": "item", "id": str(uuid4()), "value": value} for value in values]


def checked(asked: Asked) -> Asked:
    """The same, unless the editor would not keep such a block."""
    if asked.block is None:
        return asked
    definition = BLOCKS[asked.block["type"]]
    try:
        definition.clean_deferred(definition.to_python(asked.block["value"]))
    except ValidationError as error:
        return Asked(asked.name, reason=told_of(error).rstrip("."))
    return asked


def choices(name: str, prompt: str, answers: Sequence[Answer], *, many: bool, general: str = "") -> Asked:
    """A question with choices; `many` where the answers share what is right among them."""
    changes = losses(prompt)
    rights = [answer.weight > 0 if many else answer.weight >= FULL for answer in answers]
    if not many and any(0 < answer.weight < FULL for answer in answers):
        changes.append(_("lo que contaba en parte ahora no cuenta; queda lo que se le dice"))
    if many and any(answer.weight < 0 for answer in answers):
        changes.append(_("lo que restaba ya no resta"))
    if sum(rights) > 1 and not many:
        changes.append(_("tenía varias acertadas: ahora se marcan todas"))
    if not any(rights):
        changes.append(_("no dice cuál es la acertada: márcala"))
    said = _said([answer.said for answer in answers], general, changes)
    made = [
        {"text": plain(answer.text), "correct": right, "feedback": what}
        for answer, right, what in zip(answers, rights, said, strict=True)
    ]
    kind = "multiple_choice" if many or sum(rights) > 1 else "single_choice"
    return checked(Asked(name, block(kind, prompt=rich(prompt), hint="", choices=items(made)), changes))


def true_false(name: str, prompt: str, right: bool, if_true: str, if_false: str, general: str = "") -> Asked:
    """A statement that is true or false."""
    changes = losses(prompt)
    said = _said([if_true, if_false], general, changes)
    value = {"statement": rich(prompt), "answer": right, "if_true": said[0], "if_false": said[1]}
    return checked(Asked(name, block("true_false", **value), changes))


def short_text(name: str, prompt: str, answers: Sequence[Answer], general: str = "") -> Asked:
    """A question answered with a few words; `*` alone stands for every other answer."""
    changes = losses(prompt)
    others = [answer for answer in answers if plain(answer.text) == "*"]
    rights = [answer for answer in answers if answer.weight >= FULL and answer not in others]
    if any("*" in plain(answer.text) for answer in rights):
        changes.append(_("un asterisco ya no vale por cualquier cosa"))
    if len(rights) + len(others) < len(answers):
        changes.append(_("quedan solo las respuestas del todo acertadas"))
    if not rights:
        return Asked(name, reason=_("no tiene ninguna respuesta acertada"))
    if len({plain(answer.said) for answer in rights}) > 1:
        changes.append(_("a todas las acertadas se les dice lo mismo"))
    said = _said([rights[0].said, others[0].said if others else ""], general, changes)
    accepted = items([plain(answer.text) for answer in rights])
    value = {
        "prompt": rich(prompt),
        "hint": "",
        "accepted": accepted,
        "if_right": said[0],
        "if_other": said[1],
    }
    return checked(Asked(name, block("short_text", **value), changes))


def matching(name: str, prompt: str, pairs: Sequence[tuple[str, str]], general: str = "") -> Asked:
    """Parts and their partners; partners without a part only confuse, and stay out."""
    changes = losses(prompt)
    whole = [pair for pair in pairs if plain(pair[0])]
    if len(whole) < len(pairs):
        changes.append(_("quedaron fuera las parejas que sobraban"))
    said = _said(["" for _pair in whole], general, changes)
    made = [
        {"left": plain(left), "right": plain(right), "feedback": what}
        for (left, right), what in zip(whole, said, strict=True)
    ]
    return checked(Asked(name, block("matching", prompt=rich(prompt), hint="", pairs=items(made)), changes))


def ordering(name: str, prompt: str, things: Sequence[str], general: str = "") -> Asked:
    """Things in their order."""
    changes = losses(prompt)
    said = _said(["" for _thing in things], general, changes)
    made = [{"text": plain(text), "feedback": what} for text, what in zip(things, said, strict=True)]
    return checked(Asked(name, block("ordering", prompt=rich(prompt), hint="", things=items(made)), changes))


def open_question(name: str, prompt: str) -> Asked:
    """A question that nobody grades: here only she reads what she writes."""
    return checked(Asked(name, block("reflection", body=rich(prompt), room=True), losses(prompt)))


def text(name: str, html: str) -> Asked:
    """What asks nothing."""
    return checked(Asked(name, block("text", body=rich(html, FEATURES)), losses(html)))


def _said(said: Sequence[str], general: str, changes: list[str]) -> list[str]:
    """What is said of each answer in plain words; what is said of all stands in where nothing is."""
    told, general = [plain(each) for each in said], plain(general)
    if general and all(told):
        changes.append(_("lo que se decía a todas al final no tiene lugar aquí"))
    if not general and not all(told):
        changes.append(_("falta qué decir de cada respuesta"))
    return [each or general for each in told]

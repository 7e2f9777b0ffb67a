"""
What stands inside a container `::: kind {…}` of a lesson file, kind by kind, and back: header fields and body on
one side, a block's stored value on the other.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from modules.exchange.errors import CourseFileError
from modules.exchange.ids import stable_id
from modules.exchange.richtext import to_html, to_markdown

CHOICE = re.compile(r"- \[(?P<mark>[ x])\] \{(?P<id>[\w-]+)\} (?P<text>\S.*)")
OPTION = re.compile(r"- \[[ x]\]")
VERDICT = re.compile(r"> (?P<side>[VF]): (?P<text>\S.*)")


@dataclass(frozen=True)
class Body:
    """The lines of a container; `first` is the number of the first. `key` is the id of the block."""

    lines: Sequence[str]
    first: int
    key: str = ""

    def html(self, start: int = 0, end: int | None = None) -> str:
        """The Markdown of these lines as the editor's HTML."""
        try:
            return to_html("\n".join(self.lines[start:end]).strip("\n"))
        except CourseFileError as error:
            blank = next((n for n, line in enumerate(self.lines[start:end]) if line.strip()), 0)
            raise error.at("", self.first + start + blank - 1) from None

    def error(self, place: int, message: str) -> CourseFileError:
        return CourseFileError(message, self.first + place)

    def item(self, item_id: str, value: Any) -> dict[str, Any]:
        """An entry of a list, as the database holds it."""
        return {"type": "item", "id": str(stable_id(self.key, item_id)), "value": value}


Values = dict[str, Any]


@dataclass(frozen=True)
class Kind:
    """Header fields of a kind, in their order, and how its body is read and written."""

    fields: tuple[str, ...]
    read: Callable[[Body], Values]
    write: Callable[[Values], str]


def _rich(name: str) -> tuple[Callable[[Body], Values], Callable[[Values], str]]:
    """A body that is all Markdown."""
    return lambda body: {name: body.html()}, lambda value: to_markdown(value[name])


def _ending(name: str, sign: str) -> tuple[Callable[[Body], Values], Callable[[Values], str]]:
    """Markdown whose last paragraph, if it begins with `sign`, is a plain sentence of its own."""

    def read(body: Body) -> Values:
        begins = [n for n, line in enumerate(body.lines) if line.startswith(f"{sign} ")]
        end = begins[-1] if begins else len(body.lines)
        sentence = " ".join(line.strip() for line in body.lines[end:])[2:]
        return {"body": body.html(0, end), name: sentence.strip()}

    def write(value: Values) -> str:
        told = to_markdown(value["body"])
        return f"{told}\n\n{sign} {_line(value[name])}" if value.get(name) else told

    return read, write


def _read_items(body: Body) -> Values:
    items: list[str] = []
    for place, line in enumerate(body.lines):
        if line.startswith("- "):
            items.append(line[2:].strip())
        elif line.startswith("  ") and items:
            items[-1] += f" {line.strip()}"
        elif line.strip():
            raise body.error(place, _("Cada punto de la lista empieza con «- »."))
    return {"items": [body.item(f"item-{place}", text) for place, text in enumerate(items, 1)]}


def _write_items(value: Values) -> str:
    return "\n".join(f"- {_line(item['value'])}" for item in value["items"])


def _read_choices(body: Body) -> Values:
    first = next((n for n, line in enumerate(body.lines) if OPTION.match(line)), len(body.lines))
    choices: list[dict[str, Any]] = []
    for place, line in enumerate(body.lines[first:], first):
        match = CHOICE.fullmatch(line.rstrip())
        if match:
            value = {"text": match["text"], "correct": match["mark"] == "x", "feedback": ""}
            choices.append(body.item(match["id"], value))
        elif choices and line.strip().startswith(">"):
            value = choices[-1]["value"]
            value["feedback"] = f"{value['feedback']} {line.strip()[1:].strip()}".strip()
        elif line.strip():
            raise body.error(place, _("Una opción se escribe «- [ ] {a} texto», y debajo «  > por qué»."))
    if len({choice["id"] for choice in choices}) < len(choices):
        raise body.error(first, _("Dos opciones llevan la misma letra."))
    return {"prompt": body.html(0, first), "choices": choices}


def _write_choices(value: Values) -> str:
    lines = [to_markdown(value["prompt"]), ""]
    for choice in value["choices"]:
        mark = "x" if choice["value"]["correct"] else " "
        lines.append(f"- [{mark}] {{{choice['id']}}} {_line(choice['value']['text'])}")
        lines.append(f"  > {_line(choice['value']['feedback'])}")
    return "\n".join(lines)


def _read_verdicts(body: Body) -> Values:
    first = next((n for n, line in enumerate(body.lines) if line.startswith(">")), len(body.lines))
    said: dict[str, str] = {}
    side = ""
    for place, line in enumerate(body.lines[first:], first):
        match = VERDICT.fullmatch(line.rstrip())
        if match:
            side = match["side"]
            said[side] = match["text"]
        elif side and line.startswith(">"):
            said[side] += f" {line[1:].strip()}"
        elif line.strip():
            raise body.error(place, _("Tras la afirmación van dos líneas: «> V: …» y «> F: …»."))
    if set(said) != {"V", "F"}:
        raise body.error(first, _("Tras la afirmación van dos líneas: «> V: …» y «> F: …»."))
    return {"statement": body.html(0, first), "if_true": said["V"], "if_false": said["F"]}


def _write_verdicts(value: Values) -> str:
    statement = to_markdown(value["statement"])
    return f"{statement}\n\n> V: {_line(value['if_true'])}\n> F: {_line(value['if_false'])}"


def _line(text: str) -> str:
    return " ".join(text.split())


KINDS = {
    "text": Kind((), *_rich("body")),
    "story": Kind(("title",), *_ending("question", "?")),
    "key_idea": Kind(("source", "checked_on", "review_by"), *_rich("body")),
    "checklist": Kind(("title",), _read_items, _write_items),
    "reflection": Kind((), *_rich("body")),
    "content_note": Kind(("minutes", "skips"), *_ending("helps", "+")),
    "single_choice": Kind(("hint",), _read_choices, _write_choices),
    "multiple_choice": Kind(("hint",), _read_choices, _write_choices),
    "true_false": Kind(("answer",), _read_verdicts, _write_verdicts),
    "next_step": Kind(("when", "with_whom"), *_rich("body")),
    "breathing_pause": Kind(("pattern", "rounds"), *_rich("body")),
    "check_in": Kind(("gauge",), *_rich("body")),
    "grounding": Kind((), *_rich("body")),
    "facilitator_note": Kind((), *_rich("body")),
}

"""
Questions in a lesson file: what is asked, then each thing that can be answered on a line of its own, with what
belongs to it below:

    - [x] {a} a right choice            - [ ] {b} another
      + what is good in it
      > what is said to who chooses it
    - [=] {a} a part                    - [.] {a} a step, in its order
      = its partner                       > why
      > why

A situation stands before its question, and between them a line `- [?]`.
"""

import re
from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from modules.exchange.body import Body, Kind, Values, on_one_line
from modules.exchange.richtext import to_markdown

START = re.compile(r"- \[[ x=.]\]")
ENTRY = re.compile(r"- \[(?P<mark>[ x=.])\] \{(?P<id>[\w-]+)\} (?P<text>\S.*)")
VERDICT = re.compile(r"> (?P<side>[VF]): (?P<text>\S.*)")
SIGNS = {"+": "good", "=": "right", ">": "feedback"}
ASKS = "- [?]"


def _entries(
    body: Body, marks: str, text: str, said: Sequence[str], start: int = 0, end: int | None = None
) -> Values:
    """`prompt` before the first entry, and `entries`: each with its `text` and what is `said` below it."""
    end = len(body.lines) if end is None else end
    first = next((n for n in range(start, end) if START.match(body.lines[n])), end)
    found: list[dict[str, Any]] = []
    for place in range(first, end):
        line = body.lines[place]
        match, name = ENTRY.fullmatch(line.rstrip()), SIGNS.get(line.strip()[:1])
        if match and match["mark"] in marks:
            value = {text: match["text"], **dict.fromkeys(said, "")}
            if marks == " x":
                value["correct"] = match["mark"] == "x"
            found.append(body.item(match["id"], value))
        elif found and name in said:
            value = found[-1]["value"]
            value[name] = f"{value[name]} {line.strip()[1:].strip()}".strip()
        elif line.strip():
            raise body.error(place, _("Una opción se escribe «- [ ] {a} texto», y debajo «  > por qué»."))
    if len({each["id"] for each in found}) < len(found):
        raise body.error(first, _("Dos opciones llevan la misma letra."))
    return {"prompt": body.html(start, first), "entries": found}


def _listed(name: str, marks: str, text: str, said: Sequence[str]) -> Kind:
    """A question whose answers are the list `name`."""

    def read(body: Body) -> Values:
        values = _entries(body, marks, text, said)
        return {"prompt": values["prompt"], name: values["entries"]}

    def write(value: Values) -> str:
        return "\n".join([to_markdown(value["prompt"]), "", *_written(value[name], marks, text, said)])

    return Kind(("hint",), read, write)


def _written(entries: Sequence[Any], marks: str, text: str, said: Sequence[str]) -> list[str]:
    signs = {name: sign for sign, name in SIGNS.items()}
    lines = []
    for entry in entries:
        value = entry["value"]
        mark = marks[bool(value["correct"])] if marks == " x" else marks
        lines.append(f"- [{mark}] {{{entry['id']}}} {on_one_line(value[text])}")
        lines += [f"  {signs[name]} {on_one_line(value[name])}" for name in said]
    return lines


CHOICES = _listed("choices", " x", "text", ["feedback"])


def _read_scenario(body: Body) -> Values:
    asks = next((n for n, line in enumerate(body.lines) if line.strip() == ASKS), None)
    if asks is None:
        raise body.error(0, _("Entre la situación y la pregunta va una línea «- [?]»."))
    values = _entries(body, " x", "text", ["good", "feedback"], asks + 1)
    return {"story": body.html(0, asks), "prompt": values["prompt"], "choices": values["entries"]}


def _write_scenario(value: Values) -> str:
    choices = _written(value["choices"], " x", "text", ["good", "feedback"])
    return "\n".join([to_markdown(value["story"]), "", ASKS, "", to_markdown(value["prompt"]), "", *choices])


def _verdicts(body: Body) -> tuple[int, dict[str, str]]:
    """Where the two last lines begin, and what they say."""
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
    return first, said


def _said(right: str, other: str) -> str:
    return f"> V: {on_one_line(right)}\n> F: {on_one_line(other)}"


def _read_true_false(body: Body) -> Values:
    first, said = _verdicts(body)
    return {"statement": body.html(0, first), "if_true": said["V"], "if_false": said["F"]}


def _write_true_false(value: Values) -> str:
    return f"{to_markdown(value['statement'])}\n\n{_said(value['if_true'], value['if_false'])}"


def _read_short_text(body: Body) -> Values:
    end, said = _verdicts(body)
    values = _entries(body, "=", "text", [], 0, end)
    accepted = [{**each, "value": each["value"]["text"]} for each in values["entries"]]
    return {"prompt": values["prompt"], "accepted": accepted, "if_right": said["V"], "if_other": said["F"]}


def _write_short_text(value: Values) -> str:
    accepted = [{**each, "value": {"text": each["value"]}} for each in value["accepted"]]
    lines = [to_markdown(value["prompt"]), "", *_written(accepted, "=", "text", []), ""]
    return "\n".join([*lines, _said(value["if_right"], value["if_other"])])


KINDS = {
    "single_choice": CHOICES,
    "multiple_choice": CHOICES,
    "true_false": Kind(("answer",), _read_true_false, _write_true_false),
    "scenario_choice": Kind(("hint",), _read_scenario, _write_scenario),
    "matching": _listed("pairs", "=", "left", ["right", "feedback"]),
    "ordering": _listed("things", ".", "text", ["feedback"]),
    "short_text": Kind(("hint",), _read_short_text, _write_short_text),
}

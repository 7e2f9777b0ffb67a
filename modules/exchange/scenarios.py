"""
A branching scenario in a lesson file: each step with its letter, its text, and the ways out of it with the letter of
the step they lead to. A `!` after the letter says that the step is an ending.

    - [@A] {start}
    Markdown.

    - [>B] {ask} what she chooses
      > what comes of it

    - [@B!] {end}
    Markdown.
"""

import re
from typing import Any

from django.utils.translation import gettext as _

from modules.exchange.body import Body, Kind, Values, on_one_line
from modules.exchange.richtext import to_markdown

STEP = re.compile(r"- \[@(?P<letter>[A-O])(?P<ending>!?)\] \{(?P<id>[\w-]+)\}")
WAY = re.compile(r"- \[>(?P<letter>[A-O])\] \{(?P<id>[\w-]+)\} (?P<text>\S.*)")


def _read(body: Body) -> Values:
    starts = [place for place, line in enumerate(body.lines) if STEP.fullmatch(line.rstrip())]
    if any(line.strip() for line in body.lines[: starts[0] if starts else None]):
        raise body.error(0, _("Una historia con caminos empieza por un paso: «- [@A] {id}»."))
    ends = [*starts[1:], len(body.lines)]
    return {"steps": [_read_step(body, start, end) for start, end in zip(starts, ends, strict=True)]}


def _read_step(body: Body, start: int, end: int) -> dict[str, Any]:
    opening = STEP.fullmatch(body.lines[start].rstrip())
    first = next((n for n in range(start, end) if WAY.fullmatch(body.lines[n].rstrip())), end)
    value = {
        "letter": opening["letter"] if opening else "",
        "body": body.html(start + 1, first),
        "ending": bool(opening and opening["ending"]),
        "ways": _read_ways(body, first, end),
    }
    return body.item(opening["id"] if opening else "", value)


def _read_ways(body: Body, first: int, end: int) -> list[dict[str, Any]]:
    ways: list[dict[str, Any]] = []
    for place in range(first, end):
        line = body.lines[place]
        if match := WAY.fullmatch(line.rstrip()):
            value = {"text": match["text"], "consequence": "", "leads_to": match["letter"]}
            ways.append(body.item(match["id"], value))
        elif ways and line.strip().startswith(">"):
            value = ways[-1]["value"]
            value["consequence"] = f"{value['consequence']} {line.strip()[1:].strip()}".strip()
        elif line.strip():
            raise body.error(place, _("Una salida se escribe «- [>B] {id} texto», y debajo «  > qué pasa»."))
    return ways


def _write(value: Values) -> str:
    return "\n\n".join(_write_step(item) for item in value["steps"])


def _write_step(item: Values) -> str:
    step = item["value"]
    lines = [
        f"- [@{step['letter']}{'!' if step['ending'] else ''}] {{{item['id']}}}",
        to_markdown(step["body"]),
    ]
    if step["ways"]:
        lines.append("")
    for way in step["ways"]:
        told = way["value"]
        lines += [
            f"- [>{told['leads_to']}] {{{way['id']}}} {on_one_line(told['text'])}",
            f"  > {on_one_line(told['consequence'])}",
        ]
    return "\n".join(lines)


KINDS = {"scenario": Kind(("title",), _read, _write)}

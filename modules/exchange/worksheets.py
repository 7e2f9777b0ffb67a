"""Worksheets in a lesson file: what it is for, and after a line `- [?]` the example, if there is one."""

from modules.blocks.worksheet import WORKSHEETS
from modules.exchange.body import Body, Kind, Values
from modules.exchange.richtext import to_markdown

EXAMPLE = "- [?]"


def _read(body: Body) -> Values:
    end = next((n for n, line in enumerate(body.lines) if line.strip() == EXAMPLE), len(body.lines))
    example = body.html(end + 1) if end < len(body.lines) else ""
    return {"body": body.html(0, end), "example": example}


def _write(value: Values) -> str:
    parts = [to_markdown(value["body"])]
    if value.get("example"):
        parts += [EXAMPLE, to_markdown(value["example"])]
    return "\n\n".join(parts)


KINDS = {name: Kind(("title",), _read, _write) for name, _block in WORKSHEETS}

"""
What stands inside a container `::: kind {…}` of a lesson file, kind by kind, and back: header fields and body on
one side, a block's stored value on the other.
"""

from collections.abc import Callable

from django.utils.translation import gettext as _

from modules.exchange import media, questions, scenarios, worksheets
from modules.exchange.body import Body, Kind, Values, on_one_line
from modules.exchange.richtext import to_markdown


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
        return f"{told}\n\n{sign} {on_one_line(value[name])}" if value.get(name) else told

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
    return "\n".join(f"- {on_one_line(item['value'])}" for item in value["items"])


KINDS = {
    "text": Kind((), *_rich("body")),
    **media.KINDS,
    "story": Kind(("title",), *_ending("question", "?")),
    "key_idea": Kind(("source", "checked_on", "review_by", "advice", "owner"), *_rich("body")),
    "checklist": Kind(("title",), _read_items, _write_items),
    "discussion": Kind(("title",), *_rich("body")),
    "reflection": Kind(("room",), *_rich("body")),
    "content_note": Kind(("minutes", "skips"), *_ending("helps", "+")),
    **questions.KINDS,
    **scenarios.KINDS,
    **worksheets.KINDS,
    "mechanism_card": Kind(("entry",), *_rich("note")),
    "resource_card": Kind(("entry",), *_rich("note")),
    "next_step": Kind(("when", "with_whom"), *_rich("body")),
    "breathing_pause": Kind(("pattern", "rounds"), *_rich("body")),
    "check_in": Kind(("gauge",), *_rich("body")),
    "grounding": Kind((), *_rich("body")),
    "feedback": Kind(("title",), lambda body: {}, lambda value: ""),
    "facilitator_note": Kind((), *_rich("body")),
}

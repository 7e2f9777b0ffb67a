"""
The facilitator's guide of a lesson: `guide:` in the front matter of its file, and back.

    guide:
      objective: "..."
      steps: {activity: 10}
      questions:
        - "..."
      versions:
        "30": "..."

Every field is optional; what is empty is not written.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import yaml
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail import blocks

from modules.blocks.guide import GUIDE_BLOCKS
from modules.exchange.errors import CourseFileError
from modules.exchange.ids import stable_id

KIND, GUIDE = GUIDE_BLOCKS[0]
# A name of a block begins with a letter.
PREFIX = "minutes_"

Guide = Mapping[str, Any]


def read_guide(front: Mapping[str, Any], source: str, names: Sequence[str]) -> list[dict[str, Any]]:
    """
    The stored stream of the guide in this front matter, of which `source` is the text after the first line: a list
    of one, or empty. `names` are those of course and lesson.
    """
    if "guide" not in front:
        return []
    key = (*names, KIND)
    try:
        stored = _struct(GUIDE, front["guide"], key, ("guide",))
        value = GUIDE.get_prep_value(GUIDE.clean(GUIDE.to_python(stored)))
    except _Wrong as wrong:
        raise CourseFileError(wrong.message, _line(source, wrong.path)) from None
    except ValidationError as error:
        path, message = _first(error, ("guide",))
        raise CourseFileError(f"{'.'.join(path)}: {message}", _line(source, path)) from None
    return [{"type": KIND, "id": str(stable_id(*key)), "value": value}]


def write_guide(stream: Sequence[Mapping[str, Any]]) -> str:
    """The lines of front matter that `read_guide` reads; none where nothing is written."""
    lines = [line for block in stream for line in _lines(GUIDE, block["value"])]
    return "".join(f"{line}\n" for line in ["guide:", *lines]) if lines else ""


class _Wrong(Exception):
    def __init__(self, path: tuple[str, ...], message: str) -> None:
        super().__init__(message)
        self.path, self.message = path, message


def _struct(block: Any, given: Any, key: tuple[str, ...], path: tuple[str, ...]) -> dict[str, Any]:
    if not isinstance(given, Mapping):
        raise _Wrong(path, _("Aquí van datos de la forma «nombre: valor»."))
    found = {}
    for word, value in given.items():
        name = f"{PREFIX}{word}" if f"{PREFIX}{word}" in block.child_blocks else str(word)
        if name not in block.child_blocks:
            raise _Wrong((*path, str(word)), _("«%(field)s» no es un dato de la guía.") % {"field": word})
        found[name] = _value(block.child_blocks[name], value, (*key, name), (*path, str(word)))
    return found


def _value(block: Any, given: Any, key: tuple[str, ...], path: tuple[str, ...]) -> Any:
    if isinstance(block, blocks.StructBlock):
        return _struct(block, given, key, path)
    if isinstance(block, blocks.ListBlock):
        if not isinstance(given, list):
            raise _Wrong(path, _("«%(field)s» es una lista.") % {"field": path[-1]})
        each = block.child_block
        return [
            {"type": "item", "id": str(stable_id(*key, f"item-{n}")), "value": _value(each, one, key, path)}
            for n, one in enumerate(given, 1)
        ]
    # `group: 12` without quotes is a number to YAML.
    wanted = int if isinstance(block, blocks.IntegerBlock) else str | int
    if isinstance(given, bool) or not isinstance(given, wanted):
        raise _Wrong(path, _("Falta «%(field)s» o no es lo que debe ser.") % {"field": path[-1]})
    return given if wanted is int else str(given)


def _first(error: ValidationError, path: tuple[str, ...]) -> tuple[tuple[str, ...], str]:
    """Where the first thing is that is wrong, and what."""
    inner = getattr(error, "block_errors", None)
    if not inner:
        return path, " ".join(str(message) for message in error.messages)
    if isinstance(inner, Mapping):
        name, first = next(iter(inner.items()))
        return _first(first, (*path, name.removeprefix(PREFIX)) if isinstance(name, str) else path)
    return _first(next(filter(None, inner)), path)


def _line(source: str, path: Sequence[str]) -> int:
    """The line of the file in which these names stand one in another, as far as they are there."""
    node, line = yaml.compose(source), 0
    for name in path:
        pairs = node.value if isinstance(node, yaml.MappingNode) else []
        found = next((pair for pair in pairs if pair[0].value == name), None)
        if found is None:
            break
        line, node = found[0].start_mark.line, found[1]
    return line + 2


def _lines(block: Any, value: Mapping[str, Any], indent: str = "  ") -> Iterator[str]:
    for name, child in block.child_blocks.items():
        told = value.get(name)
        word = _quoted(name.removeprefix(PREFIX)) if name.startswith(PREFIX) else name
        if isinstance(child, blocks.StructBlock):
            if inner := list(_lines(child, told or {}, f"{indent}  ")):
                yield from (f"{indent}{word}:", *inner)
        elif isinstance(child, blocks.ListBlock):
            if told:
                yield f"{indent}{word}:"
                yield from (f"{indent}  - {_quoted(item['value'])}" for item in told)
        elif told not in (None, ""):
            yield f"{indent}{word}: {told if isinstance(told, int) else _quoted(told)}"


def _quoted(text: str) -> str:
    return yaml.safe_dump(text, allow_unicode=True, width=float("inf"), default_style='"').strip()

"""The lines inside a container `::: kind {…}`, and what a kind of block has to say about them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from modules.exchange.errors import CourseFileError
from modules.exchange.ids import stable_id
from modules.exchange.richtext import to_html


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


def on_one_line(text: str) -> str:
    """Plain text of the editor, which may have breaks, as one line of a file."""
    return " ".join(text.split())

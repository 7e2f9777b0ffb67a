"""What changed, to protect her, in lessons that she has done: told until she says that she has read it."""

from collections.abc import Mapping
from dataclasses import dataclass

from modules.outline import LessonEntry


@dataclass(frozen=True)
class Words:
    text: str
    language: str


@dataclass(frozen=True)
class Update:
    """A lesson she has done, and what changed in it since, newest first."""

    entry: LessonEntry
    words: tuple[Words, ...]


def updates(changed: Mapping[LessonEntry, int], language: str) -> list[Update]:
    """Of lessons, each with the version she knows (`Journey.changed`); in her language where it was said in it."""
    return [
        Update(
            entry, tuple(_said(dict(each.what), language) for each in entry.safety if each.revision > known)
        )
        for entry, known in changed.items()
    ]


def _said(what: dict[str, str], language: str) -> Words:
    spoken = language if language in what else next(iter(what), language)
    return Words(what.get(spoken, ""), spoken)

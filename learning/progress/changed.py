"""What changed, to protect her, in lessons that she has done: told until she says that she has read it."""

from collections.abc import Mapping
from dataclasses import dataclass

from modules.changes import told_after
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
    """
    Of these lessons, each with the version she knows (`Journey.changed`): in her language where it was said in it. One
    query, and none for no lessons.
    """
    if not changed:
        return []
    told = told_after({entry.key: version for entry, version in changed.items()})
    return [
        Update(entry, tuple(_said(change.what, language) for change in told[entry.key]))
        for entry in changed
        if entry.key in told
    ]


def _said(what: dict[str, str], language: str) -> Words:
    spoken = language if language in what else next(iter(what), language)
    return Words(what.get(spoken, ""), spoken)

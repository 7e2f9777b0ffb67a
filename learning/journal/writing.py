"""What an entry says, and how it stands sealed in its row."""

import hmac
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from django.db import models
from django.utils import formats, timezone
from django.utils.translation import gettext_lazy as _

from learning.core import crypto
from learning.journal.models import Entry

# What is sealed is filled up to a multiple of this: its length tells little of what it is.
STEP = 1024


class Kind(models.TextChoices):
    NOTE = "note", _("Nota")
    BOOKMARK = "bookmark", _("Lección señalada")
    REFLECTION = "reflection", _("Para pensar")
    SHEET = "sheet", _("Hoja")
    CHECK_IN = "check_in", _("Cómo llegué")


@dataclass(frozen=True)
class Writing:
    """One entry, opened. `lesson`: the key of the lesson it is of; `about`: what that was called; `at`: when."""

    title: str = ""
    body: str = ""
    kind: str = Kind.NOTE.value
    lesson: str = ""
    block: str = ""
    about: str = ""
    at: str = ""
    id: UUID | None = None

    @property
    def day(self) -> datetime:
        return timezone.localtime(datetime.fromisoformat(self.at))

    @property
    def lesson_key(self) -> UUID | None:
        return UUID(self.lesson) if self.lesson else None

    @property
    def label(self) -> str:
        """What kind of entry it is, in words."""
        return str(Kind(self.kind).label) if self.kind in Kind.values else ""


def entry_id(writing: Writing, key: bytes) -> UUID:
    """
    The same words of one day are one entry, and a lesson is marked once, however often a button is tapped. Made under
    her key, so that the id tells nothing.
    """
    once = [writing.kind, writing.lesson]
    if writing.kind != Kind.BOOKMARK:
        once += [writing.block, writing.title, writing.body, timezone.localdate().isoformat()]
    return UUID(bytes=hmac.new(key, json.dumps(once).encode(), sha256).digest()[:16])


def says_the_same(one: Writing, other: Writing) -> bool:
    """A mark says the same whatever it says."""
    marks = one.kind == other.kind == Kind.BOOKMARK
    return marks or (one.title, one.body) == (other.title, other.body)


def mark_of_words(writing: Writing, key: bytes) -> str:
    """Tells whether words are those that a window showed; made under her key, so that it tells nothing else."""
    said = json.dumps(["words", writing.title, writing.body]).encode()
    return hmac.new(key, said, sha256).hexdigest()[:32]


def sealed(writing: Writing, entry: Entry, key: bytes) -> bytes:
    said = {name: value for name, value in asdict(writing).items() if name != "id"}
    text = json.dumps(said, ensure_ascii=False).encode()
    return crypto.seal(text.ljust(-(-len(text) // STEP) * STEP), entry.context, key)


def opened(entry: Entry, key: bytes) -> Writing | None:
    """None where another key sealed it, or it was changed."""
    try:
        said = json.loads(crypto.open_sealed(bytes(entry.content), entry.context, key))
    except crypto.SealBroken:
        return None
    return replace(Writing(**said), id=entry.pk)


def changed(writing: Writing, *, title: str, body: str) -> Writing:
    """The same entry with other words."""
    return replace(writing, title=title, body=body)


def as_text(writings: Sequence[Writing]) -> str:
    """All of it as plain text, as every phone opens it."""
    blocks = [[formats.date_format(each.day, "DATE_FORMAT"), *_said(each)] for each in writings]
    lines = "\n\n* * *\n\n".join("\n".join(block) for block in blocks)
    return lines.replace("\n", "\r\n")


def _said(writing: Writing) -> list[str]:
    return [each for each in (writing.label, writing.about, writing.title, writing.body) if each]


def in_words(writings: Sequence[Writing]) -> list[dict[str, str]]:
    """Name of each part and what it says, without those that are empty."""
    return [{str(name): value for name, value in _parts(each) if value} for each in writings]


def _parts(writing: Writing) -> list[tuple[object, str]]:
    return [
        (_("día"), writing.day.strftime("%Y-%m-%d")),
        (_("qué es"), writing.label),
        (_("lección"), writing.about),
        (_("título"), writing.title),
        (_("palabras"), writing.body),
    ]

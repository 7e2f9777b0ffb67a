"""
What lessons point to, out of the numbers of one database into names that hold anywhere, and back.

A picture or a recording is the name of its file (`media/imagen-1.jpg`), a page in a link `/pagina/<key>`, another
thing that is chosen `<model>:<key>`.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from hashlib import sha256
from pathlib import PurePath
from typing import Any
from uuid import UUID

from django.db.models.fields.files import FieldFile
from wagtail.blocks import Block, ChooserBlock, RichTextBlock
from wagtail.images.blocks import ImageChooserBlock
from wagtail.models import Page
from wagtailmedia.blocks import AbstractMediaChooserBlock

from modules.blocks import LESSON_BLOCKS
from modules.blocks.track import TRACK_BLOCKS
from modules.exchange.leaves import Path, changed
from modules.links import PAGE_ID, PAGE_LINK

BLOCKS = dict([*LESSON_BLOCKS, *TRACK_BLOCKS])
FOLDER = "media"
ANCHOR = re.compile(r"<a\b[^>]*>")
NAMED_PAGE = re.compile(r'<a href="/pagina/([0-9a-f-]{36})">')
CHOSEN = re.compile(r"(?P<model>[a-z]+):(?P<key>[0-9a-f-]{36})")
Blocks = Sequence[Mapping[str, Any]]


def is_file(block: Block) -> bool:
    """Whether what is chosen there is a file of a course."""
    return isinstance(block, ImageChooserBlock | AbstractMediaChooserBlock)


def through(blocks: Blocks, change: Any) -> list[dict[str, Any]]:
    """A stored stream, each leaf of it as `change` says; kinds of block that are no more stay out."""
    return [
        {
            "type": each["type"],
            "value": changed(BLOCKS[each["type"]], each["value"], change),
            "id": each["id"],
        }
        for each in blocks
        if each["type"] in BLOCKS
    ]


@dataclass
class Outward:
    """Gives names. `files` are those of pictures and recordings in the order in which they were met."""

    files: dict[str, FieldFile] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)
    missing: int = 0
    _known: dict[Any, str | None] = field(default_factory=dict)

    def of(self, blocks: Blocks) -> list[dict[str, Any]]:
        return through(blocks, self._leaf)

    def _leaf(self, block: Block, value: Any, path: Path) -> Any:
        if isinstance(block, RichTextBlock):
            return ANCHOR.sub(self._link, value or "")
        if not isinstance(block, ChooserBlock) or value is None:
            return value
        thing = (block.target_model, value)
        if thing not in self._known:
            row = block.target_model._base_manager.filter(pk=value).first()
            self._known[thing] = self._name(block, row) if row else None
            self.missing += self._known[thing] is None
        return self._known[thing]

    def _name(self, block: Block, row: Any) -> str | None:
        if is_file(block):
            return self._file(row)
        key = getattr(row, "translation_key", None) or getattr(row, "key", None)
        return f"{row._meta.model_name}:{key}" if key else None

    def _file(self, row: Any) -> str | None:
        """Its name; files of the same bytes and the same title are one."""
        try:
            with row.file.open("rb") as opened:
                digest = sha256(row.title.encode() + b"\0" + opened.read()).digest()
        except OSError:
            return None
        if digest not in self._known:
            word = getattr(row, "type", "imagen")
            number = sum(f"/{word}-" in name for name in self.files) + 1
            name = f"{FOLDER}/{word}-{number}{PurePath(row.file.name).suffix.lower()}"
            self.files[name], self.titles[name] = row.file, row.title
            self._known[digest] = name
        return self._known[digest]

    def _link(self, tag: re.Match[str]) -> str:
        number = PAGE_ID.search(tag[0]) if PAGE_LINK.search(tag[0]) else None
        if number is None:
            return tag[0]
        if tag[0] not in self._known:
            key = Page.objects.filter(pk=number[1]).values_list("translation_key", flat=True).first()
            self._known[tag[0]] = f'<a href="/pagina/{key}">' if key else tag[0]
        return str(self._known[tag[0]])


@dataclass
class Inward:
    """Gives numbers: of the files that were made, of the pages in this place. `lost` counts what is not here."""

    files: Mapping[str, int]
    pages: Mapping[UUID, int]
    lost: int = 0

    def of(self, blocks: Blocks) -> list[dict[str, Any]]:
        return through(blocks, self._leaf)

    def _leaf(self, block: Block, value: Any, path: Path) -> Any:
        if isinstance(block, RichTextBlock):
            return NAMED_PAGE.sub(self._link, value or "")
        if not isinstance(block, ChooserBlock) or value is None:
            return value
        number = self.files.get(value) if is_file(block) else _chosen(block, value)
        self.lost += number is None
        return number

    def _link(self, tag: re.Match[str]) -> str:
        number = self.pages.get(UUID(tag[1]))
        self.lost += number is None
        return f'<a linktype="page" id="{number}">' if number else "<a>"


def _chosen(block: Any, name: str) -> int | None:
    model, told = block.target_model, CHOSEN.fullmatch(name)
    if told is None or told["model"] != model._meta.model_name:
        return None
    column = "translation_key" if hasattr(model, "translation_key") else "key"
    rows = model._base_manager.filter(**{column: told["key"]}).order_by("pk")
    return rows.values_list("pk", flat=True).first()


def files_named(blocks: Blocks) -> list[str]:
    """The names of the files that a stream shows, in its order."""
    found: list[str] = []
    through(blocks, partial(_note, found))
    return found


def _note(found: list[str], block: Block, value: Any, path: Path) -> Any:
    if is_file(block) and value is not None:
        found.append(str(value))
    return value


def pages_named(blocks: Blocks) -> set[UUID]:
    """The keys of the pages that texts of a stream link to."""
    return {UUID(key) for key in NAMED_PAGE.findall(str(list(blocks)).replace("\\'", "'"))}

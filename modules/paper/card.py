"""All of a course for a memory card: to read, to print, to listen to, under names that say nothing."""

import gc
import shutil
import zipfile
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, BinaryIO

from modules.assets import RECORDINGS, assets_of
from modules.models import CourseMedia, CoursePage
from modules.paper.documents import handbook_pdf, kit_pdf, volumes
from modules.paper.epub import epub
from modules.paper.names import file_name
from modules.paper.packing import add, info
from modules.paper.page import one_file
from modules.paper.walk import live_modules

Beat = Callable[[int, int], None]
File = tuple[str, Callable[[], bytes]]


def write_card(course: CoursePage, out: BinaryIO, beat: Beat) -> None:
    """Write the zip: the page, the book, the handbook, a kit for each module, the recordings. `beat`: files done."""
    recordings = recordings_of(course)
    files = list(_files(course, {number: name for number, (name, _recording) in recordings.items()}))
    with zipfile.ZipFile(out, "w") as box:
        _write(box, files, beat)
        _put(box, recordings)


def write_recordings(course: CoursePage, out: BinaryIO) -> None:
    """Write a zip of the recordings alone."""
    with zipfile.ZipFile(out, "w") as box:
        _put(box, recordings_of(course))


def _put(box: zipfile.ZipFile, recordings: dict[int, tuple[str, CourseMedia]]) -> None:
    for name, recording in recordings.values():
        with recording.file.open() as sound, box.open(info(name, packed=False), "w") as there:
            shutil.copyfileobj(sound, there)


def write_volumes(course: CoursePage, out: BinaryIO, beat: Beat) -> None:
    """Write a zip of the handbook in volumes."""
    with zipfile.ZipFile(out, "w") as box:
        _write(box, list(_volumes(course)), beat)


def _write(box: zipfile.ZipFile, files: list[File], beat: Beat) -> None:
    """Make one file after the other; what one needed is let go before the next."""
    for done, (name, make) in enumerate(files):
        beat(done, len(files))
        add(box, name, make(), packed=name.endswith(".html"))
        gc.collect()
    beat(len(files), len(files))


def _files(course: CoursePage, recordings: dict[int, str]) -> Iterator[File]:
    yield file_name(course, "", "html"), lambda: one_file(course, recordings)
    yield file_name(course, "", "epub"), lambda: epub(course)
    yield from _volumes(course)
    for place, (module, _lessons) in enumerate(live_modules(course), 1):
        yield file_name(course, f"guia-{place}", "pdf"), partial(kit_pdf, course, module)


def _volumes(course: CoursePage) -> Iterator[File]:
    found = volumes(course)
    for place, modules in enumerate(found, 1):
        word = f"libro-{place}" if len(found) > 1 else "libro"
        yield file_name(course, word, "pdf"), partial(handbook_pdf, course, modules)


def recordings_of(course: CoursePage) -> dict[int, tuple[str, CourseMedia]]:
    """The recordings of a course by number, in their order, with the names they have on the card."""
    stored: list[Any] = [
        block
        for _module, lessons in live_modules(course)
        for each in lessons
        for block in (*each.body.raw_data, *each.tracks.raw_data)
    ]
    heard = [block for block in stored if block["type"] in RECORDINGS]
    found = assets_of(heard).recordings
    numbers = dict.fromkeys(block["value"].get(name) for block in heard for name in RECORDINGS[block["type"]])
    there = [found[number] for number in numbers if number in found]
    return {
        recording.pk: (f"audio-{place}.{str(recording.file.name).rpartition('.')[2]}", recording)
        for place, recording in enumerate(there, 1)
    }

"""All of a course for a memory card: to read, to print, to listen to, under names that say nothing."""

import shutil
import zipfile
from tempfile import TemporaryFile
from typing import IO, Any

from modules.assets import RECORDINGS, assets_of
from modules.models import CourseMedia, CoursePage
from modules.paper.documents import handbook_pdf, kit_pdf
from modules.paper.epub import epub
from modules.paper.names import file_name
from modules.paper.packing import add, info
from modules.paper.page import one_file
from modules.paper.walk import live_modules


def memory_card(course: CoursePage) -> IO[bytes]:
    """An open zip file, at its beginning: the page, the book, the handbook, a kit for each module, the recordings."""
    out = TemporaryFile()  # noqa: SIM115 (whoever sends it closes it)
    recordings = recordings_of(course)
    files = {number: name for number, (name, _recording) in recordings.items()}
    with zipfile.ZipFile(out, "w") as box:
        add(box, file_name(course, "", "html"), one_file(course, files))
        add(box, file_name(course, "", "epub"), epub(course), packed=False)
        add(box, file_name(course, "libro", "pdf"), handbook_pdf(course), packed=False)
        for place, (module, _lessons) in enumerate(live_modules(course), 1):
            add(box, file_name(course, f"guia-{place}", "pdf"), kit_pdf(course, module), packed=False)
        for name, recording in recordings.values():
            with recording.file.open() as sound, box.open(info(name, packed=False), "w") as there:
                shutil.copyfileobj(sound, there)
    out.seek(0)
    return out


def recordings_of(course: CoursePage) -> dict[int, tuple[str, CourseMedia]]:
    """The recordings of a course by number, in their order, with the names they have on the card."""
    stored: list[Any] = [
        block for _module, lessons in live_modules(course) for each in lessons for block in each.body.raw_data
    ]
    heard = [block for block in stored if block["type"] in RECORDINGS]
    found = assets_of(heard).recordings
    numbers = dict.fromkeys(block["value"].get(name) for block in heard for name in RECORDINGS[block["type"]])
    there = [found[number] for number in numbers if number in found]
    return {
        recording.pk: (f"audio-{place}.{str(recording.file.name).rpartition('.')[2]}", recording)
        for place, recording in enumerate(there, 1)
    }

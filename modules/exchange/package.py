"""
A zip that somebody sends, read with care: nothing is unpacked to a disk, nothing is believed that the zip says of
itself, and whatever is wrong is told in a sentence (CourseFileError) before anything is done.
"""

import re
import stat
import struct
import zlib
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import BinaryIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from django.utils.translation import gettext as _

from modules.exchange.errors import CourseFileError

MB = 1024 * 1024
MOST_FILES, MOST_LIST = 2000, 512 * 1024
MOST_PACKED, MOST_WHOLE = 100 * MB, 300 * MB
# How many times smaller than itself a file of this size may have become.
RATIO, SMALL = 100, 64 * 1024
BROKEN = (
    BadZipFile,
    EOFError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
    struct.error,
    zlib.error,
)
END, END_SIZE, END_MOST = b"PK\x05\x06", 22, 22 + 65535
# What computers put into a zip by themselves.
NOBODYS = re.compile(r"(^|/)(__MACOSX/|\.[^/]*$|Thumbs\.db$|desktop\.ini$)")


@dataclass(frozen=True)
class Limits:
    """How much of it is taken: bytes of the zip, of all it holds, files in it."""

    packed: int = MOST_PACKED
    whole: int = MOST_WHOLE
    files: int = MOST_FILES


class Opened:
    """An open zip whose entries were looked at: names that lead nowhere else, sizes within the limits."""

    def __init__(self, file: BinaryIO, limits: Limits | None = None) -> None:
        limits = limits or Limits()
        _check_end(file, limits)
        try:
            self.zip = ZipFile(file)
            entries = [each for each in self.zip.infolist() if not NOBODYS.search(each.filename)]
        except BROKEN:
            raise broken() from None
        self.entries = {each.filename: each for each in entries if not each.is_dir()}
        if len(entries) > limits.files or sum(each.file_size for each in entries) > limits.whole:
            raise _too_much(limits)
        if len({each.filename.casefold() for each in entries}) < len(entries):
            raise CourseFileError(_("Este zip tiene dos archivos con el mismo nombre."))
        for each in entries:
            _check_entry(each)

    def begins(self, name: str, sign: re.Pattern[bytes]) -> bool:
        """Whether the first bytes of one of its files are these."""
        try:
            with self.zip.open(self.entries[name]) as opened:
                return bool(sign.match(opened.read(64)))
        except BROKEN:
            raise broken() from None

    def read(self, name: str, most: int) -> bytes:
        """The bytes of one file, never more than `most`."""
        try:
            with self.zip.open(self.entries[name]) as opened:
                data = opened.read(most + 1)
        except KeyError:
            raise CourseFileError(_("Este archivo falta en el zip."), name=shown(name)) from None
        except BROKEN:
            raise broken() from None
        if len(data) > most:
            said = _("Este archivo pesa demasiado. Hasta %(most)d MB.") % {"most": max(1, most // MB)}
            raise CourseFileError(said, name=shown(name))
        return data


def shown(name: str) -> str:
    """A name out of a zip as it can be shown: what can be read of it, and not all of a long one."""
    return "".join(sign if sign.isprintable() else "·" for sign in name)[:80]


def broken() -> CourseFileError:
    return CourseFileError(_("Este archivo no es un zip, o llegó incompleto. Prueba a subirlo otra vez."))


def _too_much(limits: Limits) -> CourseFileError:
    said = _("Este zip es demasiado grande por dentro: hasta %(files)d archivos y %(most)d MB en total.")
    return CourseFileError(said % {"files": limits.files, "most": limits.whole // MB})


def _check_end(file: BinaryIO, limits: Limits) -> None:
    """Before it is opened: its size, and how long its list of files is, which is read at once."""
    size = file.seek(0, 2)
    if size > limits.packed:
        said = _("Este archivo pesa demasiado. Hasta %(most)d MB.")
        raise CourseFileError(said % {"most": limits.packed // MB})
    file.seek(max(0, size - END_MOST))
    tail = file.read()
    place = tail.rfind(END)
    file.seek(0)
    if place < 0 or len(tail) < place + END_SIZE:
        raise broken()
    if int.from_bytes(tail[place + 12 : place + 16], "little") > MOST_LIST:
        raise _too_much(limits)


def _check_entry(entry: ZipInfo) -> None:
    name, path = entry.filename, PurePosixPath(entry.filename)
    strange = not name.isprintable() or "\\" in name or ":" in name or len(name) > 200
    if strange or path.is_absolute() or ".." in path.parts or stat.S_ISLNK(entry.external_attr >> 16):
        raise CourseFileError(_("Un archivo de este zip tiene un nombre que no se acepta."), name=shown(name))
    if entry.flag_bits & 0x1:
        raise CourseFileError(_("Este zip tiene contraseña. Quítasela y súbelo otra vez."), name=shown(name))
    if entry.file_size > SMALL and entry.file_size > RATIO * entry.compress_size:
        raise CourseFileError(_("Este archivo se infla demasiado al abrirlo."), name=shown(name))

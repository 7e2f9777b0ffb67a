"""
Recordings: tags, covers, places and hours are taken out; the sound is not touched.

MP3 loses its ID3 and APE tags. In Ogg (Opus, Vorbis) and MP4 audio the tags are overwritten where they stand, so
that every offset in the file stays true.
"""

from collections.abc import Iterator
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.core.files import File
from django.utils.translation import gettext as _

from modules.cleaning import CleanFile
from modules.cleaning.mp4 import SOUND, clean_mp4

MOST_BYTES = 12 * 1024 * 1024
TYPES = {".mp3": "audio/mpeg", ".ogg": "audio/ogg", ".m4a": "audio/mp4"}
BEGINNING = 0x02


def clean_audio(file: File) -> CleanFile:
    """
    The same sound without tags, under a random name. Raises ValidationError above MOST_BYTES and for what is
    not MP3, Ogg or MP4 audio, whatever its name says.
    """
    if file.size is None or file.size > MOST_BYTES:
        most = MOST_BYTES // 1024 // 1024
        raise ValidationError(_("Este audio pesa demasiado. Hasta %(most)d MB.") % {"most": most})
    file.seek(0)
    data = file.read()
    try:
        extension, cleaned = _cleaned(data)
    except (IndexError, ValueError):
        raise ValidationError(_("Este audio no se pudo leer. Prueba con MP3, Opus o M4A.")) from None
    return CleanFile(f"{uuid4().hex}{extension}", cleaned, TYPES[extension])


def _cleaned(data: bytes) -> tuple[str, bytes]:
    if data.startswith(b"OggS"):
        return ".ogg", _clean_ogg(bytearray(data))
    if data[4:8] == b"ftyp":
        return ".m4a", clean_mp4(bytearray(data), frozenset({SOUND}))
    return ".mp3", _clean_mp3(data)


def _clean_mp3(data: bytes) -> bytes:
    while data.startswith(b"ID3"):
        size = sum((byte & 0x7F) << shift for byte, shift in zip(data[6:10], (21, 14, 7, 0), strict=True))
        data = data[10 + size + (10 if data[5] & 0x10 else 0) :]
    data = data.lstrip(b"\0")
    if data[-128:-125] == b"TAG":
        data = data[:-128]
    if data[-32:-24] == b"APETAGEX":
        size = int.from_bytes(data[-20:-16], "little")
        data = data[: -size - (32 if data[-9] & 0x80 else 0)]
    if (
        data[-9:] == b"LYRICS200"
        or len(data) < 4
        or data[0] != 0xFF
        or data[1] & 0xE0 != 0xE0
        or b"ID3" in data[:10]
    ):
        raise ValueError("no frame of sound")
    return data


def _clean_ogg(data: bytearray) -> bytes:
    """Empty the comments: the second packet of the stream, over as many pages as it takes."""
    pages = list(_ogg_pages(data))
    if any(data[start + 5] & BEGINNING for start, _lengths in pages[1:]):
        raise ValueError("more than one stream")
    packet, spans = bytearray(), []
    for page, (header, lengths) in enumerate(pages[1:], 1):
        first = header + 27 + len(lengths)
        for length in lengths:
            packet += data[first : first + length]
            spans.append((page, first, length))
            first += length
            if length < 255:
                break
        if lengths and spans[-1][2] < 255:
            break
    emptied = _empty_comments(packet)
    for _page, first, length in spans:
        data[first : first + length] = emptied[:length]
        emptied = emptied[length:]
    for page in {page for page, _first, _length in spans}:
        _seal_ogg_page(data, *pages[page])
    return bytes(data)


def _ogg_pages(data: bytearray) -> Iterator[tuple[int, bytes]]:
    """Start of each page and the lengths of its segments."""
    start = 0
    while start < len(data):
        if data[start : start + 4] != b"OggS":
            raise ValueError("no page")
        lengths = bytes(data[start + 27 : start + 27 + data[start + 26]])
        yield start, lengths
        start += 27 + len(lengths) + sum(lengths)


def _empty_comments(packet: bytearray) -> bytes:
    """The comment packet of Opus or Vorbis with an empty vendor and no comments, as long as it was."""
    for name in (b"OpusTags", b"\x03vorbis"):
        if packet.startswith(name):
            # Vorbis wants a framing bit after the comments; Opus takes what follows for padding.
            bare = name + bytes(8) + (b"\x01" if name.startswith(b"\x03") else b"")
            return bare.ljust(len(packet), b"\0")
    raise ValueError("neither Opus nor Vorbis")


def _seal_ogg_page(data: bytearray, start: int, lengths: bytes) -> None:
    end = start + 27 + len(lengths) + sum(lengths)
    data[start + 22 : start + 26] = bytes(4)
    data[start + 22 : start + 26] = _ogg_checksum(data[start:end]).to_bytes(4, "little")


def _ogg_table() -> list[int]:
    table = []
    for value in range(256):
        rest = value << 24
        for _bit in range(8):
            rest = (rest << 1) ^ (0x04C11DB7 if rest & 0x80000000 else 0)
        table.append(rest & 0xFFFFFFFF)
    return table


OGG_TABLE = _ogg_table()


def _ogg_checksum(page: bytearray) -> int:
    """The checksum of RFC 3533: CRC-32 with polynomial 04c11db7, not reflected, beginning at nothing."""
    checksum = 0
    for byte in page:
        checksum = (checksum << 8 & 0xFFFFFFFF) ^ OGG_TABLE[checksum >> 24 ^ byte]
    return checksum

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

MOST_BYTES = 12 * 1024 * 1024
TYPES = {".mp3": "audio/mpeg", ".ogg": "audio/ogg", ".m4a": "audio/mp4"}
MP4_PARENTS = {b"moov", b"trak", b"mdia", b"minf", b"stbl"}
# What a player needs; every other box is overwritten.
MP4_KEPT = frozenset(
    b"ftyp styp mdat moof sidx mfra mvhd mvex iods tkhd edts mdhd hdlr smhd dinf "
    b"stsd stts stsc stsz stz2 stco co64 stss ctts sgpd sbgp".split()
)
MP4_TIMED = {b"mvhd", b"tkhd", b"mdhd"}
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
        return ".m4a", _clean_mp4(bytearray(data))
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


def _clean_mp4(data: bytearray) -> bytes:
    kinds = {kind for kind, _start, _end in _boxes(data, 0, len(data))}
    if not {b"moov", b"mdat"} <= kinds:
        raise ValueError("no sound")
    _blank_boxes(data, 0, len(data))
    return bytes(data)


def _boxes(data: bytearray, start: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    """Kind, start and end of each box between two places."""
    while start + 8 <= end:
        size, kind = int.from_bytes(data[start : start + 4], "big"), bytes(data[start + 4 : start + 8])
        if size == 1:
            size = int.from_bytes(data[start + 8 : start + 16], "big")
        size = size or end - start
        if size < 8 or start + size > end:
            raise ValueError("a box leaves its place")
        yield kind, start, start + size
        start += size


def _blank_boxes(data: bytearray, start: int, end: int) -> None:
    for kind, first, last in list(_boxes(data, start, end)):
        if kind in MP4_PARENTS:
            _blank_boxes(data, first + 8, last)
        elif kind in MP4_TIMED:
            # Made and changed, after version and flags.
            moments = 16 if data[first + 8] == 1 else 8
            data[first + 12 : first + 12 + moments] = bytes(moments)
        elif kind == b"hdlr":
            if data[first + 16 : first + 20] != b"soun":
                raise ValueError("more than sound")
            data[first + 32 : last] = bytes(last - first - 32)
        elif kind not in MP4_KEPT:
            data[first + 4 : first + 8] = b"free"
            data[first + 8 : last] = bytes(last - first - 8)


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

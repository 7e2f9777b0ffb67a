"""
MP4: sound, and pictures with sound. What a player does not need is overwritten where it stands, so that every offset
in the file stays true; a track of any other kind (places, hours, texts) is refused.
"""

from collections.abc import Iterator

PARENTS = {b"moov", b"trak", b"mdia", b"minf", b"stbl", b"moof", b"traf"}
# What a player needs; every other box is overwritten.
KEPT = frozenset(
    b"ftyp styp mdat sidx mfra mvhd mvex iods tkhd edts mdhd hdlr smhd vmhd dinf mfhd tfhd tfdt trun "
    b"stsd stts stsc stsz stz2 stco co64 stss ctts sgpd sbgp".split()
)
TIMED = {b"mvhd", b"tkhd", b"mdhd"}
# How pictures are packed in what browsers show, and what they need to unpack them.
PICTURES = frozenset(b"avc1 avc3 hvc1 hev1 vp09 av01".split())
UNPACKING = frozenset(b"avcC hvcC vpcC av1C pasp colr btrt clap fiel".split())
SOUND, VIDEO = b"soun", b"vide"
# Of the entry of a picture track: where the name of the program that packed it stands, and where boxes begin.
PACKER, INNER = slice(50, 82), 86


def clean_mp4(data: bytearray, kinds: frozenset[bytes]) -> bytes:
    """The same file with nothing but tracks of these kinds. ValueError for what is broken or holds others."""
    if not {b"moov", b"mdat"} <= {kind for kind, _start, _end in boxes(data, 0, len(data))}:
        raise ValueError("nothing to play")
    _blank(data, 0, len(data), kinds)
    return bytes(data)


def track_kinds(data: bytearray) -> set[bytes]:
    """What the tracks of this file are, such as SOUND and VIDEO."""
    return set(_kinds(data, 0, len(data)))


def _kinds(data: bytearray, start: int, end: int) -> Iterator[bytes]:
    for kind, first, last in boxes(data, start, end):
        if kind == b"hdlr":
            yield bytes(data[first + 16 : first + 20])
        elif kind in PARENTS:
            yield from _kinds(data, first + 8, last)


def boxes(data: bytearray, start: int, end: int) -> Iterator[tuple[bytes, int, int]]:
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


def _blank(data: bytearray, start: int, end: int, kinds: frozenset[bytes]) -> None:
    for kind, first, last in list(boxes(data, start, end)):
        if kind in PARENTS:
            _blank(data, first + 8, last, kinds)
        elif kind in TIMED:
            # Made and changed, after version and flags.
            moments = 16 if data[first + 8] == 1 else 8
            data[first + 12 : first + 12 + moments] = bytes(moments)
        elif kind == b"hdlr":
            if bytes(data[first + 16 : first + 20]) not in kinds:
                raise ValueError("a track of another kind")
            data[first + 32 : last] = bytes(last - first - 32)
        elif kind == b"stsd" and VIDEO in kinds:
            _blank_entries(data, first + 16, last)
        elif kind not in KEPT:
            _blank_box(data, first, last)


def _blank_entries(data: bytearray, start: int, end: int) -> None:
    for kind, first, last in list(boxes(data, start, end)):
        if kind in PICTURES:
            data[first + PACKER.start : first + PACKER.stop] = bytes(PACKER.stop - PACKER.start)
            for inner, begin, stop in list(boxes(data, first + INNER, last)):
                if inner not in UNPACKING:
                    _blank_box(data, begin, stop)
        elif kind not in (b"mp4a", b"Opus"):
            raise ValueError("packed in a way that browsers do not show")


def _blank_box(data: bytearray, first: int, last: int) -> None:
    data[first + 4 : first + 8] = b"free"
    data[first + 8 : last] = bytes(last - first - 8)

"""
WebM: tags, chapters, attachments, dates and names are overwritten where they stand, so that every offset in the file
stays true; a track that is neither picture nor sound is refused. Numbers and names are those of RFC 9559.
"""

from collections.abc import Iterator
from dataclasses import dataclass

EBML, SEGMENT, CLUSTER, INFO, TRACKS, TRACK = (
    0x1A45DFA3, 0x18538067, 0x1F43B675, 0x1549A966, 0x1654AE6B, 0xAE,
)  # fmt: skip # A list is read in lines.
SEEK_HEAD, CUES, VOID = 0x114D9B74, 0x1C53BB6B, 0xEC
TRACK_TYPE, DOC_TYPE = 0x83, 0x4282
MUXING_APP, WRITING_APP = 0x4D80, 0x5741
PICTURE, SOUND = 1, 2
# What a player needs of each; every other element is overwritten.
KEPT = {
    SEGMENT: {SEEK_HEAD, INFO, TRACKS, CLUSTER, CUES},
    # Length and unit of time; who wrote it must be there, and is made blank.
    INFO: {0x2AD7B1, 0x4489, MUXING_APP, WRITING_APP},
    TRACKS: {TRACK},
    # Number, id, type, flags, durations, codec with its private data, delays, picture, sound, encodings.
    TRACK: {
        0xD7, 0x73C5, TRACK_TYPE, 0xB9, 0x88, 0x55AA, 0x9C, 0x6DE7, 0x6DF8, 0x23E383, 0x55EE, 0x22B59C, 0x86, 0x63A2,
        0x56AA, 0x56BB, 0xE0, 0xE1,
    },
    # Time, its size and the one before it, blocks alone and in groups.
    CLUSTER: {0xE7, 0xAB, 0xA7, 0xA3, 0xA0},
}  # fmt: skip # A list is read in lines.
TOP = KEPT[SEGMENT] | {0x1254C367, 0x1941A469, 0x1043A770}


@dataclass(frozen=True)
class Element:
    """Its number, where it starts, where what it holds starts, and where that ends."""

    number: int
    start: int
    inside: int
    end: int


def clean_webm(data: bytearray) -> bytes:
    """The same film without anything told about it. ValueError for what is broken, or is no WebM."""
    top = list(_elements(data, 0, len(data)))
    if [each.number for each in top if each.number != VOID] != [EBML, SEGMENT]:
        raise ValueError("no film")
    head, segment = (next(each for each in top if each.number == number) for number in (EBML, SEGMENT))
    names = [bytes(data[each.inside : each.end]) for each in _within(data, head) if each.number == DOC_TYPE]
    if names != [b"webm"]:
        raise ValueError("not WebM")
    for each in top:
        if each.number == VOID:
            _blank(data, each)
    _clean(data, segment)
    return bytes(data)


def _clean(data: bytearray, parent: Element) -> None:
    for each in list(_within(data, parent)):
        if each.number not in KEPT[parent.number]:
            _blank(data, each)
        elif each.number in KEPT:
            _clean(data, each)
        elif each.number in (MUXING_APP, WRITING_APP):
            data[each.inside : each.end] = b" " * (each.end - each.inside)
        elif each.number == TRACK_TYPE and _value(data, each) not in (PICTURE, SOUND):
            raise ValueError("a track of another kind")


def _value(data: bytearray, element: Element) -> int:
    return int.from_bytes(data[element.inside : element.end], "big")


def _blank(data: bytearray, element: Element) -> None:
    """In its place as many bytes that say nothing."""
    size = element.end - element.start
    if size < 10:
        head = bytes([VOID, 0x80 | size - 2])
    else:
        head = bytes([VOID, 0x01]) + (size - 9).to_bytes(7, "big")
    data[element.start : element.end] = head.ljust(size, b"\0")


def _within(data: bytearray, parent: Element) -> Iterator[Element]:
    return _elements(data, parent.inside, parent.end, inside_cluster=parent.number == CLUSTER)


def _elements(data: bytearray, start: int, end: int, *, inside_cluster: bool = False) -> Iterator[Element]:
    while start < end:
        number, after = _number(data, start, keep_marker=True)
        size, inside = _number(data, after)
        if size == (1 << 7 * (inside - after)) - 1:
            last = _end_of_unknown(data, number, inside, end)
        else:
            last = inside + size
        if last > end:
            raise ValueError("an element leaves its place")
        yield Element(number, start, inside, last)
        start = last


def _end_of_unknown(data: bytearray, number: int, inside: int, end: int) -> int:
    """A film recorded as it came says of no cluster how long it is: until the next thing that is not inside one."""
    if number == SEGMENT:
        return end
    if number != CLUSTER:
        raise ValueError("an element without an end")
    while inside < end:
        inner, after = _number(data, inside, keep_marker=True)
        if inner in TOP:
            return inside
        size, held = _number(data, after)
        inside = held + size
    return inside


def _number(data: bytearray, start: int, *, keep_marker: bool = False) -> tuple[int, int]:
    """A number of one to eight bytes, whose first set bit tells how many, and where it ends."""
    first = data[start]
    length = 9 - first.bit_length()
    if length > 8:
        raise ValueError("no number")
    value = int.from_bytes(data[start : start + length], "big")
    return (value if keep_marker else value & (1 << 7 * length) - 1), start + length

"""
Whether a picture is already nothing but pixels, so that its bytes can stay: encoding JPEG anew at every trip between
two sites would wear it out. Only what our own encoder writes passes; everything else is encoded anew.
"""

from collections.abc import Iterator

# PNG: size, colours, transparency, pixels, end. JPEG: tables, frames, pixels. WebP: pixels and transparency.
PNG_PARTS = {b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"}
JPEG_PARTS = {0xDB, 0xC0, 0xC1, 0xC2, 0xC4, 0xDD, 0xDA}
WEBP_PARTS = {b"VP8 ", b"VP8L", b"VP8X", b"ALPH"}
# What the header of a JPEG says when no resolution is told and no small picture follows.
JFIF = b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0"


def is_bare(kind: str, data: bytes) -> bool:
    """Whether this file of 'JPEG', 'PNG' or 'WEBP' holds no part but those that make the picture."""
    try:
        return {"JPEG": _bare_jpeg, "PNG": _bare_png, "WEBP": _bare_webp}[kind](data)
    except (IndexError, KeyError, ValueError):
        return False


def _bare_png(data: bytes) -> bool:
    place, parts = 8, []
    while place < len(data):
        size = int.from_bytes(data[place : place + 4], "big")
        parts.append(data[place + 4 : place + 8])
        place += 12 + size
    return place == len(data) and set(parts) <= PNG_PARTS and parts.index(b"IEND") == len(parts) - 1


def _bare_webp(data: bytes) -> bool:
    if len(data) != 8 + int.from_bytes(data[4:8], "little"):
        return False
    place = 12
    while place < len(data):
        name, size = data[place : place + 4], int.from_bytes(data[place + 4 : place + 8], "little")
        # The flags of an extended file name colour profile, Exif, XMP and movement: only transparency may be there.
        if name not in WEBP_PARTS or (name == b"VP8X" and data[place + 8] & ~0x10):
            return False
        place += 8 + size + size % 2
    return place == len(data)


def _bare_jpeg(data: bytes) -> bool:
    for marker, part in _jpeg_parts(data):
        if marker == 0xE0 and part == JFIF:
            continue
        if marker not in JPEG_PARTS:
            return False
    return True


def _jpeg_parts(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Each part between the start and the end of the picture, which is the end of the file."""
    place = 2
    while data[place : place + 2] != b"\xff\xd9":
        if data[place] != 0xFF:
            raise ValueError("no part begins here")
        marker, size = data[place + 1], int.from_bytes(data[place + 2 : place + 4], "big")
        yield marker, data[place + 4 : place + 2 + size]
        place += 2 + size
        if marker == 0xDA:
            place = _after_pixels(data, place)
    if place + 2 != len(data):
        raise ValueError("something follows the picture")


def _after_pixels(data: bytes, place: int) -> int:
    while True:
        place = data.index(b"\xff", place)
        if data[place + 1] != 0 and not 0xD0 <= data[place + 1] <= 0xD7:
            return place
        place += 2

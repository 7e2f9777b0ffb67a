"""Files put together into one: without hours or names of whoever did it, the same bytes for the same course."""

import zipfile

LONG_AGO = (1980, 1, 1, 0, 0, 0)


def info(name: str, *, packed: bool = True) -> zipfile.ZipInfo:
    """What a zip file says of a file in it; what is small already is not `packed`."""
    told = zipfile.ZipInfo(name, LONG_AGO)
    told.compress_type = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
    told.external_attr = 0o644 << 16
    return told


def add(box: zipfile.ZipFile, name: str, body: bytes, *, packed: bool = True) -> None:
    """Put a file in."""
    box.writestr(info(name, packed=packed), body)

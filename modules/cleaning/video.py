"""Films: what tells who made them, where, when and with what is taken out; pictures and sound are not touched."""

from uuid import uuid4

from django.core.exceptions import ValidationError
from django.core.files import File
from django.utils.translation import gettext as _

from modules.cleaning import CleanFile
from modules.cleaning.mp4 import SOUND, VIDEO, clean_mp4, track_kinds
from modules.cleaning.webm import clean_webm

# As much as comes in without being written down first (FILE_UPLOAD_MAX_MEMORY_SIZE), and much for a prepaid line.
MOST_BYTES = 15 * 1024 * 1024
TYPES = {".mp4": "video/mp4", ".webm": "video/webm"}
WEBM = b"\x1a\x45\xdf\xa3"


def clean_video(file: File) -> CleanFile:
    """
    The same film without anything told about it, under a random name. Raises ValidationError above MOST_BYTES and for
    what is not MP4 or WebM with pictures and sound alone, whatever its name says.
    """
    if file.size is None or file.size > MOST_BYTES:
        most = MOST_BYTES // 1024 // 1024
        raise ValidationError(_("Este video pesa demasiado. Hasta %(most)d MB.") % {"most": most})
    file.seek(0)
    try:
        extension, cleaned = _cleaned(bytearray(file.read()))
    except (IndexError, ValueError):
        raise ValidationError(
            _(
                "Este video no se pudo leer, o lleva algo más que imagen y sonido. Conviértelo a MP4 (H.264) o WebM."
            )
        ) from None
    return CleanFile(f"{uuid4().hex}{extension}", cleaned, TYPES[extension])


def is_video(file: File) -> bool:
    """Whether this is a film, as far as its first look tells; the form knows from what she chose to add."""
    file.seek(0)
    data = bytearray(file.read())
    file.seek(0)
    try:
        return data.startswith(WEBM) or (data[4:8] == b"ftyp" and VIDEO in track_kinds(data))
    except (IndexError, ValueError):
        return False


def _cleaned(data: bytearray) -> tuple[str, bytes]:
    if data.startswith(WEBM):
        return ".webm", clean_webm(data)
    if data[4:8] != b"ftyp" or data[8:12] == b"qt  " or VIDEO not in track_kinds(data):
        raise ValueError("no film")
    return ".mp4", clean_mp4(data, frozenset({SOUND, VIDEO}))

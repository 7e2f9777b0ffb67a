"""A file of questions, whichever of the two formats it is in, and within bounds."""

from typing import BinaryIO

from django.utils.translation import gettext as _

from modules.exchange.errors import CourseFileError
from modules.exchange.foreign import Asked
from modules.exchange.gift import read_gift
from modules.exchange.moodle import read_moodle
from modules.exchange.package import MB
from modules.readable import UNREADABLE

MOST_BYTES, MOST_QUESTIONS = 10 * MB, 300


def read_questions(file: BinaryIO) -> list[Asked]:
    """What is asked in it. CourseFileError where it can not be read at all."""
    data = file.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        said = _("Este archivo pesa demasiado. Hasta %(most)d MB.")
        raise CourseFileError(said % {"most": MOST_BYTES // MB})
    is_xml = data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")
    most = MOST_QUESTIONS + 1
    asked = read_moodle(data, most) if is_xml else read_gift(_text(data), most)
    if not asked:
        raise CourseFileError(_("En este archivo no hay preguntas."))
    if len(asked) > MOST_QUESTIONS:
        said = _("Este archivo tiene más de %(most)d preguntas: pártelo.")
        raise CourseFileError(said % {"most": MOST_QUESTIONS})
    return asked


def _text(data: bytes) -> str:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise CourseFileError(_("Este archivo no está en UTF-8. Guárdalo con esa codificación.")) from None
    if UNREADABLE.search(text):
        raise CourseFileError(_("Este archivo no es de texto."))
    return text

"""
A text written in Word as a lesson: each title begins a block of text, tables become lists, pictures become blocks.
What a lesson can not hold is said, and nothing is fetched from anywhere.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from typing import Any, BinaryIO
from uuid import uuid4

import mammoth
from django.utils.translation import gettext as _

from modules.exchange import foreign
from modules.exchange.errors import CourseFileError
from modules.exchange.foreign import FEATURES, plain, rich
from modules.exchange.package import MB, Limits, Opened, shown

LIMITS = Limits(packed=40 * MB, whole=120 * MB, files=1000)
MOST_PART, MOST_PICTURE, MOST_PICTURES = 20 * MB, 12 * MB, 100
# Elements open and close; opened, each takes a kilobyte and more of memory. Hundreds of pages have fewer.
MOST_TAGS = 300_000
MACROS = re.compile(r"(?i)vbaproject|\.bin$|macroenabled")
TYPES, PARTS = "[Content_Types].xml", (".xml", ".rels")
TITLE = re.compile(r"(?s)<(h[1-6])>(.*?)</\1>")
TABLE = re.compile(r"(?s)<table>(.*?)</table>")
ROW, CELL = re.compile(r"(?s)<tr>(.*?)</tr>"), re.compile(r"(?s)<t[dh][^>]*>(.*?)</t[dh]>")
PICTURE = re.compile(r'<img(?: alt="(?P<alt>[^"]*)")? src="picture:(?P<number>\d+)"[^>]*>')
NOTE = re.compile(r'(?s)<sup><a href="#[^"]*"[^>]*>[^<]*</a></sup>')
XML = re.compile(rb"[\xef\xbb\xbf\xff\xfe\x00\s]*<")
NOTES = re.compile(r'(?s)<ol>(?=<li id="(?:foot|end)note).*?</ol>')
PIECES = re.compile(r"(?s)(<h[1-6]>.*?</h[1-6]>|<img [^>]*>)")
EXTENSIONS = {"image/jpeg": ".jpg", "image/png": ".png", "image/webp": ".webp"}
STYLES = (
    "p[style-name='Title'] => h1:fresh\np[style-name='Título'] => h1:fresh\np[style-name='Quote'] => p:fresh"
)


@dataclass
class WordLesson:
    """What a lesson is made of; a picture in `blocks` is named by its place in `pictures`."""

    title: str = ""
    blocks: list[dict[str, Any]] = field(default_factory=list)
    pictures: dict[str, bytes] = field(default_factory=dict)
    said: list[str] = field(default_factory=list)


def read_word(file: BinaryIO) -> WordLesson:
    """Read a .docx. CourseFileError when it is none, has macros, or is made to break what opens it."""
    _check(file)
    lesson = WordLesson()
    try:
        told = mammoth.convert_to_html(
            file,
            style_map=STYLES,
            include_embedded_style_map=False,
            external_file_access=False,
            convert_image=mammoth.images.img_element(lambda image: _picture(lesson, image)),
        )
    except CourseFileError:
        raise
    except Exception:
        # Whatever the package stumbles over: the file is not what it says it is.
        raise CourseFileError(
            _("Este documento de Word no se entiende. Guárdalo otra vez como .docx.")
        ) from None
    _fill(lesson, told.value, [each.message for each in told.messages])
    return lesson


def _check(file: BinaryIO) -> None:
    package = Opened(file, LIMITS)
    names = set(package.entries)
    if TYPES not in names or not any(name.startswith("word/") for name in names):
        raise CourseFileError(_("Este archivo no es un documento de Word (.docx)."))
    for name in names:
        if MACROS.search(name):
            raise _has_macros()
        _check_part(package, name)
    file.seek(0)


def _check_part(package: Opened, name: str) -> None:
    """A part may have any name: what is read as XML is what looks like it."""
    if not (name.endswith(PARTS) or package.begins(name, XML)):
        return
    data = package.read(name, MOST_PART)
    if name == TYPES and MACROS.search(data.decode("utf-8", "replace")):
        raise _has_macros()
    if data.count(b"<") > MOST_TAGS:
        raise CourseFileError(_("Este documento es demasiado largo: pártelo."), name=shown(name))
    # No part of such a document declares anything, except to swell or to look elsewhere; a drawing may say its type.
    bare = data.replace(b"\x00", b"").replace(b"<!--", b"").replace(b"<![CDATA[", b"")
    if (b"<!" if name.endswith(PARTS) else b"<!ENTITY") in bare:
        raise CourseFileError(_("Este documento trae definiciones propias, y esas no se abren."))


def _has_macros() -> CourseFileError:
    return CourseFileError(
        _("Este documento trae macros, y esos no se abren. Guárdalo como .docx sin macros.")
    )


def _picture(lesson: WordLesson, image: Any) -> dict[str, str]:
    extension = EXTENSIONS.get(image.content_type)
    if extension is None or len(lesson.pictures) >= MOST_PICTURES:
        return {"src": "left-out:"}
    with image.open() as opened:
        data = opened.read(MOST_PICTURE + 1)
    if len(data) > MOST_PICTURE:
        return {"src": "left-out:"}
    number = len(lesson.pictures) + 1
    lesson.pictures[f"media/imagen-{number}{extension}"] = data
    return {"src": f"picture:{number}"}


def _fill(lesson: WordLesson, html: str, messages: list[str]) -> None:
    html, notes = NOTES.subn("", html)
    html = NOTE.sub("", html)
    if notes:
        lesson.said.append(_("Las notas al pie quedaron fuera: pon lo que importa en el texto."))
    tables = 0

    def as_list(table: re.Match[str]) -> str:
        nonlocal tables
        tables += 1
        return _list_of(table[1])

    while TABLE.search(html):
        html = TABLE.sub(as_list, html)
    if tables:
        lesson.said.append(
            _("Tablas que se volvieron listas, una fila por punto: %(many)d.") % {"many": tables}
        )
    for piece in _pieces(html):
        _add(lesson, piece)
    _say(lesson, html, messages)


def _list_of(rows: str) -> str:
    points = []
    for row in ROW.findall(rows):
        cells = [plain(cell) for cell in CELL.findall(row)]
        pictures = "".join(tag[0] for tag in PICTURE.finditer(row))
        if any(cells):
            points.append(f"<li>{'; '.join(_escaped(cell) for cell in cells if cell)}</li>")
        if pictures:
            points.append(pictures)
    return f"<ul>{''.join(points)}</ul>" if points else ""


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _pieces(html: str) -> Iterator[str]:
    """Titles and pictures by themselves, and what stands between them."""
    yield from (piece for piece in PIECES.split(html) if piece)


def _add(lesson: WordLesson, piece: str) -> None:
    title, picture = TITLE.fullmatch(piece), PICTURE.fullmatch(piece)
    texts = lesson.blocks and lesson.blocks[-1]["type"] == "text"
    if picture:
        names = list(lesson.pictures)
        value = {
            "image": names[int(picture["number"]) - 1],
            "alt": unescape(picture["alt"] or "")[:300],
            "caption": "",
        }
        lesson.blocks.append(_block("image", **value))
    elif title and not lesson.title and title[1] == "h1" and not lesson.blocks:
        lesson.title = plain(title[2])[:200]
    elif title:
        lesson.blocks.append(_block("text", body=rich(piece, FEATURES)))
    elif words := rich(piece, FEATURES):
        if texts:
            lesson.blocks[-1]["value"]["body"] += words
        else:
            lesson.blocks.append(_block("text", body=words))


def _block(kind: str, **value: Any) -> dict[str, Any]:
    return {"type": kind, "id": str(uuid4()), "value": {"step": "input", **value}}


def _say(lesson: WordLesson, html: str, messages: list[str]) -> None:
    if left := html.count('src="left-out:'):
        lesson.said.append(
            _("Imágenes que quedaron fuera, porque no son JPEG, PNG o WebP, o pesan demasiado: %(many)d.")
            % {"many": left}
        )
    without = sum(each["type"] == "image" and not each["value"]["alt"] for each in lesson.blocks)
    if without:
        lesson.said.append(_("Imágenes a las que les falta decir qué se ve: %(many)d.") % {"many": without})
    outside = sum("external" in each.lower() for each in messages)
    if outside:
        lesson.said.append(
            _("Cosas que el documento toma de fuera, y no se buscaron: %(many)d.") % {"many": outside}
        )
    if foreign.OUTSIDE.search(html):
        lesson.said.append(_("Los enlaces que no empiezan con https:// quedaron como texto."))
    styles = sorted({told[1] for each in messages if (told := re.search(r"style: '?([^']+)'? \(", each))})
    if styles:
        said = _("Estilos que no conocemos, y quedaron como texto: %(names)s.")
        lesson.said.append(said % {"names": ", ".join(styles[:12])})
    others = len(messages) - outside - sum("style" in each for each in messages)
    if others > 0:
        lesson.said.append(
            _(
                "Otras cosas que no se entendieron (cuadros, dibujos, fórmulas): %(many)d. Compara con tu documento."
            )
            % {"many": others}
        )

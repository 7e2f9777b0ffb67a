"""Zips that were made to harm, or that came broken: each is told in a sentence, and nothing is done."""

import io
import resource
import struct
import zipfile
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from modules.exchange import package
from modules.exchange.courses import read_package
from modules.exchange.errors import CourseFileError
from modules.exchange.sealed import PIECE, SealedReader, SealedWriter

COURSE = """---
course: uno
title: "Uno"
neutral_title: "Curso"
theme: care
summary: ""
hours: 1
modules:
  - {id: m, title: "M"}
---
"""
LESSON = """---
lesson: l
module: m
title: "L"
summary: ""
minutes: 10
required: true
---

"""
TEXT = "::: text {id: a, step: input}\nHola\n:::\n"


def zipped(files=None, **more):
    """A zip of these texts by name; with a whole course unless it says otherwise."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in {"es/curso.md": COURSE, "es/01.md": LESSON + TEXT, **(files or {}), **more}.items():
            if data is not None:
                made.writestr(name, data)
    return out.getvalue()


def lesson(text):
    return {"es/01.md": LESSON + text}


def linked():
    entry = zipfile.ZipInfo("es/02.md")
    entry.external_attr = 0o120777 << 16
    out = BytesIO(zipped())
    with zipfile.ZipFile(out, "a") as made:
        made.writestr(entry, "/etc/passwd")
    return out.getvalue()


def twice():
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name in ("es/curso.md", "ES/curso.md"):
            made.writestr(name, COURSE)
    return out.getvalue()


def locked():
    data = bytearray(zipped())
    for sign, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(sign) + place] |= 1
    return bytes(data)


def lying():
    """It says that a file is small, and unpacks to 30 MB."""
    data = zipped({"es/02.md": b"a" * 30_000_000})
    return data.replace(struct.pack("<I", 30_000_000), struct.pack("<I", 1000))


def long_list():
    """A list of files of a megabyte, without the files."""
    end = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, 65535, 65535, 1_000_000, 0, 0)
    return bytes(1_000_000) + end


HOSTILE = {
    "nothing": (b"", "no es un zip"),
    "no zip": (b"hola" * 50, "no es un zip"),
    "cut off": (zipped()[:-30], "no es un zip"),
    "without its beginning": (zipped()[200:], "no es un zip"),
    "a byte changed": (zipped().replace(b"\x08\x00", b"\x63\x00"), "no es un zip"),
    "up and away": (zipped({"../es/02.md": "x"}), "un nombre que no se acepta"),
    "from the root": (zipped({"/etc/x.md": "x"}), "un nombre que no se acepta"),
    "a disk": (zipped({"C:/x.md": "x"}), "un nombre que no se acepta"),
    "backwards": (zipped({"es\\..\\x.md": "x"}), "un nombre que no se acepta"),
    "signs in a name": (zipped({"es/a\x1b[2J.md": "x"}), "un nombre que no se acepta"),
    "a link": (linked(), "un nombre que no se acepta"),
    "two of one name": (twice(), "el mismo nombre"),
    "locked": (locked(), "contraseña"),
    "bomb of one file": (zipped({"es/02.md": b"a" * 30_000_000}), "se infla"),
    "bomb of many": (zipped({f"es/{n}.md": "" for n in range(2001)}), "demasiado grande por dentro"),
    "bomb that lies": (lying(), "no es un zip"),
    "a long list": (long_list(), "demasiado grande por dentro"),
    "a program": (zipped({"media/x.exe": "MZ"}), "no es parte de un curso"),
    "a page": (zipped({"media/x.svg": "<svg/>"}), "no es parte de un curso"),
    "no course": (zipped({"es/curso.md": None}), "falta «es/curso.md»"),
    "another language": (zipped({"xx/curso.md": COURSE}), "estas lenguas"),
    "two courses": (zipped({"en/curso.md": COURSE.replace("uno", "dos")}), "dos cursos"),
    "another encoding": (zipped({"es/01.md": "ñ".encode("latin-1")}), "UTF-8"),
    "sixteen bits": (zipped({"es/01.md": LESSON.encode("utf-16")}), "UTF-8"),
    "a zero": (zipped(lesson("::: text {id: a, step: input}\na\x00b\n:::\n")), "es/01.md:11: Esta línea"),
    "a text of 2 MB": (zipped({"es/01.md": "".join(map(str, range(350_000)))}), "Hasta 1 MB"),
    "a missing picture": (
        zipped(lesson('::: image {id: a, step: input, image: "media/x.jpg"}\nx\n:::\n')),
        "Falta el archivo «media/x.jpg»",
    ),
    "a picture from outside": (
        zipped(lesson('::: image {id: a, step: input, image: "https://example.org/x.jpg"}\nx\n:::\n')),
        "Falta el archivo",
    ),
    "no module": (
        zipped({"es/01.md": LESSON.replace("module: m", "module: x") + TEXT}),
        "módulo que no está",
    ),
    "twice the same lesson": (zipped({"es/02.md": LESSON + TEXT}), "llevan el mismo nombre"),
    "references": (
        zipped(lesson("::: text {id: &a [x,x,x], step: [*a,*a]}\nx\n:::\n")),
        "no se entienden",
    ),
    "deep": (zipped(lesson("::: text {id: a, step: " + "[" * 5000 + "}\nx\n:::\n")), "no se entienden"),
    "deep as stored": (
        zipped(lesson("::: text {id: a, stored: true}\n" + "[" * 60_000 + "\n:::\n")),
        "no se entienden",
    ),
    "another shape": (
        zipped(lesson('::: single_choice {id: a, stored: true}\n{"step": "input", "choices": 5}\n:::\n')),
        "no se entienden",
    ),
    "half a sign": (zipped({"es/01.md": LESSON.replace('"L"', r'"a\ud800"') + TEXT}), "no se pueden leer"),
    "a zero in words": (zipped({"es/curso.md": COURSE.replace('"Uno"', r'"a\0"')}), "no se pueden leer"),
    "half a sign as stored": (
        zipped(lesson('::: story {id: a, stored: true}\n{"step": "input", "title": "\\ud800"}\n:::\n')),
        "no se entienden",
    ),
    "no hours": (zipped({"es/curso.md": COURSE.replace("hours: 1", "hours: -1")}), "mayor que cero"),
    "hours that are no number": (
        zipped({"es/curso.md": COURSE.replace("hours: 1", "hours: .nan")}),
        "Faltan las horas",
    ),
    "a module that is a list": (
        zipped({"es/curso.md": COURSE.replace("{id: m,", "{id: [m],")}),
        "un módulo no tiene id",
    ),
}


@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE.keys())
def test_it_is_told_in_a_sentence(data):
    sent, said = data
    with pytest.raises(CourseFileError) as told:
        read_package(BytesIO(sent))
    assert said in str(told.value)
    assert str(told.value).isprintable()


def test_a_whole_one_is_read_also_out_of_a_folder_and_beside_what_computers_add():
    files = {"es/curso.md": None, "es/01.md": None}
    files |= {"caja/es/curso.md": COURSE, "caja/es/01.md": "\ufeff" + LESSON + TEXT}
    files |= {"__MACOSX/caja/._es": "x", "caja/.DS_Store": "x", "caja/es/Thumbs.db": "x"}
    course = read_package(BytesIO(zipped(files)))
    assert [each.title for each in course.languages["es"][1]] == ["L"]


def test_a_file_of_100_mb_is_refused_before_it_is_read(monkeypatch):
    class Large(io.BytesIO):
        def seek(self, place, whence=0):
            return 101 * package.MB if whence == 2 else super().seek(place)

    with pytest.raises(CourseFileError, match="Hasta 100 MB"):
        read_package(Large(zipped()))


SCRIPT = (
    "<p onclick='x'>a<script>alert(1)</script><img src='http://example.org/x'><iframe src='//x'></iframe>"
    "<a href='javascript:x'>b</a><a linktype='page' id='7'>c</a><style>p{}</style><b>d</b></p>"
)


def test_of_a_text_as_it_is_stored_only_what_its_editor_offers_is_kept():
    told = f'::: text {{id: a, stored: true}}\n{{"step": "input", "body": "{SCRIPT}"}}\n:::\n'
    course = read_package(BytesIO(zipped(lesson(told))))
    body = course.languages["es"][1][0].blocks[0]["value"]["body"]
    assert "<b>d</b>" in body
    for word in ("script", "onclick", "img", "iframe", "style", "javascript", "example.org"):
        assert word not in body
    assert "c" in body
    assert "linktype" not in body


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_whatever_is_changed_in_a_zip_is_read_or_told(data):
    sent = bytearray(zipped())
    for _time in range(data.draw(st.integers(1, 4))):
        sent[data.draw(st.integers(0, len(sent) - 1))] = data.draw(st.integers(0, 255))
    try:
        read_package(BytesIO(bytes(sent[: data.draw(st.integers(20, len(sent)))])))
    except CourseFileError as error:
        told = str(error)
    else:
        told = ""
    assert told == "" or told.isprintable()


@pytest.mark.parametrize("size", [0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE])
def test_what_is_sealed_opens_as_it_was_and_not_when_it_was_changed(tmp_path, size):
    path, key, told = tmp_path / "x", bytes(32), bytes(range(256)) * (size // 256) + b"z" * (size % 256)
    with SealedWriter(path, key) as file:
        for place in range(0, size, 1000):
            file.write(told[place : place + 1000])
    reader = SealedReader(path, key)
    assert (reader.size, reader.read()) == (size, told)
    reader.seek(-min(size, 5), 2)
    assert reader.read() == told[size - min(size, 5) :]
    sealed = path.read_bytes()
    for wrong in (sealed[:-1], sealed[: -PIECE - 16] or b"x", sealed[:-1] + bytes([sealed[-1] ^ 1])):
        path.write_bytes(wrong)
        with pytest.raises(OSError, match="does not open"):
            SealedReader(path, key)


def test_bombs_are_told_without_being_unpacked():
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for name in ("bomb of one file", "bomb that lies", "a long list"):
        with pytest.raises(CourseFileError):
            read_package(BytesIO(HOSTILE[name][0]))
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 20_000  # kB

"""A course on paper and in one file: opened and read back."""

import io
import re
import subprocess
import zipfile
from collections.abc import Iterator
from html import unescape
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest
from django.core.files.base import ContentFile
from django.utils import translation
from PIL import Image
from pypdf import PdfReader

from modules.exchange.guide import read_guide
from modules.models import (
    CourseImage,
    CourseMedia,
    CoursePage,
    GlossaryTerm,
    LanguageVariety,
    LessonPage,
    ModulePage,
)
from modules.paper import documents, kinds
from modules.paper.card import write_card
from modules.paper.documents import document, handbook_pdf, kit_pdf
from modules.paper.epub import epub
from modules.paper.forms import KIT, PAGE
from modules.paper.notes import beyond_guide
from modules.paper.page import one_file
from modules.paper.pictures import Pictures
from modules.paper.walk import live_modules
from modules.voices import put_track
from tests.certificates.test_pdf import PAINTS, elements
from tests.modules import samples
from tests.modules.pages import a_course, a_lesson, a_module, a_place, a_translation, home_of

pytestmark = pytest.mark.django_db

GUIDE = {
    "objective": "OBJETIVO de la sesión.",
    "group": "5-20",
    "steps": {"activity": 10, "deepening": 20},
    "materials": {"projector": "Bocina.", "paper": "Pliegos.", "no_power": "Semillas."},
    "stress": "orange",
    "lowering": "Ten agua a mano.",
    "questions": ["¿Qué notaron?"],
    "follow_up": {"weeks_2": "Llama.", "months_2": "Visita.", "months_6": "Miren otra vez."},
    "versions": {"30": "La mitad.", "60": "Casi todo.", "90": "Todo."},
}


@pytest.fixture
def course(settings, tmp_path: Path) -> CoursePage:
    """A lesson with a block of each kind, and a second module that the first one links to."""
    settings.MEDIA_ROOT = tmp_path
    body = io.BytesIO()
    Image.new("RGB", (1600, 900), "#c50").save(body, "PNG")
    image = CourseImage.objects.create(title="x", file=ContentFile(body.getvalue(), "x.png"))
    # The smallest thing that begins like a recording of sound.
    sound = CourseMedia.objects.create(
        title="Saludo", type="audio", duration=1, file=ContentFile(b"\xff\xfb\x90\x00" + bytes(600), "x.mp3")
    )
    course = a_course(
        a_place(), "Seguridad para defensoras", neutral_title="Curso 1", intro=samples.rich("Hola & adiós.")
    )
    second = a_lesson(a_module(course, "Después", slug="m2"), "La otra", [samples.TEXT], slug="l2")
    link = f'<p>Sigue en <a linktype="page" id="{second.pk}">la otra</a> < &amp;.</p>'
    blocks = [
        samples.block("text", "link", body=link.replace(" < ", " &lt; ")),
        samples.block("image", "picture", image=image.pk, alt="Un círculo", caption="El círculo"),
        samples.block("audio", "voice", audio=sound.pk, transcript="Buenos días.\nHola."),
        *samples.WORDS,
    ]
    guide = read_guide({"guide": GUIDE}, "", ("curso", "uno"))
    first = a_module(course, "Antes", slug="m1")
    first.move(course, "first-child")
    a_lesson(ModulePage.objects.get(pk=first.pk), "La una", blocks, guide=guide, slug="l1")
    return CoursePage.objects.get(pk=course.pk)


def module_of(course: CoursePage) -> ModulePage:
    return ModulePage.objects.get(title="Antes")


def read(body: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(body))


def words(reader: PdfReader) -> list[str]:
    """The text of each page, as one line."""
    return [" ".join(page.extract_text().split()) for page in reader.pages]


def in_order(text: str, *told: str) -> bool:
    """Whether these stand in it, each after the one before."""
    return re.search(".*?".join(map(re.escape, told)), text) is not None


def operations(reader: PdfReader) -> Iterator[tuple[list, bytes]]:
    for page in reader.pages:
        content = page.get_contents()
        assert content is not None
        yield from content.operations


def test_every_kind_of_block_stands_on_paper_and_its_answers_apart(course):
    html = document("modules/paper/page.html", course, PAGE, Pictures(), policy="", style="")
    blocks, _, answers = html.partition('<section class="answers">')
    for told in (
        "Primer <b>texto</b>",
        "El río",
        "La idea.",
        "Avisa a una",
        "Toma agua.",
        "Un círculo",
        "Buenos",
    ):
        assert told in blocks
    for kind in {kind for kind, _ in map(lambda each: (each["type"], 0), samples.WORDS)} - {
        "facilitator_note"
    }:
        anchors = [each["id"] for each in samples.WORDS if each["type"] == kind]
        assert all(f'id="l1-{anchor}"' in blocks for anchor in anchors), kind
    assert "Porque Uno" not in blocks
    assert "Porque Uno" in answers
    assert "SECRETO" not in html
    assert "OBJETIVO" not in html


def test_the_handbook_has_pages_contents_tags_and_every_letter(course):
    reader = read(handbook_pdf(course))
    root, pages = reader.trailer["/Root"], words(reader)
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"]) == ("es", True)
    assert reader.metadata is not None
    assert reader.metadata.title == "Curso 1"
    width, height = reader.pages[0].mediabox.width, reader.pages[0].mediabox.height
    assert (round(width), round(height)) == (420, 595)
    there = next(
        place for place, text in enumerate(pages, 1) if place > 2 and text.startswith("Después La otra")
    )
    assert re.search(rf"La otra[ .]+{there} ", next(text for text in pages if text.startswith("Contenido")))
    assert pages[there - 1].endswith(str(there))
    assert in_order(
        " ".join(pages[2:]), "La una", "Actividad", "Primer texto", "El río", "Respuestas", "Porque Uno"
    )
    found = elements(root["/StructTreeRoot"]["/K"])
    ranks = [int(str(each["/S"])[2]) for each in found if re.fullmatch(r"/H\d", str(each.get("/S")))]
    assert ranks[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(ranks))
    assert [each["/Alt"] for each in found if each.get("/S") == "/Figure"] == ["Un círculo"]
    for page in reader.pages:
        for font in page["/Resources"]["/Font"].values():
            assert "/FontFile2" in font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"]
    marks: list[str] = []
    for operands, operator in operations(reader):
        if operator in (b"BDC", b"BMC"):
            marks.append(operands[0])
        elif operator == b"EMC":
            marks.pop()
        else:
            assert operator not in PAINTS or marks, f"{operator!r} paints outside the structure"


def test_the_kit_is_black_on_white_with_all_that_she_needs(course):
    reader = read(kit_pdf(course, module_of(course)))
    pages = words(reader)
    text = " ".join(pages)
    assert in_order(
        text, "Antes", "La una", "OBJETIVO", "5-20", "30 minutos", "Naranja", "Ten agua", "Semillas.",
        "Casi todo.", "¿Qué notaron?", "Paso a paso", "Actividad · 10 minutos", "SECRETO de la guía", "Visita.",
        "Respuestas, solo para ti", "Porque Uno", "Pasa w1",
    )  # fmt: skip # A list is read in lines.
    assert "Después La otra" not in text
    (answers,) = [page for page in pages if "Respuestas, solo" in page]
    assert answers.startswith("Respuestas")
    before = pages[: pages.index(answers)]
    assert "Porque Uno" not in " ".join(before)
    colours = {tuple(map(float, o)) for o, operator in operations(reader) if operator in (b"rg", b"RG")}
    greys = {float(o[0]) for o, operator in operations(reader) if operator in (b"g", b"G")}
    assert colours <= {(0.0, 0.0, 0.0), (1.0, 1.0, 1.0)}
    assert greys <= {0.0, 1.0}
    pictures = [each for page in reader.pages for each in page.images]
    assert {each.image.mode for each in pictures if each.image} == {"L"}
    assert round(reader.pages[0].mediabox.height) == 792
    assert round(read(kit_pdf(course, module_of(course), "a4")).pages[0].mediabox.height) == 842


@pytest.mark.parametrize(
    ("language", "note"),
    [
        (
            "es",
            "<h3>Objetivo</h3><p>a</p><h3>Materiales</h3><p>b</p><h3>Cierre</h3><p>c</p><h3>Cuidado</h3><p>d</p>",
        ),
        (
            "en",
            "<h3>Objective</h3><p>a</p><h3>Materials</h3><p>b</p><h3>Closing</h3><p>c</p><h3>Care</h3><p>d</p>",
        ),
    ],
)
def test_the_kit_says_nothing_twice(language, note):
    guide = read_guide({"guide": GUIDE}, "", ("curso", "uno"))
    told = LessonPage(guide=guide).guide[0].value
    with translation.override(language):
        assert re.findall(r"<p>(.)</p>", beyond_guide(f"<p>0</p>{note}", told)) == ["0", "c", "d"]
        assert beyond_guide(note, None) == note


@pytest.mark.parametrize("language", ["es", "en"])
def test_of_the_notes_of_a_starter_course_the_kit_prints_steps_and_care(language):
    from tests.modules.test_starter_text import GUIDE_HEADINGS

    guide = read_guide({"guide": GUIDE | {"closing": "x"}}, "", ("curso", "uno"))
    told = LessonPage(guide=guide).guide[0].value
    path = Path("modules/starter/cuidados") / language / "01-notar.md"
    titles = re.findall(r"^### (.+)$", path.read_text().partition("::: facilitator_note")[2], re.MULTILINE)
    note = "".join(f"<h3>{title}</h3><p>x</p>" for title in titles)
    with translation.override(language):
        left = re.findall(r"<h3>(.+?)</h3>", beyond_guide(note, told))
    assert left == [GUIDE_HEADINGS[language][2], GUIDE_HEADINGS[language][5]]


def test_steps_of_a_scenario_and_pairs_become_cards_and_sheets_are_blank(course):
    html = document("modules/paper/kit.html", course, KIT, Pictures(), only=[module_of(course)])
    _told, _, apart = html.partition('<section class="sheet">')
    cards = re.findall(r'<div class="card">(.*?)</div>', apart, re.S)
    assert len(cards) == 3 + 2 * 3 + 3
    assert sum("Lb" in card for card in cards) == sum("Rb" in card for card in cards) == 1
    assert not any("Pasa w1" in card for card in cards)
    assert html.count('<section class="sheet">') == 1 + len(samples.WORKSHEETS)
    handed_out = html[html.index('<section class="sheet">') :]
    assert handed_out.count("¿El peligro ya está aquí") == 4


def test_one_file_asks_for_nothing(course):
    page = one_file(course).decode()
    assert "default-src 'none'; img-src data:" in unescape(page)
    assert not re.search(
        r"<(script|link|iframe|form|audio|video|object)\b|@import|url\(|\son\w+=|\sstyle=", page
    )
    sources = re.findall(r'\ssrc="([^"]*)"', page)
    assert [each[:23] for each in sources] == ["data:image/jpeg;base64,"]
    addresses = set(re.findall(r'href="([^"]*)"', page))
    inside = {each[1:] for each in addresses}
    assert all(each.startswith("#") for each in addresses)
    assert inside <= set(re.findall(r'id="([^"]*)"', page))
    assert '<a href="#l2">la otra</a>' in page
    assert len(re.findall(r'id="', page)) == len(set(re.findall(r'id="([^"]*)"', page)))
    assert "<title>Curso 1</title>" in page


# The validator of the norm, a Java program (docs/decisions/0109).
CHECKER = "/usr/bin/epubcheck"


def test_the_book_is_a_book(course, tmp_path):
    body = epub(course)
    assert body == epub(course)
    assert body[30:58] == b"mimetypeapplication/epub+zip"
    with zipfile.ZipFile(io.BytesIO(body)) as book:
        names = book.namelist()
        for name in names:
            if name.endswith((".xhtml", ".opf", ".xml")):
                ElementTree.fromstring(book.read(name))
        package = book.read("book/book.opf").decode()
        lesson = book.read("book/l1.xhtml").decode()
    assert "imagen-" in "".join(names)
    assert f"urn:uuid:{course.translation_key}" in package
    assert "schema:accessibilitySummary" in package
    assert 'href="l2.xhtml#l2"' in lesson
    assert 'href="answers.xhtml#l1-one-a"' in lesson
    file = tmp_path / "b.epub"
    file.write_bytes(body)
    checked = subprocess.run(["java", "-jar", CHECKER, file], capture_output=True, text=True, check=False)
    assert "0 fatals / 0 errors / 0 warnings" in checked.stdout + checked.stderr, (
        checked.stdout + checked.stderr
    )


def test_the_card_holds_all_under_names_that_say_nothing(course, monkeypatch):
    monkeypatch.setattr(documents, "MOST_LESSONS", 1)
    out, heard = io.BytesIO(), []
    write_card(course, out, lambda done, total: heard.append((done, total)))
    with zipfile.ZipFile(out) as box:
        assert box.namelist() == [
            "curso-1.html", "curso-1.epub", "curso-1-libro-1.pdf", "curso-1-libro-2.pdf", "curso-1-guia-1.pdf",
            "curso-1-guia-2.pdf", "audio-1.mp3",
        ]  # fmt: skip # A list is read in lines.
        assert '<a href="audio-1.mp3">' in box.read("curso-1.html").decode()
        assert box.read("audio-1.mp3").startswith(b"\xff\xfb")
        first, second = (" ".join(words(read(box.read(f"curso-1-libro-{n}.pdf")))) for n in (1, 2))
    assert "La idea." in first
    assert "La idea." not in second
    assert b"defensoras" not in out.getvalue()
    assert (heard[0], heard[-1]) == ((0, 6), (6, 6))


def test_the_card_lets_each_language_hear_the_voices_of_the_original(course, django_assert_num_queries):
    """Also those that came after the translation; on paper nothing is told of them."""
    mam, lesson = LanguageVariety.objects.get(code="mam"), LessonPage.objects.descendant_of(course).first()
    sound = CourseMedia.objects.get()
    put_track(lesson, block=lesson.body[0].id, variety=mam, audio=sound, by=None).publish()
    index = a_translation(course.get_parent().specific, home_of("en"), title="Place", slug="place")
    english = a_translation(course, index, title="Weave", neutral_title="Course 1")
    part = a_translation(lesson.get_parent().specific, english, title="Part")
    a_translation(lesson, part, title="One", body=list(lesson.body.raw_data))
    out = io.BytesIO()
    with translation.override("en"):
        write_card(english, out, lambda done, total: None)
    with zipfile.ZipFile(out) as box:
        assert box.read("audio-1.mp3").startswith(b"\xff\xfb")
        page = box.read("course-1.html").decode()
        assert '<a href="audio-1.mp3">Listen in <span lang="mam">Mam</span></a>' in page
    assert "Listen in" not in one_file(english).decode()
    with django_assert_num_queries(4):
        live_modules(course)


def test_titles_that_nobody_has_translated_say_their_language_on_paper_too(course, tmp_path):
    """Part and lesson are called in English, the course is not."""
    lesson = LessonPage.objects.descendant_of(course).first()
    index = a_translation(course.get_parent().specific, home_of("en"), title="Place", slug="place")
    english = a_translation(course, index, title=course.title)
    part = a_translation(lesson.get_parent().specific, english, title="Part")
    a_translation(lesson, part, title=lesson.title, body=[samples.TEXT])
    page = one_file(english).decode()
    assert f'<h1 lang="es">{course.title}</h1>' in page
    assert '<h2 id="m1">Part</h2>' in page
    assert f'<h3 lang="es">{lesson.title}</h3>' in page
    with zipfile.ZipFile(io.BytesIO(epub(english))) as book:
        assert f'lang="es">{lesson.title}</h1>' in book.read("book/l1.xhtml").decode()
    for made in (document("modules/paper/kit.html", each, KIT, Pictures()) for each in (course, english)):
        assert ('lang="es"' in made.partition("<body>")[2]) is ('<html lang="en"' in made)
    assert 'lang="es"' not in one_file(course).decode().partition("<body>")[2]


@pytest.fixture
def ceibas(ceiba):
    """A short course with one module, and none of its lessons readable yet."""
    course = a_course(ceiba.course_index, "Tejer", neutral_title="Curso 2")
    return course, a_module(course, "Antes")


def ask(client, page, kind):
    return client.post(f"/cms/exchange/{page.pk}/", {"kind": kind})


def test_a_trainer_asks_for_it_and_hears_its_size_first(
    client_as, trainer, stranger, ceibas, settings, tmp_path
):
    settings.WORK_ROOT = tmp_path / "work"
    course, module = ceibas
    client = client_as(trainer)
    refused = ask(client, module, "kit-letter")
    assert "no hay lecciones publicadas" in client.get(refused.url).content.decode()
    a_lesson(module, "Primera", [samples.TEXT])
    offered = client.get(f"/cms/exchange/{course.pk}/").content.decode()
    assert "Libro para imprimir" in offered
    assert "Libros para imprimir" not in offered
    begins = {"page": b"<!DOCTYPE", "book": b"PK", "handbook": b"%PDF", "card": b"PK"}
    for page, kind, first in [(module, "kit-a4", b"%PDF"), *((course, *each) for each in begins.items())]:
        there = ask(client, page, kind).url
        size = re.search(r"Bajar el archivo \(([\d.,]+\xa0\w+)\)", client.get(there).content.decode())
        assert size, kind
        body = b"".join(client.get(f"{there}file/"))
        assert body.startswith(first)
        assert b"Tejer" not in re.sub(rb"(?s)<body.*", b"", body)
    assert ask(client_as(stranger), module, "kit-letter").status_code in (403, 404)


def test_a_long_course_has_volumes(client_as, trainer, ceibas, monkeypatch):
    course, module = ceibas
    monkeypatch.setattr(kinds, "MOST_LESSONS", 1)
    for place in range(2):
        a_lesson(module, f"Lección {place}", [samples.TEXT], slug=f"l{place}")
    offered = client_as(trainer).get(f"/cms/exchange/{course.pk}/").content.decode()
    assert "Libros para imprimir" in offered
    assert "Libro para imprimir" not in offered


def test_words_of_the_glossary_are_told_at_the_end(course):
    entry = {
        "language": "es",
        "words": [samples.entry("w", "idea")],
        "senses": [samples.entry("s", {"says": "Lo que se piensa.", "countries": []})],
        "find": True,
    }
    GlossaryTerm.objects.create(entries=[{"type": "entry", "id": "e", "value": entry}])
    lesson = LessonPage.objects.get(title="La una")
    lesson.body = [
        *lesson.body.raw_data,
        samples.block("text", "w", body="<p>Una <acronym>idea</acronym> y otra.</p>"),
    ]
    lesson.save()
    told, _, words = one_file(course).decode().partition('<section class="words">')
    assert "Lo que se piensa." not in told
    assert re.findall(r"<dt>(.*?)</dt>", words) == ["idea"]
    assert "acronym" not in told
    with zipfile.ZipFile(io.BytesIO(epub(course))) as book:
        assert "Lo que se piensa." in book.read("book/words.xhtml").decode()


def test_a_picture_that_is_gone_leaves_its_words(course):
    CourseImage.objects.all().delete()
    page = one_file(course).decode()
    assert "<img" not in page
    assert "<p>Un círculo</p>" in page

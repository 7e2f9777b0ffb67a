"""The paper itself, opened and read back."""

import datetime
import io
from decimal import Decimal

import pytest
from pypdf import PdfReader
from weasyprint.urls import FatalURLFetchingError

from certificates import pdf
from certificates.actions import Issued
from certificates.models import Certificate
from certificates.verification import code_for
from learning.core import fonts, paper

ADDRESS = "https://aula.example/v/"


def issued(name: str = "Ixchel Ñuflo Kʼicheʼ", language: str = "es") -> Issued:
    row = Certificate(
        title="Curso 1",
        title_language="es",
        hours=Decimal("2.5"),
        language=language,
        month=datetime.date(2026, 11, 1),
    )
    return Issued(row, code_for("nonce", "owner"), name)


def read(body: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(body))


def test_one_page_across_with_name_course_hours_month_and_code() -> None:
    paper = issued()
    page, *others = read(pdf.render(paper, check_url=ADDRESS)).pages
    text = " ".join(page.extract_text().split())
    assert others == []
    assert page.mediabox.width > page.mediabox.height
    for words in [
        "Constancia",
        "Ixchel Ñuflo Kʼicheʼ",
        "Curso 1",
        "2.5 horas",
        "noviembre de 2026",
        paper.code,
        ADDRESS,
    ]:
        assert words in text


def test_in_english() -> None:
    text = " ".join(
        read(pdf.render(issued(language="en"), check_url=ADDRESS)).pages[0].extract_text().split()
    )
    assert "2.5 hours" in text
    assert "November 2026" in text
    assert "Constancia" not in text


def test_tagged_in_its_language_with_every_letter_inside_and_nothing_about_anybody() -> None:
    reader = read(pdf.render(issued(), check_url=ADDRESS))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "es"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata is not None
    assert reader.metadata.title == "Constancia"
    assert set(reader.metadata) <= {"/Title", "/Producer"}
    for font in reader.pages[0]["/Resources"]["/Font"].values():
        descriptor = font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"]
        assert "Andika" in descriptor["/FontName"]
        assert "/FontFile2" in descriptor
    xmp = root["/Metadata"].get_object().get_data().decode()
    assert "pdfuaid:part" in xmp
    assert "Ixchel" not in xmp


def test_the_same_paper_twice_is_the_same_file() -> None:
    assert pdf.render(issued(), check_url=ADDRESS) == pdf.render(issued(), check_url=ADDRESS)


@pytest.mark.parametrize(
    "address",
    ["https://example.org/x.png", "file:///etc/passwd", "data:image/svg+xml,<svg/>", "asset:../secrets"],
)
def test_nothing_is_fetched_but_what_we_ship(address: str) -> None:
    with pytest.raises(FatalURLFetchingError):
        paper._fetcher({}).fetch(address)


def test_markup_in_a_name_is_only_letters() -> None:
    name = '<img src="file:///etc/passwd">&amp;'
    text = read(pdf.render(issued(name), check_url=ADDRESS)).pages[0].extract_text()
    assert '<img src="file:///etc/passwd">&amp;' in " ".join(text.split())


def depths(body: bytes) -> dict[str, float]:
    """How far down the page each word is written, in points, the lowest where it stands more than once."""
    found: dict[str, float] = {}

    def see(text: str, _cm: object, matrix: list[float], _font: object, _size: object) -> None:
        for word in text.split():
            found[word] = max(found.get(word, matrix[5]), matrix[5])

    read(body).pages[0].extract_text(visitor_text=see)
    return found


@pytest.mark.parametrize("name", ["W" * 80, "W" * 34, "M" * 17, "Ana", "Guadalupe de la Concepción " * 3])
@pytest.mark.parametrize("title", ["Curso 1", "cuidarnos " * 12, "cuidarnos " * 25, "W" * 60, "W" * 119])
def test_the_longest_name_and_title_stay_apart_from_the_check(name: str, title: str) -> None:
    paper = issued(name.strip()[:80])
    paper.certificate.title = title.strip()
    body = pdf.render(paper, check_url=ADDRESS)
    assert len(read(body).pages) == 1
    down = depths(body)
    assert down["horas"] + 20 < down["comprueba"]


def test_without_letters_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "FOLDERS", [])
    fonts.folder.cache_clear()
    paper._weasyprint.cache_clear()
    try:
        with pytest.raises(paper.PaperMissing, match="apt install fonts-sil-andika"):
            paper.require()
    finally:
        monkeypatch.undo()
        fonts.folder.cache_clear()
        paper._weasyprint.cache_clear()


def elements(node) -> list:
    """The elements of the structure below `node`, which is an element, a list of them or a number of content."""
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, list):
        return [found for each in node for found in elements(each)]
    return [node, *elements(node.get("/K", []))] if isinstance(node, dict) else []


def test_a_screen_reader_finds_all_of_it_in_order() -> None:
    """What PDF/UA-1 asks that can be read without a validator; veraPDF was asked once, by hand."""
    reader = read(pdf.render(issued(), check_url=ADDRESS))
    root, page = reader.trailer["/Root"], reader.pages[0]
    found = elements(root["/StructTreeRoot"]["/K"])
    kinds = [each["/S"] for each in found if "/S" in each]
    assert "/H1" in kinds
    assert all(each.get("/Alt") for each in found if each.get("/S") == "/Figure")
    assert "/ParentTree" in root["/StructTreeRoot"]
    assert page["/Tabs"] == "/S"
    assert all("/ToUnicode" in font.get_object() for font in page["/Resources"]["/Font"].values())


@pytest.mark.parametrize("title", ["Curso 1", "cuidarnos " * 25], ids=["short", "of some lines"])
def test_a_title_in_another_language_than_the_paper_says_so(title: str) -> None:
    paper = issued(language="en")
    paper.certificate.title = title.strip()
    root = read(pdf.render(paper, check_url=ADDRESS)).trailer["/Root"]
    assert root["/Lang"] == "en"
    named = [each for each in elements(root["/StructTreeRoot"]["/K"]) if "/Lang" in each]
    assert named
    assert {(each["/S"], each["/Lang"], each["/P"]["/S"]) for each in named} == {("/Span", "es", "/P")}


PAINTS = {
    b"Tj",
    b"TJ",
    b"'",
    b'"',
    b"f",
    b"F",
    b"f*",
    b"S",
    b"s",
    b"B",
    b"B*",
    b"b",
    b"b*",
    b"sh",
    b"Do",
    b"BI",
}


def test_everything_on_the_paper_is_either_read_or_decoration() -> None:
    content = read(pdf.render(issued(), check_url=ADDRESS)).pages[0].get_contents()
    assert content is not None
    marks: list[str] = []
    for operands, operator in content.operations:
        if operator in (b"BDC", b"BMC"):
            marks.append(operands[0])
            assert operands[0] == "/Artifact" or "/MCID" in operands[1]
        elif operator == b"EMC":
            marks.pop()
        elif operator in PAINTS:
            assert marks, f"{operator!r} paints outside the structure"
    assert marks == []

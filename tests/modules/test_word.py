"""A document of Word becomes a draft lesson: what is taken, what is said, what is not opened."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from PIL import Image

from modules.exchange.errors import CourseFileError
from modules.exchange.package import MB
from modules.exchange.word import read_word

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
P = 'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
PIC = 'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = """<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="png" ContentType="image/png"/><Default Extension="rels" ContentType="x"/>
<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.{}.main+xml"/>
</Types>"""
PLAIN = "wordprocessingml.document"


def paragraph(text, style="", more=""):
    styled = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{styled}<w:r>{more}<w:t>{text}</w:t></w:r></w:p>"


def picture(link="r:embed", key="rId1", alt="Un monte"):
    return (
        f'<w:p><w:r><w:t>Antes </w:t></w:r><w:r><w:drawing><wp:inline {P}><wp:docPr id="1" descr="{alt}"/>'
        f'<a:graphic {A}><a:graphicData><pic:pic {PIC}><pic:blipFill><a:blip {link}="{key}"/></pic:blipFill></pic:pic>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
    )


def row(*cells):
    return "<w:tr>" + "".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in cells) + "</w:tr>"


def a_document(body, kind=PLAIN, rels="", **parts):
    drawn = BytesIO()
    Image.new("RGB", (20, 10), (10, 90, 60)).save(drawn, "PNG")
    links = (
        f'<Relationship Id="rId1" Type="{DOCUMENT}/image" Target="media/a.png"/>'
        f'<Relationship Id="rId2" Type="{DOCUMENT}/hyperlink" Target="https://example.org/a" TargetMode="External"/>'
        f'<Relationship Id="rId3" Type="{DOCUMENT}/hyperlink" Target="http://example.org/b" TargetMode="External"/>'
        f'<Relationship Id="rId4" Type="{DOCUMENT}/image" Target="http://example.org/c.png" TargetMode="External"/>'
    )
    ns = "http://schemas.openxmlformats.org/package/2006/relationships"
    out = BytesIO()
    with ZipFile(out, "w") as package:
        package.writestr("[Content_Types].xml", TYPES.format(kind))
        package.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{ns}"><Relationship Id="r" Type="{DOCUMENT}/officeDocument" '
            'Target="word/document.xml"/></Relationships>',
        )
        package.writestr(
            "word/_rels/document.xml.rels", f'<Relationships xmlns="{ns}">{links}{rels}</Relationships>'
        )
        package.writestr(
            "word/document.xml",
            f"<w:document {W} {R} {parts.pop('ns', '')}><w:body>{body}</w:body></w:document>",
        )
        package.writestr("word/media/a.png", drawn.getvalue())
        for name, data in parts.items():
            package.writestr(name.replace("__", "/").replace("_", "."), data)
    return BytesIO(out.getvalue())


def test_titles_lists_tables_and_pictures_become_blocks():
    lesson = read_word(
        a_document(
            paragraph("Cuidarnos", "Heading1")
            + paragraph("Hola", more="<w:rPr><w:b/></w:rPr>")
            + '<w:p><w:hyperlink r:id="rId2"><w:r><w:t>aquí</w:t></w:r></w:hyperlink></w:p>'
            + paragraph("Ideas", "Heading2")
            + f"<w:tbl>{row('Quién', 'Qué')}{row('Ana', 'Avisa &amp; escribe')}</w:tbl>"
            + picture()
            + paragraph("Después", "Raro")
        )
    )
    assert lesson.title == "Cuidarnos"
    assert [(each["type"], each["value"].get("body")) for each in lesson.blocks] == [
        ("text", '<p><b>Hola</b></p><p><a href="https://example.org/a">aquí</a></p>'),
        ("text", "<h3>Ideas</h3><ul><li>Quién; Qué</li><li>Ana; Avisa &amp; escribe</li></ul><p>Antes</p>"),
        ("image", None),
        ("text", "<p>Después</p>"),
    ]
    assert lesson.blocks[2]["value"]["alt"] == "Un monte"
    assert list(lesson.pictures) == ["media/imagen-1.png"]
    assert lesson.said[0] == "Tablas que se volvieron listas, una fila por punto: 1."


def test_what_stands_outside_is_not_fetched_and_said():
    link = '<w:p><w:hyperlink r:id="rId3"><w:r><w:t>allá</w:t></w:r></w:hyperlink></w:p>'
    lesson = read_word(a_document(paragraph("Uno") + picture("r:link", "rId4") + link))
    assert lesson.pictures == {}
    assert lesson.blocks[0]["value"]["body"] == "<p>Uno</p><p>Antes</p><p>allá</p>"
    assert "toma de fuera, y no se buscaron: 1." in " ".join(lesson.said)
    assert "https://" in " ".join(lesson.said)


@pytest.mark.parametrize(
    ("document", "said"),
    [
        (lambda: a_document("", kind="ms-word.document.macroEnabled"), "macros"),
        (lambda: a_document("", word__vbaProject_bin=b"x"), "macros"),
        (
            lambda: a_document("", word__styles_xml=b'<!DOCTYPE a [<!ENTITY b "c">]><a/>'),
            "definiciones propias",
        ),
        (
            lambda: a_document("", word__styles_xml='<!DOCTYPE a [<!ENTITY b "c">]><a/>'.encode("utf-16")),
            "definiciones",
        ),
        (lambda: a_document("", word__media__b_png=b' <!DOCTYPE a [<!ENTITY b "c">]><a/>'), "definiciones"),
        (lambda: a_document("", word__otra=b"<a>" + b"<b/>" * 300_000 + b"</a>"), "demasiado largo"),
        (lambda: a_document("", word__otra=b"\xef\xbb\xbf<" + b"a" * 20 * MB), "pesa demasiado"),
        (lambda: a_document("<w:p>"), "no se entiende"),
        (lambda: BytesIO(b"PK\x03\x04nada"), "no es un zip"),
        (lambda: BytesIO(a_document(paragraph("Uno")).getvalue()[:400]), "no es un zip"),
    ],
)
def test_what_is_not_opened_is_told(document, said):
    with pytest.raises(CourseFileError) as told:
        read_word(document())
    assert said in str(told.value)


def test_a_drawing_that_says_its_type_and_many_signs_raised_are_no_harm():
    raised = paragraph("1", more='<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>')
    drawing = b'<?xml version="1.0"?><!DOCTYPE svg PUBLIC "a" "b"><svg/>'
    lesson = read_word(a_document(paragraph("Uno") + raised, word__media__b_svg=drawing))
    assert "Uno" in lesson.blocks[0]["value"]["body"]

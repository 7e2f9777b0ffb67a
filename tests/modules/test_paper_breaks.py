"""Where a page of paper ends: what belongs together stays together, wherever on the page it happens to stand."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from modules.exchange.guide import read_guide
from modules.paper.documents import kit_pdf
from tests.modules import samples
from tests.modules.pages import a_course, a_lesson, a_module, a_place

pytestmark = pytest.mark.django_db

PLACES = range(16)
# Of a table, its first and its last row; of an idea, its end and its source; of a list, its ends.
TOGETHER = {
    "bocina": "semillas",
    "mitad": "todo",
    "llama": "miren",
    "idea": "papel",
    "punto0de": "punto1de",
    "punto2de": "punto3de",
}


def a_guide(number):
    """Three tables, each of three rows, after more lines than in the lesson before."""
    told = {
        "preparation": "Algo.\n" * 2 * number,
        "materials": {"projector": f"bocina{number}.", "paper": "Pliegos.", "no_power": f"semillas{number}."},
        "versions": {"30": f"mitad{number}.", "60": "Casi todo.", "90": f"todo{number}."},
        "follow_up": {"weeks_2": f"llama{number}.", "months_2": "Visita.", "months_6": f"miren{number}."},
    }
    return read_guide({"guide": told}, "", ("curso", "uno"))


def a_body(number):
    """An idea with its source after more lines than in the lesson before, twice; and a list."""
    idea = {**samples.KEY_IDEA["value"], "body": "<p>La idea.</p><p>Y más.</p>" + f"<p>idea{number}.</p>"}
    lines = samples.rich("Una línea.") * (1 + number)
    items = "".join(f"<li>punto{place}de{number}.</li>" for place in range(4))
    return [
        samples.block("text", f"before-{number}", body=lines),
        {**samples.KEY_IDEA, "id": f"idea-{number}", "value": {**idea, "source": f"papel{number}"}},
        samples.block("text", f"list-{number}", body=f"{lines}<ul>{items}</ul>"),
    ]


@pytest.fixture
def pages():
    """Word to the number of its page."""
    module = a_module(a_course(a_place()))
    for number in PLACES:
        a_lesson(module, f"Lección {number}", a_body(number), guide=a_guide(number), slug=f"l{number}")
    reader = PdfReader(BytesIO(kit_pdf(module.get_parent().specific, module)))
    return {
        word: place
        for place, page in enumerate(reader.pages)
        for word in page.extract_text().replace(".", " ").split()
    }


def test_what_belongs_together_is_on_one_page(pages):
    apart = [
        (one, number)
        for one, other in TOGETHER.items()
        for number in PLACES
        if pages[f"{one}{number}"] != pages[f"{other}{number}"]
    ]
    assert apart == []

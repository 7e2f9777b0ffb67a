"""Words of the glossary: found in texts, loaded out of their file, kept as somebody here corrected them."""

import copy
import re

import pytest
from wagtail.models import Locale

from modules.exchange.errors import CourseFileError
from modules.exchange.glossary import FILE, load_glossary, read_glossary
from modules.exchange.richtext import to_html, to_markdown
from modules.glossary import Glossary, Marker, explained, explaining
from modules.models import GlossaryTerm, LessonPage
from modules.rendering import lesson_steps
from modules.words import by_letter
from tests.modules import samples

WORDS = {
    "es": [
        "riesgo",
        "riesgo aceptable",
        "análisis de riesgo",
        "límite",
        "detención arbitraria",
        "retén",
        "red nacional",
        "estrés",
    ],
    "en": ["risk", "ally", "witness", "attack", "body map", "analysis"],
}
# What stands in a text, and what of it is explained.
FOUND = {
    "es": [
        ("El riesgo y otra vez el riesgo", ["riesgo"]),
        ("RIESGOS", ["RIESGOS"]),
        ("Un riesgo aceptable", ["riesgo aceptable"]),
        ("arriesgo, riesgosa", []),
        ("Un análisis de riesgos", ["análisis de riesgos"]),
        ("Un análisis. De riesgo", ["riesgo"]),
        ("Los límites; que limite", ["límites"]),
        ("detenciones arbitrarias", ["detenciones arbitrarias"]),
        ("dos retenes", ["retenes"]),
        ("las redes\n nacionales", ["redes\n nacionales"]),
        ("El estrés", ["estrés"]),
        ("<h3>Riesgo</h3><p>riesgo</p>", ["riesgo"]),
        ('<a href="https://riesgo.org/">riesgo</a> &amp; nada', []),
        ("<b>riesgo</b>", ["riesgo"]),
        ("<acronym>riesgo</acronym> y riesgo", ["riesgo"]),
        ("riesgo y <abbr>riesgos</abbr>", ["riesgo", "riesgos"]),
        ("<abbr>otra cosa</abbr>", []),
    ],
    "en": [
        ("Risks and allies of witnesses", ["Risks", "allies", "witnesses"]),
        ("body maps; the analysis", ["body maps", "analysis"]),
        ("attacker", []),
    ],
}


def a_glossary(language="es", **options):
    entries = [
        {"words": [word], "senses": [{"says": f"Es {word}.", "countries": []}], **options}
        for word in WORDS[language]
    ]
    return Glossary(entries, language)


def marked(html, glossary=None):
    return Marker(glossary or a_glossary()).mark(html)


def opened(html):
    return re.findall(r'<a class="word"[^>]*>(.*?)</a>', html, re.S)


@pytest.mark.parametrize(
    ("language", "html", "found"), [(language, *case) for language, cases in FOUND.items() for case in cases]
)
def test_whole_words_in_any_number_are_explained_once(language, html, found):
    page = marked(html, a_glossary(language))
    assert opened(page) == found
    bare = re.sub(
        r'<span class="meaning".*?</a></span>|<span class="word-spot".*?</span>', "", page, flags=re.S
    )
    assert re.sub(r"<[^>]+>", "", bare) == re.sub(r"<[^>]+>", "", html)


def test_a_word_that_is_not_looked_for_is_explained_where_it_is_marked():
    assert opened(marked("riesgo <abbr>riesgo</abbr>", a_glossary(find=False))) == ["riesgo"]


def test_a_word_of_two_ideas_tells_both_and_where():
    entries = [
        {"words": ["relatoría"], "senses": [{"says": "Experta.", "countries": []}]},
        {"words": ["relatoría"], "senses": [{"says": "Lo <escrito>.", "countries": ["GT", "HN"]}]},
    ]
    page = marked("La relatoría", Glossary(entries, "es"))
    assert "Experta." in page
    assert "Lo &lt;escrito&gt;. (GT, HN)" in page


def test_outside_a_lesson_nothing_is_explained_and_no_mark_is_left():
    assert explained("<p><abbr>riesgo</abbr> <acronym>b</acronym></p>") == "<p>riesgo b</p>"
    with explaining(a_glossary()):
        assert opened(explained("riesgo")) == ["riesgo"]
    assert explained("riesgo") == "riesgo"


def test_marks_go_into_a_course_file_and_come_back():
    html = "<p>Un <abbr>riesgo</abbr> y una <acronym>pausa</acronym>.</p>"
    assert to_markdown(html) == "Un [riesgo](glosario:) y una [pausa](glosario:no)."
    assert to_html(to_markdown(html)) == html


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("- id: a\n  source: x\n  es: {words: [], means: b}", "le falta algo"),
        ("- id: a\n  es: {words: [b], means: c}", "lleva id"),
        ("- {", "no se entienden"),
    ],
)
def test_a_broken_file_is_refused_in_words(text, said):
    with pytest.raises(CourseFileError, match=said):
        read_glossary(text, "palabras.yaml")


def test_every_term_has_both_languages_and_its_source():
    terms = read_glossary(FILE.read_text("utf-8"))
    assert len(terms) >= 82
    assert all(set(term.said()) == {"es", "en"} and term.source for term in terms.values())
    assert all(term.to_confirm for term in terms.values() if "GK" in term.source)
    assert len(terms["relatoria"].said()["es"]["senses"]) == 2


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "palabras.yaml"
    path.write_text(
        "".join(
            f"- id: {name}\n  source: GK\n  es: {{words: [{name}], means: Primero.}}\n"
            for name in ("riesgo", "bitácora", "despojo")
        )
    )
    return path


@pytest.mark.django_db
def test_loading_again_brings_what_the_file_changed_and_leaves_what_somebody_changed(file):
    assert len(load_glossary(file).new) == 3
    again = load_glossary(file)
    assert (again.new, again.changed, again.left_alone) == ([], [], [])
    GlossaryTerm.objects.filter(source="GK").first().delete()
    corrected = GlossaryTerm.objects.last()
    corrected.source = "De aquí"
    corrected.save()
    file.write_text(file.read_text().replace("Primero", "Después"))
    loaded = load_glossary(file)
    assert loaded.changed == ["bitácora"]
    assert loaded.left_alone == ["riesgo", "despojo"]
    said = {
        str(term): (term.source, term.said()["es"]["senses"][0]["says"])
        for term in GlossaryTerm.objects.all()
    }
    assert said == {"bitácora": ("GK", "Después."), "despojo": ("De aquí", "Primero.")}
    assert load_glossary(file).left_alone == []


def a_lesson_of_words(**fields):
    body = [
        samples.block("text", "t", body="<h3>Riesgo</h3><p>Los riesgos.</p>"),
        samples.block(
            "story", "s", title="Riesgo", body="<p>Un riesgo y un despojo.</p>", question="¿Riesgo?"
        ),
        {**samples.SINGLE, "value": {**samples.SINGLE["value"], "prompt": "<p>¿Qué despojos?</p>"}},
    ]
    return LessonPage(title="L", body=body, locale=Locale.get_default(), **fields)


def page_of(lesson):
    context = {"mode": "read", "marks": {}, "given": {}}
    return "".join(block for step in lesson_steps(lesson, context) for block in step.blocks)


@pytest.mark.django_db
@pytest.mark.urls("tests.modules.test_blocks")
def test_in_a_lesson_the_first_time_and_for_one_query(file, django_assert_num_queries):
    load_glossary(file)
    lesson = a_lesson_of_words()
    with django_assert_num_queries(1):
        page = page_of(lesson)
    assert opened(page) == ["riesgos", "despojo"]
    assert len(set(re.findall(r'id="([wv]\d+)"', page))) == 4
    assert opened(page_of(a_lesson_of_words(explains_words=False))) == []


SHEET = samples.WORKSHEETS[0]


@pytest.mark.django_db
@pytest.mark.urls("tests.modules.test_blocks")
@pytest.mark.parametrize(
    "block", [SHEET, samples.PAUSE, samples.GROUNDING, samples.CHECK_IN], ids=lambda block: block["type"]
)
def test_a_word_is_explained_in_what_a_sheet_or_a_pause_is_for(file, block):
    load_glossary(file)
    told = {**block, "value": {**block["value"], "body": "<p>Un despojo.</p>"}}
    assert opened(page_of(LessonPage(title="L", body=[told], locale=Locale.get_default()))) == ["despojo"]


@pytest.mark.django_db
@pytest.mark.urls("tests.modules.test_blocks")
def test_a_word_in_a_story_with_ways_is_told_beside_it_since_its_address_is_taken(file):
    load_glossary(file)
    story = copy.deepcopy(samples.STORY_WITH_WAYS)
    first, second = story["value"]["steps"][:2]
    first["value"]["body"] = "<p>Un riesgo y un despojo.</p>"
    first["value"]["ways"][0]["value"]["consequence"] = "Más <b> despojos."
    second["value"]["body"] = "<p>Otro despojo.</p>"
    body = [
        samples.block("text", "t", body="<p>Un riesgo.</p>"),
        story,
        samples.block("text", "u", body="<p>El despojo.</p>"),
    ]
    page = page_of(LessonPage(title="L", body=body, locale=Locale.get_default()))
    assert opened(page) == ["riesgo", "despojo"]
    assert re.findall(r"<summary>(\w+)</summary>", page) == ["despojo"] * 3


@pytest.mark.django_db
def test_the_list_is_in_her_language_and_found_without_accents(file):
    load_glossary(file)
    assert [letter for letter, _terms in by_letter("es")] == ["B", "D", "R"]
    [(_letter, [only])] = by_letter("en", "BITACORA")
    assert (only.words, only.language) == (["bitácora"], "es")
    assert by_letter("es", "nada de esto") == []

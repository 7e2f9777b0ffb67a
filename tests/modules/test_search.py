"""What is found, by whom, and how it is shown; the same on every database."""

import pytest
from django.db import connection
from wagtail.models import Locale

from modules.exchange.glossary import load_glossary
from modules.models import GlossaryTerm, SearchText, SearchWord
from modules.querysets import places
from modules.search.asking import hits, rows
from modules.search.context import around, marked
from modules.search.index import refresh
from modules.search.words import LONGEST, MOST_WORDS, Asked, fold, keys_in
from tests.modules import samples
from tests.modules.pages import (
    a_course,
    a_lesson,
    a_module,
    a_place,
    a_translation,
    an_entry,
    home_of,
    put,
)

APOSTROPHES = ["'", "`", "´", "‘", "’", "ʼ", "ʻ", "ꞌ", "＇", ""]


def found(words, place, language="es"):
    return [(hit.kind, hit.title) for hit in hits(Asked(words), language, places(place.pk))]


@pytest.mark.parametrize("sign", APOSTROPHES)
def test_an_apostrophe_is_written_as_one_can(sign):
    assert fold(f"K{sign}iche{sign}") == "kiche"
    assert list(keys_in(f"la lengua k{sign}iche{sign}.", "es")) == ["lengua", "kich"]


@pytest.mark.parametrize(
    ("one", "many"),
    [
        ("acción", "ACCIONES"),
        ("mujer", "mujeres"),
        ("voz", "voces"),
        ("país", "paises"),
        ("señal", "sen\u0303ales"),
        ("red", "redes"),
        ("mes", "meses"),
        ("interés", "intereses"),
        ("enlace", "enlaces"),
        ("chat", "chats"),
        ("pie", "pies"),
    ],
)
def test_accents_and_plurals_are_one(one, many):
    assert list(keys_in(one, "es")) == list(keys_in(many, "es"))
    assert Asked(one).keys & set(keys_in(many, "es"))
    assert Asked(many).keys & set(keys_in(one, "es"))


@pytest.mark.parametrize(
    "pair",
    [
        *("case cases", "virus viruses", "movie movies", "body bodies", "gas gases"),
        *("woman women women's woman’s", "child children children's", "person people persons people’s"),
        *("life lives", "crisis crises", "analysis analyses", "man men"),
    ],
)
def test_plurals_of_english_are_one(pair):
    assert len(set(keys_in(pair, "en"))) == 1


def test_what_stands_in_every_text_is_not_looked_for_beside_something_else():
    assert len(Asked("la red de las mujeres").words) == 2
    assert Asked("¿? — «»  · ...").words == ()
    assert len(Asked("para").words) == 1


def test_any_length_of_words_is_bounded():
    many = Asked(" ".join(f"palabra{n}" for n in range(1000)))
    assert len(many.words) == MOST_WORDS
    assert max(map(len, Asked("x" * 10_000).keys)) <= LONGEST


def test_words_are_marked_where_they_stand():
    text = f"{'antes ' * 40}Las amenazas <b>y</b> los riesgos de k’iche’ que se leen {'luego ' * 40}"
    shown = around(text, Asked("riesgo amenaza"), "es")
    assert "Las <mark>amenazas</mark> &lt;b&gt;y&lt;/b&gt; los <mark>riesgos</mark> de" in shown
    assert shown.startswith("… ")
    assert shown.endswith(" …")
    assert len(shown) < 300
    assert marked("K’iche’", Asked("kiche"), "es") == "<mark>K’iche</mark>’"
    assert around("", Asked("riesgo"), "es") == ""


pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return a_place()


@pytest.fixture
def course(place):
    return a_course(place, "Curso de señales", summary="Para leer lo que pasa.", slug="c")


@pytest.fixture
def module(course):
    return a_module(course, "Primeros pasos", slug="m")


def a_text(words, name="t"):
    return samples.block("text", name, body=f"<p>{words}</p>")


def test_all_her_words_before_some_and_titles_before_texts(place, module):
    a_lesson(module, "Cuidados", [a_text("Amenazas y riesgos")], slug="a")
    a_lesson(module, "Amenazas", [a_text("De los riesgos")], slug="b")
    a_lesson(module, "El riesgo", [a_text("Nada más")], slug="d")
    a_lesson(module, "Otra", [a_text("Un riesgo")], slug="e")
    asked = [title for _kind, title in found("riesgo amenaza", place)]
    assert asked == ["Amenazas", "Cuidados", "El riesgo", "Otra"]


def test_courses_entries_and_words_too(place, course, module):
    an_entry(place, "Fondo urgente", what="Dinero para salir.", countries=["GT"])
    load_glossary()
    assert found("señal", place)[0] == ("course", "Curso de señales")
    assert found("pasos", place)[0] == ("course", "Primeros pasos")
    assert found("guatemala fondo", place) == [("entry", "Fondo urgente")]
    assert "term" in {kind for kind, _title in found("acuerpamiento", place)}


def test_a_course_is_found_once_with_its_parts(place, course, module):
    a_module(course, "Señales de lejos", slug="n")
    assert found("señales", place) == [("course", "Curso de señales")]


def test_what_is_not_open_is_not_found(place, course, module):
    lesson = a_lesson(module, "Secreta", [a_text("xilófono")])
    assert found("xilofono", place) == [("lesson", "Secreta")]
    assert found("xilofono", a_place(slug="otro", title="Otro")) == []
    module.unpublish()
    assert found("xilofono", place) == []
    module.save_revision().publish()
    course.refresh_from_db()
    course.unpublish()
    assert found("xilofono", place) == []
    course.save_revision().publish()
    assert found("xilofono", place) == [("lesson", "Secreta")]
    lesson.refresh_from_db()
    lesson.unpublish()
    assert found("xilofono", place) == []
    lesson.save_revision().publish()
    lesson.delete()
    assert found("xilofono", place) == []
    assert not SearchWord.objects.filter(word="xilofono").exists()


def test_a_shared_place_is_open_to_all(place):
    shared = a_place(slug="comun", title="De todas", shared=True)
    a_lesson(a_module(a_course(shared, slug="s"), slug="s"), "Compartida", [a_text("xilófono")], slug="s")
    assert found("xilófono", place) == [("lesson", "Compartida")]


def test_a_page_that_moves_is_found_where_it_is(place, module):
    lesson = a_lesson(module, "Viajera", [a_text("xilófono")])
    other = a_place(slug="otro", title="Otro")
    away = a_module(a_course(other, slug="x"), slug="x")
    lesson.move(away, pos="last-child")
    assert found("xilófono", place) == []
    assert found("xilófono", other) == [("lesson", "Viajera")]


def test_a_draft_is_not_found_until_it_is_published(place, module):
    lesson = a_lesson(module, "Una", [a_text("antes")])
    lesson.title = "Otra palabra: xilófono"
    revision = lesson.save_revision()
    assert found("xilófono", place) == []
    revision.publish()
    assert found("xilófono", place) == [("lesson", "Otra palabra: xilófono")]
    assert found("una", place) == []


@pytest.fixture
def in_english(place, module):
    """A lesson in two languages."""
    spanish = a_lesson(module, "Amenaza", [a_text("Las amenazas")], slug="l")
    english_place = put(
        home_of("en"), type(place)(title="Lugar", slug="lugar", translation_key=place.translation_key)
    )
    course = a_translation(module.get_parent().specific, english_place, title="Course", slug="c")
    part = a_translation(module, course, title="Part", slug="m")
    return a_translation(spanish, part, title="Threat", slug="l", body=[a_text("Of threats")])


def test_she_finds_what_she_would_read(place, in_english):
    assert found("threats", place, "en") == [("lesson", "Threat")]
    assert found("threats", place, "es") == []
    assert found("amenazas", place, "en") == []
    assert found("amenazas", place, "es") == [("lesson", "Amenaza")]
    in_english.unpublish()
    assert found("amenazas", place, "en") == [("lesson", "Amenaza")]


def test_what_the_facilitator_and_the_answers_say_is_not_found(place, module):
    note = samples.block("facilitator_note", "n", body="<p>xilófono</p>")
    question = samples.block(
        "single_choice",
        "q",
        prompt="<p>¿Qué ves?</p>",
        hint="xilófono",
        choices=[
            {"text": "Una", "correct": True, "feedback": "xilófono"},
            {"text": "Dos", "correct": False, "feedback": "xilófono"},
        ],
    )
    a_lesson(module, "Una", [note, question])
    assert found("xilófono", place) == []
    assert found("ves", place) == [("lesson", "Una")]


def test_what_stands_behind_a_content_note_is_found_and_not_shown(place, module):
    note = samples.block(
        "content_note", "n", body="<p>Viene una historia dura.</p>", minutes=5, helps="", skips=1
    )
    lesson = a_lesson(module, "Una", [note, a_text("xilófono"), a_text("después", "u")])
    assert found("xilófono", place) == [("lesson", "Una")]
    shown = SearchText.objects.get(page=lesson).text
    assert "xilófono" not in shown
    assert "historia dura" in shown
    assert "después" in shown


def test_texts_in_a_row_are_told_apart(place, module):
    listed = samples.block("checklist", "c", title="Antes de salir", items=["Avisar", "¿Llevas agua?"])
    lesson = a_lesson(module, "Una", [listed])
    assert SearchText.objects.get(page=lesson).text.endswith("Antes de salir. Avisar. ¿Llevas agua?")


def test_the_command_finds_what_nobody_told(place, module):
    lesson = a_lesson(module, "Una", [a_text("xilófono")])
    SearchText.objects.all().delete()
    assert found("xilófono", place) == []
    assert refresh() == 3
    assert found("xilófono", place) == [("lesson", "Una")]
    assert refresh() == 0
    type(lesson).objects.filter(pk=lesson.pk).update(live=False)
    assert refresh() == 0
    assert not SearchText.objects.filter(page=lesson).exists()


def test_a_word_of_the_glossary_follows_its_text(place):
    load_glossary()
    term = GlossaryTerm.objects.first()
    entry = {
        "language": "es",
        "words": ["xilófono"],
        "senses": [{"says": "Suena.", "countries": []}],
        "find": True,
    }
    term.entries = [("entry", entry)]
    term.save()
    assert found("xilófono", place) == [("term", "xilófono")]
    assert found("suena", place, "en")[0] == ("term", "xilófono")
    term.delete()
    assert found("xilófono", place) == []


@pytest.mark.parametrize("many", [1, 3])
def test_one_question_however_many(place, module, many, django_assert_num_queries):
    for number in range(many):
        a_lesson(module, f"Riesgo {number}", [a_text("amenaza")], slug=f"l{number}")
    with django_assert_num_queries(1):
        assert len(hits(Asked("riesgo amenaza"), "es", places(place.pk))) == many


def test_a_language_without_rules_is_only_folded(place, module):
    Locale.objects.get_or_create(language_code="en")
    assert list(keys_in("winaqib’ Winaqib'", "quc")) == ["winaqib", "winaqib"]


def test_ten_thousand_texts_are_not_read_for_one_word(place, module):
    a_lesson(module, "Una", [a_text("xilófono")])
    many = [GlossaryTerm(entries=[]) for _number in range(10_000)]
    terms = GlossaryTerm.objects.bulk_create(many)
    texts = SearchText.objects.bulk_create(
        SearchText(term=term, kind="term", key=term.key, language="es", title=f"Palabra {number}")
        for number, term in enumerate(terms)
    )
    SearchWord.objects.bulk_create(
        SearchWord(text=text, word=word)
        for number, text in enumerate(texts)
        for word in (f"p{number}", "comun")
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    plan = rows(Asked("xilófono"), "es", places(place.pk)).explain()
    assert "search_word" in plan
    for table in ("modules_searchtext", "modules_searchword"):
        assert f"SCAN {table}" not in plan
        assert f"Seq Scan on {table}" not in plan
    assert found("xilófono", place) == [("lesson", "Una")]
    assert len(found("comun", place)) == 10_000

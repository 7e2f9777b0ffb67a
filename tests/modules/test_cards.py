"""Cards: an entry of the directory inside a lesson, which ages with it, and whose entry may be gone."""

import re

import pytest
from django.utils import translation

from modules.exchange.ids import stable_id
from modules.exchange.markdown import read_lesson, write_lesson
from modules.lacks import lacks_of
from modules.models import LessonPage
from modules.paper.forms import KIT
from modules.paper.pictures import Pictures
from modules.paper.walk import live_modules, walk
from modules.rendering import lesson_steps
from tests.modules import samples
from tests.modules.pages import a_course, a_lesson, a_module, a_place, a_translation, an_entry, home_of

pytestmark = pytest.mark.django_db

FACTS = {
    "system": "fund",
    "what": "Ayuda.",
    "source": "un papel",
    "cared_by": "el equipo",
    "submission": "Uno\nDos",
    "who": "Cualquiera",
    "phone": "+1 2",
    "cost": "Nada",
}


@pytest.fixture
def common():
    return a_place(title="De todas", slug="todas", shared=True)


@pytest.fixture
def module():
    return a_module(a_course(a_place()))


def card(kind, entry, number=1):
    return samples.block(
        kind, f"card-{number}", entry=str(entry.translation_key), note="<p>Aquí porque sí.</p>"
    )


def shown(lesson):
    context = {"mode": "read", "marks": {}, "given": {}}
    return "".join(html for step in lesson_steps(lesson, context) for html in step.blocks)


def test_each_card_shows_what_its_entry_says_today(module, common):
    entry = an_entry(common, "Un fondo", **FACTS)
    lesson = a_lesson(module, body=[card("mechanism_card", entry), card("resource_card", entry, 2)])
    mechanism, resource = shown(lesson).split('id="b-card-2"')
    assert "Cualquiera" in mechanism
    assert mechanism.count('type="checkbox"') == 2
    assert 'href="tel:+12"' in resource
    assert "Nada" in resource
    assert "el equipo" in resource
    for page in (mechanism, resource):
        assert "Aquí porque sí." in page
        assert "De: un papel." in page
        assert entry.get_opaque_url() in page
        assert "Ya tocaba revisar" not in page
    entry.checked_on, entry.review_by = "2020-01-01", "2020-06-01"
    entry.save_revision().publish()
    assert shown(LessonPage.objects.get()).count("Ya tocaba revisar") == 2


@pytest.mark.parametrize("many", [1, 3])
def test_three_cards_cost_what_one_does(module, common, many, django_assert_num_queries):
    cards = [card("resource_card", an_entry(common, f"F{n}", slug=f"f{n}"), n) for n in range(many)]
    lesson = a_lesson(module, body=cards)
    lesson = LessonPage.objects.get(pk=lesson.pk)
    with django_assert_num_queries(2):  # What the lesson is written in; all that it names.
        assert shown(lesson).count("<h3") == many


def test_an_entry_that_is_gone_or_of_another_network_is_not_shown(module):
    foreign = an_entry(a_place(title="Otra", slug="otra"), "Ajena")
    own = an_entry(module.get_ancestors().get(depth=3).specific, "Nuestra")
    lesson = a_lesson(module, body=[card("resource_card", foreign), card("mechanism_card", own, 2)])
    page = shown(lesson)
    assert "Ajena" not in page
    assert "ya no está en el directorio" in page
    assert "Nuestra" in page
    own.unpublish()
    assert "Nuestra" not in shown(LessonPage.objects.get())
    assert "La ficha que muestra ya no está en el directorio: elige otra." in [
        each.said for each in lacks_of(lesson.body)
    ]


def test_it_is_shown_in_the_language_of_the_reader_where_it_is_there(module, common):
    entry = an_entry(common, "Un fondo")
    lesson = a_lesson(module, body=[card("resource_card", entry)])
    with translation.override("en"):
        assert 'lang="es">Un fondo' in shown(lesson)
    there = a_translation(common, home_of("en"), title="For all", slug="all", shared=True)
    directory = a_translation(entry.get_parent().specific, there, title="Directory")
    a_translation(
        entry, directory, title="A fund", system="fund", what="Help", source="paper", cared_by="team"
    )
    with translation.override("en"):
        assert 'lang="en">A fund' in shown(LessonPage.objects.get(pk=lesson.pk))


def test_what_a_card_says_in_another_language_is_marked_so_and_nothing_else(module, common):
    entry = an_entry(common, "Un fondo", **FACTS, languages="español")
    lesson = a_lesson(module, body=[card("mechanism_card", entry), card("resource_card", entry, 2)])
    with translation.override("en"):
        page = " ".join(shown(lesson).split())
    spanish = re.findall(r'<(\w+)[^>]* lang="es">(.*?)</\1>', page)
    said = " ".join(words for _tag, words in spanish)
    for words in ("Cualquiera", "Uno", "un papel", "español", "Nada", "el equipo"):
        assert words in said
    assert "<dt>" not in said
    assert "<dt>Languages</dt>" in page


FILE = """---
lesson: uno
module: parte
title: "Uno"
summary: "Uno."
minutes: 12
required: true
---

::: mechanism_card {id: la-carta, step: input, entry: onu-cartas}
Porque **sí**.
:::

::: key_idea {id: i, step: input, source: "S", checked_on: 2026-11-01, review_by: 2027-02-01, advice: legal, owner: "E"}
Una ley.
:::
"""


def test_a_course_file_names_its_entry_and_comes_back_the_same():
    lesson = read_lesson(FILE, "curso")
    assert lesson.blocks[0]["value"]["entry"] == str(stable_id("directorio", "onu-cartas"))
    assert (lesson.blocks[1]["value"]["advice"], lesson.blocks[1]["value"]["owner"]) == ("legal", "E")
    written = write_lesson(lesson)
    assert read_lesson(written, "curso") == lesson
    assert write_lesson(read_lesson(written, "curso")) == written


@pytest.mark.parametrize(("advice", "lacking"), [("none", 0), ("legal", 1), ("contact", 1), ("digital", 1)])
def test_advice_that_ages_is_not_published_until_somebody_looks_after_it(advice, lacking):
    idea = {**samples.KEY_IDEA, "value": {**samples.KEY_IDEA["value"], "advice": advice, "owner": " "}}
    said = [each.said for each in lacks_of(LessonPage(title="L", body=[idea]).body)]
    assert said == ["Este consejo caduca: escribe qué equipo o qué rol lo cuida."] * lacking


def test_a_card_without_an_entry_is_refused_and_an_older_idea_is_not():
    body = [samples.block("resource_card", "c", entry=None, note="")]
    assert len(list(lacks_of(LessonPage(title="L", body=body).body))) == 1
    older = {
        **samples.KEY_IDEA,
        "value": {k: v for k, v in samples.KEY_IDEA["value"].items() if k not in ("advice", "owner")},
    }
    assert not list(lacks_of(LessonPage(title="L", body=[older]).body))


def test_on_paper_it_says_how_to_reach_it_and_until_when_that_holds(module, common):
    entry = an_entry(common, "Un fondo", **FACTS)
    a_lesson(module, body=[card("mechanism_card", entry)])
    course = module.get_parent().specific
    [[lesson]] = [part.lessons for part in walk(live_modules(course), KIT, Pictures())]
    [page] = lesson.steps[0].blocks
    for words in ("Un fondo", "+1 2", "<li>Uno</li>", "pregunta a tu red si sigue igual", "Aquí porque sí."):
        assert words in page
    assert "href" not in page

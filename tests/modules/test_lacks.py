"""What keeps a lesson from being published, said all at once, each thing with its block."""

import random
from datetime import timedelta

import pytest
from django.utils import timezone

from modules.lacks import lacks, lacks_of
from modules.models import CoursePage, LessonPage
from modules.outside import loads_from_outside
from tests.modules import samples
from tests.modules.samples import block, choice, entry, rich

OUT_OF_ORDER = "El título «%s» no sigue el orden: márcalo otra vez como título."
FROM_OUTSIDE = "Trae algo de otra dirección. Sube la imagen aquí, o pon un enlace."
ONE_RIGHT = [choice("a", "Uno", correct=True), choice("b", "Dos")]


def said(*blocks):
    return [(each.place, each.said) for each in lacks_of(samples.body(*blocks))]


def with_heading(html, **value):
    return block("text", "t", body=html, **value)


def mute(choices, number):
    """The choices, one of which has nothing to say to who takes it."""
    return [
        entry(each["id"], {**each["value"], "feedback": "" if place == number else "Porque sí"})
        for place, each in enumerate(choices, 1)
    ]


def test_what_is_complete_lacks_nothing():
    assert said(*samples.WORDS) == []


@pytest.mark.parametrize(
    ("lacking", "expected"),
    [
        (block("image", "i", image=None, alt=" "),
         ["Elige la imagen.", "Escribe qué se ve, para quien no puede ver la imagen."]),
        (block("audio", "a", audio=None, transcript=""),
         ["Elige el audio.", "Escribe todo lo que se dice, para quien no puede oírlo."]),
        (block("single_choice", "q", prompt=rich("¿?"), choices=[choice("a", "Uno"), choice("b", "Dos")]),
         ["Marca una opción acertada, y solo una."]),
        (block("single_choice", "q", prompt=rich("¿?"), choices=mute(ONE_RIGHT, 2)),
         ["Opción 2: Escribe qué le decimos a quien responde así."]),
        (block("true_false", "q", statement=rich("Sí."), answer=True, if_true="", if_false="No."),
         ["Escribe qué le decimos a quien elige verdadero."]),
        (block("short_text", "q", prompt=rich("¿?"), accepted=[], if_right="Sí.", if_other=""),
         ["Escribe qué le decimos si responde otra cosa."]),
        (block("scenario", "s", title="Va", steps=[samples.a_step("A", ("w1", "B")), samples.a_step("B", ("w2", "A"))]),
         ["Desde el paso A no se llega a ningún final.", "Desde el paso B no se llega a ningún final."]),
        (block("key_idea", "k", body=rich("La ley."), source="", checked_on=None, review_by=None),
         ["Escribe de dónde viene.", "Di cuándo se revisó.", "Di antes de cuándo hay que revisarlo."]),
        (block("story", "y", title="", body=rich("Pasó.")), ["Llena «título»."]),
        (block("content_note", "n", body='<p data-block-key="a"></p>', minutes=5, skips=1), ["Llena «qué viene»."]),
        (block("text", "t", body="<p> &nbsp;</p><p><b> </b></p>"), ["Llena «texto»."]),
        (block("checklist", "c", title="Antes", items=[]), ["«puntos»: El mínimo número de elementos es 1"]),
        (with_heading("<h4>Hondo</h4>"), [OUT_OF_ORDER % "Hondo"]),
        (with_heading("<h2>Alto</h2>"), [OUT_OF_ORDER % "Alto"]),
        (with_heading("<h3>Uno</h3><h5>Dos &amp; más</h5>"), [OUT_OF_ORDER % "Dos & más"]),
        (with_heading("<h3><b> </b></h3>"), ["Hay un título vacío: bórralo o escríbelo."]),
        (with_heading('<p>Mira <img src="https://x.example/a.png"></p>'), [FROM_OUTSIDE]),
    ],
)  # fmt: skip # A list is read in lines.
def test_what_is_missing_is_said_with_its_block(lacking, expected):
    found = said(samples.TEXT, lacking)
    assert [place for place, _said in found] == [2] * len(found)
    for words in expected:
        assert words in [each for _place, each in found]


@pytest.mark.parametrize("html", ["<h3>Uno</h3><h4>Dos</h4><h3>Tres</h3>", "<p>Sin título</p>"])
def test_titles_in_order_are_fine(html):
    assert said(with_heading(html)) == []
    assert said(block("story", "s", title="Ya es un título", body="<h4>Uno más hondo</h4>")) == []


@pytest.mark.parametrize(
    "html",
    [
        '<img src="http://x.example/a.png">', "<IMG alt='a>b' SRC='//x.example/a'>", "<img src=https://x.example/a>",
        '<iframe title="v" src="https:&#47;&#47;x.example"></iframe>', '<img srcset="\n/\t/x.example/a 2x">',
        '<embed embedtype="media" url="https://x.example/v">', '<object data="ftp://x.example"></object>',
        '<video poster="\\\\x.example/a"></video>', '<p style="background: url(/a)">a</p>',
        '<svg><image href="https://x.example/a"/></svg>', '<link rel="stylesheet" href="//x.example/a.css">',
        '<img src="data:image/png;base64,AAAA">', '<img src="/a.png" srcset="/a.png 1x, https://x.example/a 2x">',
        '<img src = "javascript:x">', "<img/src=//x.example/a>",
    ],
)  # fmt: skip # A list is read in lines.
def test_what_is_fetched_from_elsewhere_is_found(html):
    assert loads_from_outside(f"<p>Antes</p>{html}<p>después</p>")


@pytest.mark.parametrize(
    "html",
    [
        '<a href="https://x.example/">un enlace</a>', '<embed embedtype="image" id="3" alt="Un río" format="left"/>',
        '<img src="/medios/a.png">', "<p>Escribe https://x.example o &lt;img src=https://x.example&gt;</p>", "",
    ],
)  # fmt: skip # A list is read in lines.
def test_links_and_what_is_ours_are_fine(html):
    assert not loads_from_outside(html)


def test_what_stands_deep_in_a_list_is_read_too():
    ending = samples.a_step("B", ending=True)
    ending["value"]["body"] = '<p>Fin <img src="//x.example/a"></p>'
    steps = [samples.a_step("A", ("w1", "B")), ending]
    assert said(block("scenario", "s", title="Va", steps=steps)) == [(1, FROM_OUTSIDE)]


def test_what_a_draft_may_lack_is_never_forgiven_here():
    """Wagtail keeps a draft by loosening the definitions of the blocks, which all threads share."""
    loosened = LessonPage.body.field.stream_block
    loosened.defer_required_validation()
    try:
        assert said(block("image", "i", image=None, alt="")) != []
        assert said(block("single_choice", "q", prompt=rich("¿?"), choices=mute(ONE_RIGHT, 2))) != []
    finally:
        loosened.restore_deferred_validation()


def test_every_block_of_a_lesson_is_told_at_once():
    blank = {"type": "single_choice", "value": {}}
    found = list(lacks_of(samples.body(blank, samples.TEXT, blank | {"id": "q"})))
    assert {(each.place, each.block_id) for each in found} == {(1, ""), (3, "q")}
    assert {each.where for each in found} == {
        "Bloque 1, Pregunta de una respuesta", "Bloque 3, Pregunta de una respuesta",
    }  # fmt: skip # A list is read in lines.


@pytest.mark.django_db
def test_a_page_says_what_it_lacks_as_a_whole(ceiba):
    locale = ceiba.course_index.locale
    course = CoursePage(title="Curso", intro='<p><img src="//x.example/a"></p>', locale=locale)
    assert [(each.field, each.place) for each in lacks(course)] == [("intro", 0)]
    lesson = LessonPage(title="Lección", body=[samples.TEXT], pass_mark=60, locale=locale)
    assert [each.field for each in lacks(lesson)] == ["pass_mark"]


@pytest.mark.django_db
def test_a_lesson_that_weighs_too_much_is_to_be_parted(ceiba):
    letters = random.Random(1)
    words = " ".join(f"{letters.getrandbits(48):x}" for _each in range(6000))
    lesson = LessonPage(
        title="Larga", body=[block("text", "t", body=rich(words))], locale=ceiba.course_index.locale
    )
    (found,) = lacks(lesson)
    assert found.field == "body"
    assert "el límite es 50" in found.said


@pytest.mark.parametrize(
    ("checked", "review", "expected"),
    [
        (1, 90, ["El día en que se revisó todavía no llega: escribe el que fue."]),
        (0, 0, ["El día para revisarlo de nuevo tiene que ser después del día en que se revisó."]),
        (0, 1, []),
    ],
)
def test_days_of_advice_come_in_their_order(checked, review, expected):
    days = [str(timezone.localdate() + timedelta(days=each)) for each in (checked, review)]
    value = {**samples.KEY_IDEA["value"], "checked_on": days[0], "review_by": days[1]}
    assert said({**samples.KEY_IDEA, "value": value}) == [(1, each) for each in expected]

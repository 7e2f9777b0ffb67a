"""Questions in GIFT and in Moodle's XML: every construct of both, what each becomes, and what is said of it."""

import re
import time
from contextlib import suppress
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from modules.exchange.errors import CourseFileError
from modules.exchange.foreign import rich
from modules.exchange.gift import read_gift, write_gift
from modules.exchange.moodle import read_moodle
from modules.exchange.quizfiles import read_questions
from modules.sameness import plainly

FEEDBACK = "falta qué decir de cada respuesta"


def only(source):
    (asked,) = read_gift(source)
    return asked


def listed(asked, name, *fields):
    return [tuple(item["value"][each] for each in fields) for item in asked.block["value"][name]]


@pytest.mark.parametrize(
    ("source", "kind", "name", "fields", "found"),
    [
        ("¿Qué? {~No =Sí ~Tal vez}", "single_choice", "choices", ("text", "correct"),
         [("No", False), ("Sí", True), ("Tal vez", False)]),
        ("::N::[html]<b>¿Qué</b>?{\n ~No#a\n\n =Sí # b \\= c\n}", "single_choice", "choices", ("text", "feedback"),
         [("No", "a"), ("Sí", "b = c")]),
        ("¿Quiénes?{~%50%Ana ~%50%Eva ~%-100%Nadie}", "multiple_choice", "choices", ("text", "correct"),
         [("Ana", True), ("Eva", True), ("Nadie", False)]),
        ("Une.{=uno -> 1 =dos->2 = -> 3}", "matching", "pairs", ("left", "right"), [("uno", "1"), ("dos", "2")]),
    ],
)  # fmt: skip # A list is read in lines.
def test_questions_with_a_list(source, kind, name, fields, found):
    asked = only(source)
    assert asked.block["type"] == kind
    assert listed(asked, name, *fields) == found


def test_short_answers_numbers_truth_and_open_ones():
    short = only("La capital es {=Tegucigalpa#Eso. =%50%Comayagua =%0%*#No es esa.} de Honduras.")
    value = short.block["value"]
    assert value["prompt"] == "<p>La capital es _____ de Honduras.</p>"
    assert [item["value"] for item in value["accepted"]] == ["Tegucigalpa"]
    assert (value["if_right"], value["if_other"]) == ("Eso.", "No es esa.")
    assert short.changes == ["quedan solo las respuestas del todo acertadas"]
    truth = only("Es así.{F#Si dice V#Si dice F####Para todas}").block["value"]
    assert (truth["answer"], truth["if_true"], truth["if_false"]) == (False, "Si dice V", "Si dice F")
    truth = only("Es así.{TRUE#Si dice F#Si dice V}").block["value"]
    assert (truth["answer"], truth["if_true"], truth["if_false"]) == (True, "Si dice V", "Si dice F")
    assert [item["value"] for item in only("¿2+2?{#4}").block["value"]["accepted"]] == ["4"]
    assert only("¿Cómo estás? {}").block["type"] == "reflection"
    assert only("Solo se lee.").block["type"] == "text"


@pytest.mark.parametrize(
    ("source", "why"),
    [
        ("¿Cuándo?{#1822:5}", "margen"),
        ("¿Cuánto?{#3.141..3.142}", "margen"),
        ("¿Qué?{=a -> b =c}", "unas respuestas son parejas"),
        ("¿Qué?{a b}", "no se ve cuáles"),
        ("¿Qué?}{", "llave"),
        ("¿Qué?{=%50%a}", "ninguna respuesta acertada"),
        ("¿Qué?{~1 ~2 ~3 ~4 ~5 ~6 =7}", "6"),
    ],
)
def test_what_is_not_taken_is_told_with_its_reason(source, why):
    asked = only(source)
    assert asked.block is None
    assert why in asked.told(3)
    assert asked.told(3).startswith("3. «")


def test_what_is_said_of_all_stands_in_where_nothing_is_said():
    asked = only("¿Qué?{~No =Sí#Porque sí####Se explica}")
    assert listed(asked, "choices", "feedback") == [("Se explica",), ("Porque sí",)]
    assert asked.changes == []
    assert only("¿Qué?{~No =Sí}").changes == [FEEDBACK]


def test_comments_categories_and_empty_lines_stand_between_questions():
    source = (
        "// {nada}\n$CATEGORY: x/y\n\n::Uno::¿A?{T}\n\n\n// otra\n¿B?{F}\n::Dos::¿C?{~x\n\n::Tres::¿D?{T}"
    )
    assert [asked.name for asked in read_gift(source)] == ["Uno", "¿B?", "Dos", "Tres"]
    assert [asked.block is None for asked in read_gift(source)] == [False, False, True, False]


def test_signs_that_are_escaped_are_signs():
    asked = only(r"¿\{Cuál\} es \= a\: 5\~? {~\#1 =\\2 \: \}}")
    assert asked.block["value"]["prompt"] == "<p>¿{Cuál} es = a: 5~?</p>"
    assert listed(asked, "choices", "text") == [("#1",), ("\\2 : }",)]


WORD = (
    st.text("abñé ~=#{}:\\<>&'1¿\"", min_size=1, max_size=12)
    .map(lambda text: " ".join(text.split()))
    .filter(bool)
)
WORD = WORD.filter(lambda text: not text.startswith(("//", "::", "$", "*", "%", "[")) and "->" not in text)
CHOICE = st.fixed_dictionaries({"text": WORD, "correct": st.booleans(), "feedback": WORD})


def entries(values):
    return [{"type": "item", "id": "x", "value": value} for value in values]


def without_ids(value):
    if isinstance(value, dict):
        return {name: without_ids(each) for name, each in value.items() if name != "id"}
    return [without_ids(each) for each in value] if isinstance(value, list) else value


PROMPT = WORD.map(
    lambda text: f"<p>{text.replace('&', '&amp;').replace('<', '&lt;').replace('>', '&gt;')}</p>"
)
QUESTIONS = st.one_of(
    st.tuples(PROMPT, st.lists(CHOICE, min_size=2, max_size=5))
    .filter(lambda made: any(each["correct"] for each in made[1]))
    .map(lambda made: {
        "type": "single_choice" if sum(each["correct"] for each in made[1]) == 1 else "multiple_choice",
        "value": {"step": "deepening", "prompt": made[0], "hint": "", "choices": entries(made[1])},
    }),
    st.tuples(PROMPT, st.booleans(), WORD, WORD).map(lambda made: {
        "type": "true_false",
        "value": {
            "step": "deepening", "statement": made[0], "answer": made[1], "if_true": made[2], "if_false": made[3],
        },
    }),
)  # fmt: skip # A list is read in lines.


@settings(max_examples=60, deadline=None)
@given(st.lists(QUESTIONS, min_size=1, max_size=4))
def test_what_goes_out_as_gift_comes_in_the_same(blocks):
    told, without = write_gift(blocks)
    again = [asked.block for asked in read_gift(told)]
    assert without == 0
    assert plainly(without_ids(again)) == plainly(without_ids(blocks))


def test_what_gift_can_not_say_is_counted():
    order = {"type": "ordering", "value": {"prompt": "<p>x</p>", "things": []}}
    assert write_gift([order, {"type": "story", "value": {}}]) == ("\n", 1)


XML = """<?xml version="1.0" encoding="UTF-8"?>
<quiz>
 <question type="category"><category><text>$course$/x</text></category></question>
 <question type="multichoice"><name><text>Uno</text></name>
  <questiontext format="html"><text><![CDATA[<p dir="ltr">¿<b>Cuáles</b>?<img src="@@PLUGINFILE@@/a.png"></p>]]></text>
   <file name="a.png" encoding="base64">AAAA</file></questiontext><single>false</single>
  <answer fraction="-50"><text>A</text><feedback><text>no</text></feedback></answer>
  <answer fraction="50" format="html"><text>&lt;p&gt;B&lt;br&gt;&lt;/p&gt;</text>
   <feedback><text>sí</text></feedback></answer>
  <answer fraction="50"><text>C</text><feedback><text>sí</text></feedback></answer></question>
 <question type="truefalse"><name><text>Dos</text></name><questiontext><text>Es.</text></questiontext>
  <answer fraction="0"><text>true</text><feedback><text>V</text></feedback></answer>
  <answer fraction="100"><text>false</text><feedback><text>F</text></feedback></answer></question>
 <question type="shortanswer"><questiontext format="markdown"><text>¿**Cómo**?</text></questiontext>
  <answer fraction="100"><text>así</text></answer></question>
 <question type="matching"><questiontext><text>Une</text></questiontext>
  <subquestion><text>uno</text><answer><text>1</text></answer></subquestion>
  <subquestion><text>dos</text><answer><text>2</text></answer></subquestion></question>
 <question type="essay"><questiontext><text>¿Qué piensas?</text></questiontext></question>
 <question type="description"><questiontext format="html">
  <text>&lt;h1&gt;Lee&lt;/h1&gt;</text></questiontext></question>
 <question type="ordering"><questiontext><text>Ordena</text></questiontext>
  <answer fraction="1"><text>a</text></answer><answer fraction="2"><text>b</text></answer>
  <answer fraction="3"><text>c</text></answer></question>
 <question type="cloze"><name><text>Ocho</text></name><questiontext><text>{1:SA:=x}</text></questiontext></question>
 <question type="numerical"><questiontext><text>¿Pi?</text></questiontext></question>
 <question type="raro"><name><text>Diez</text></name><answer fraction="x"><text/></answer></question>
</quiz>"""


def test_every_kind_of_question_in_xml():
    asked = read_moodle(XML.encode())
    assert [each.block and each.block["type"] for each in asked] == [
        "multiple_choice", "true_false", "short_text", "matching", "reflection", "text", "ordering", None, None, None,
    ]  # fmt: skip # A list is read in lines.
    assert asked[0].block["value"]["prompt"] == "<p>¿<b>Cuáles</b>?</p>"
    assert listed(asked[0], "choices", "text", "correct") == [("A", False), ("B", True), ("C", True)]
    assert "tenía una imagen" in asked[0].told(1)
    value = asked[1].block["value"]
    assert (value["answer"], value["if_true"], value["if_false"]) == (False, "V", "F")
    assert asked[2].block["value"]["prompt"] == "<p>¿<b>Cómo</b>?</p>"
    assert asked[5].block["value"]["body"] == "<h3>Lee</h3>"
    assert "una por una" in asked[7].reason
    assert "«raro»" in asked[9].reason


BOMB = (
    '<!DOCTYPE q [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><quiz><question type="essay">&b;</question></quiz>'
)
OUTSIDE = '<!DOCTYPE q [<!ENTITY a SYSTEM "file:///etc/passwd">]><quiz>&a;</quiz>'


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (BOMB.encode(), "no se abre"),
        (OUTSIDE.encode(), "no se abre"),
        (OUTSIDE.encode("utf-16"), "UTF-8"),
        (b'<?xml version="1.0" encoding="raro"?><quiz/>', "no se entiende"),
        (b"<quiz><question>", "no se entiende"),
        (b"<html></html>", "no es de preguntas"),
        (b"<quiz></quiz>", "no hay preguntas"),
        (b"", "no hay preguntas"),
        ("¿Qué?{T}".encode("latin-1"), "UTF-8"),
        (b"a\x00{T}", "no es de texto"),
        (b"x" * (10 * 1024 * 1024 + 1), "Hasta 10 MB"),
        (b"a{T}\n\n" * 301, "300 preguntas"),
    ],
)
def test_a_file_that_can_not_be_read_is_told_in_a_sentence(data, said, tmp_path):
    path = tmp_path / "x"
    path.write_bytes(data)
    with path.open("rb") as file, pytest.raises(CourseFileError, match=re.escape(said)):
        read_questions(file)


@settings(max_examples=80, deadline=None)
@given(st.text("<>/abpiulh31 =\"'&;script:{}", max_size=60))
def test_of_any_html_only_what_a_text_holds_is_kept(html):
    kept = rich(html)
    assert set(re.findall(r"</?([a-z0-9]+)", kept)) <= {"p", "b", "i", "ul", "ol", "li", "a", "br"}
    assert rich(kept) == kept


LONG = 20_000
XML_OF = "<quiz><question type='shortanswer'><questiontext><text><![CDATA[{}]]></text></questiontext></question></quiz>"


@pytest.mark.parametrize(
    "source",
    [
        "¿? {#" + " " * LONG + "x}", "[html]" + '<a href="x" ' * LONG + "{=a}", "<quiz>" + "<question>" * LONG,
        XML_OF.format("<a" * LONG), "[html]" + "<ul><li>" * (LONG // 10) + "{=a}", "¿? {" + "~a " * LONG + "}",
        "::a:: [html]" + "<b>" * (LONG // 4) + "{=a}", "¿? {#" + " " * (LONG - 10) + "x}",
        "[html]" + '<a href="x" ' * (LONG // 13) + "{=a}", "¿? {=a}\n\n" * 10 * LONG,
    ],
    ids=lambda source: source[:20],
)  # fmt: skip # A list is read in lines.
def test_what_is_made_to_take_forever_is_answered_at_once(source):
    begun = time.process_time()
    with suppress(CourseFileError):
        [asked] = read_questions(BytesIO(source.encode()))
        assert asked.block or asked.reason
    assert time.process_time() - begun < 5


def test_a_question_that_is_too_long_is_told_of_with_its_name():
    [gift] = read_gift("::Larga:: " + "a" * LONG + " {=b}")
    [moodle] = read_moodle(XML_OF.format("Larga " + "a" * LONG).encode())
    assert all("Larga" in each.told(1) and "demasiado larga" in each.told(1) for each in (gift, moodle))

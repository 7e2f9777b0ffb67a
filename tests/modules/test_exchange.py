"""Files of the exchange format: what is read is written again the same, and what is wrong is told with its line."""

import uuid
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from modules.exchange.errors import CourseFileError
from modules.exchange.guide import read_guide
from modules.exchange.markdown import (
    CourseText,
    LessonText,
    read_course,
    read_lesson,
    write_course,
    write_lesson,
)
from modules.exchange.richtext import to_html, to_markdown
from modules.questions import fold

STARTER = Path(__file__).parents[2] / "modules" / "starter"
FRONT = """---
lesson: uno
module: parte
title: "Uno"
summary: "Una frase."
minutes: 12
required: true
---
"""

# Words with what Markdown, YAML and HTML would take for their own.
WORDS = st.text('abñé ʼ*_[]()<>&#+-.:{}?!"\\`1¿«', min_size=1, max_size=12).map(lambda t: " ".join(t.split()))
LINE = st.lists(WORDS.filter(bool), min_size=1, max_size=6).map(" ".join)
PLAIN_WORD = st.text("abñé", min_size=1, max_size=8)
INLINE = st.lists(
    st.one_of(
        LINE.map(lambda text: text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")),
        PLAIN_WORD.map(lambda word: f"<b>{word}</b>"),
        PLAIN_WORD.map(lambda word: f"<i>{word}</i>"),
        PLAIN_WORD.map(lambda word: f'<a href="https://example.org/{len(word)}">{word}</a>'),
    ),
    min_size=1,
    max_size=4,
).map(" ".join)
ITEMS = st.lists(INLINE.map(lambda text: f"<li>{text}</li>"), min_size=1, max_size=3).map("".join)
PARTS = st.one_of(INLINE.map(lambda text: f"<p>{text}</p>"), INLINE.map(lambda text: f"<h3>{text}</h3>"))
LISTS = st.one_of(ITEMS.map(lambda items: f"<ul>{items}</ul>"), ITEMS.map(lambda items: f"<ol>{items}</ol>"))
HTML = st.tuples(PARTS, st.lists(st.one_of(PARTS, st.tuples(LISTS, PARTS).map("".join)), max_size=3)).map(
    lambda parts: parts[0] + "".join(parts[1])
)
IDS = st.uuids().map(str)


def entry(value):
    return st.fixed_dictionaries({"type": st.just("item"), "id": IDS, "value": value})


@st.composite
def choices(draw, right, **more):
    choice = st.fixed_dictionaries({"text": LINE, "correct": st.just(False), "feedback": LINE, **more})
    made = draw(st.lists(entry(choice), min_size=2, max_size=4, unique_by=lambda c: c["id"]))
    for place in range(right(len(made))):
        made[place]["value"]["correct"] = True
    return made


def steps_of(told):
    """Steps in a row, each way of which leads to the next, and an ending."""
    made = [
        {
            "type": "item",
            "id": step_id,
            "value": {
                "letter": "ABCDE"[place],
                "body": html,
                "ending": False,
                "ways": [
                    {
                        "type": "item",
                        "id": way_id,
                        "value": {"text": text, "consequence": after, "leads_to": "ABCDE"[place + 1]},
                    }
                    for way_id, text, after in ways or [(step_id, "x", "y")]
                ],
            },
        }
        for place, (step_id, html, ways) in enumerate(told)
    ]
    last = {"letter": "ABCDE"[len(made)], "body": "<p>fin</p>", "ending": True, "ways": []}
    return [*made, {"type": "item", "id": "00000000-0000-4000-8000-000000000000", "value": last}]


VALUES = {
    "text": {"body": HTML},
    "discussion": {"title": LINE, "body": HTML},
    "reflection": {"body": HTML, "room": st.booleans()},
    "story": {"title": LINE, "body": HTML, "question": st.one_of(st.just(""), LINE)},
    "content_note": {"body": HTML, "minutes": st.just(3), "helps": LINE, "skips": st.just(2)},
    "next_step": {"body": HTML, "when": LINE, "with_whom": st.just("")},
    "true_false": {"statement": HTML, "answer": st.booleans(), "if_true": LINE, "if_false": LINE},
    "single_choice": {"prompt": HTML, "hint": LINE, "choices": choices(lambda count: 1)},
    "scenario_choice": {
        "prompt": HTML,
        "hint": st.just(""),
        "choices": choices(lambda count: 1, good=LINE),
        "story": HTML,
    },
    "scenario": {
        "title": LINE,
        "steps": st.lists(
            st.tuples(IDS, HTML, st.lists(st.tuples(IDS, LINE, LINE), max_size=2)), min_size=1, max_size=4
        ).map(lambda told: steps_of(told)),
    },
    "risk_words": {"title": LINE, "body": HTML, "example": st.one_of(st.just(""), HTML)},
    "matching": {
        "prompt": HTML,
        "hint": LINE,
        "pairs": st.lists(
            entry(st.fixed_dictionaries({"left": LINE, "right": LINE, "feedback": LINE})),
            min_size=2,
            max_size=6,
            unique_by=(lambda each: each["id"], lambda each: fold(each["value"]["right"])),
        ),
    },
    "ordering": {
        "prompt": HTML,
        "hint": st.just(""),
        "things": st.lists(
            entry(st.fixed_dictionaries({"text": LINE, "feedback": LINE})),
            min_size=3,
            max_size=7,
            unique_by=lambda each: each["id"],
        ),
    },
    "short_text": {
        "prompt": HTML,
        "hint": st.just(""),
        "accepted": st.lists(entry(LINE), min_size=1, max_size=3, unique_by=lambda each: each["id"]),
        "if_right": LINE,
        "if_other": LINE,
    },
    "multiple_choice": {"prompt": HTML, "hint": st.just(""), "choices": choices(lambda count: count)},
}
BLOCKS = st.one_of(
    st.fixed_dictionaries(
        {
            "type": st.just(kind),
            "value": st.fixed_dictionaries({"step": st.just("input"), **fields}),
            "id": IDS,
        }
    )
    for kind, fields in VALUES.items()
)
TEXTS = st.lists(LINE, max_size=3)
NOTHING_OR_A_LINE = st.none() | LINE | st.builds("{}\n{}".format, LINE, LINE)
GUIDES = st.fixed_dictionaries(
    {
        "objective": NOTHING_OR_A_LINE,
        "group": st.sampled_from(["5-20", "12"]),
        "steps": st.fixed_dictionaries({"activity": st.none() | st.integers(0, 90), "synthesis": st.just(5)}),
        "materials": st.fixed_dictionaries({"paper": NOTHING_OR_A_LINE}),
        "stress": st.sampled_from([None, "green", "orange"]),
        "questions": TEXTS,
        "handouts": TEXTS,
        "follow_up": st.fixed_dictionaries({"months_6": NOTHING_OR_A_LINE}),
        "versions": st.fixed_dictionaries({"30": NOTHING_OR_A_LINE, "90": LINE}),
    }
)


def without_nothing(told):
    """As somebody writes it: what is empty is left out."""
    if isinstance(told, dict):
        return {
            name: kept for name, each in told.items() if (kept := without_nothing(each)) not in (None, {})
        }
    return told


LESSONS = st.builds(
    LessonText,
    guide=st.just([])
    | GUIDES.map(lambda told: read_guide({"guide": without_nothing(told)}, "", ("curso", "uno"))),
    lesson=st.just("uno"),
    module=PLAIN_WORD,
    title=LINE,
    summary=LINE,
    minutes=st.integers(1, 60),
    required=st.booleans(),
    pass_mark=st.none() | st.integers(1, 100),
    blocks=st.lists(BLOCKS, max_size=4, unique_by=lambda block: block["id"]),
)


FEW = settings(max_examples=40, deadline=None)


@FEW
@example("<h3>1 #</h3><h3>#</h3><h3>a ##</h3><h3># a#</h3>")
@given(HTML)
def test_the_editors_html_comes_back_through_markdown(html):
    assert to_html(to_markdown(html)) == html


@FEW
@given(LESSONS)
def test_a_lesson_comes_back_as_it_was_written(lesson):
    assert read_lesson(write_lesson(lesson), "curso") == lesson


@FEW
@given(
    st.builds(
        CourseText,
        course=PLAIN_WORD,
        title=LINE,
        neutral_title=LINE,
        theme=st.just("care"),
        summary=LINE,
        hours=st.decimals(1, 20, places=1),
        modules=st.lists(st.tuples(PLAIN_WORD, LINE), max_size=3).map(tuple),
        intro=HTML,
    )
)
def test_a_course_comes_back_as_it_was_written(course):
    assert read_course(write_course(course)) == course


@pytest.mark.parametrize(
    "path",
    sorted(path for course in STARTER.glob("*/*/curso.md") for path in course.parent.glob("*.md")),
    ids=lambda path: f"{path.parents[1].name}-{path.parent.name}-{path.stem}",
)
def test_the_starter_courses_can_be_read_and_written(path):
    text = path.read_text("utf-8")
    if path.stem == "curso":
        course = read_course(text)
        assert read_course(write_course(course)) == course
    else:
        lesson = read_lesson(text, "prevencion", path.name)
        assert read_lesson(write_lesson(lesson), "prevencion") == lesson


def test_names_are_the_same_in_every_language_and_different_in_every_lesson():
    body = "::: text {id: a, step: input}\nTexto.\n:::\n"
    es, en = read_lesson(FRONT + body, "curso"), read_lesson(FRONT.replace("Uno", "One") + body, "curso")
    assert es.blocks[0]["id"] == en.blocks[0]["id"]
    assert uuid.UUID(es.blocks[0]["id"])
    other = read_lesson(FRONT.replace("lesson: uno", "lesson: dos") + body, "curso")
    assert other.blocks[0]["id"] != es.blocks[0]["id"]


QUESTION = "::: single_choice {id: q, step: input}\n¿Cuál?\n\n"


GUIDE = """guide:
  objective: "Nombrar lo que ya hacemos."
  group: "5-20"
  steps: {activity: 10, discussion: 10, input: 10, deepening: 20, synthesis: 10}
  materials: {projector: "Uno.", paper: "Pliegos.", no_power: "Semillas."}
  stress: green
  questions: ["¿Qué?", "¿Y qué?"]
  follow_up: {weeks_2: "Llamar.", months_2: "Visitar.", months_6: "Juntarse."}
  versions: {"30": "La primera parte.", "60": "Todo.", "90": "Con práctica."}
"""
WITH_GUIDE = FRONT.replace("required: true\n", f"required: true\n{GUIDE}")


def test_a_guide_is_read_as_trainers_write_it():
    (guide,) = read_lesson(WITH_GUIDE, "curso").guide
    assert guide["type"] == "guide"
    value = guide["value"]
    assert value["steps"]["deepening"] == 20
    assert value["materials"]["no_power"] == "Semillas."
    assert [item["value"] for item in value["questions"]] == ["¿Qué?", "¿Y qué?"]
    assert value["versions"] == {
        "minutes_30": "La primera parte.",
        "minutes_60": "Todo.",
        "minutes_90": "Con práctica.",
    }
    assert read_lesson(FRONT, "curso").guide == []
    english = read_lesson(WITH_GUIDE.replace("¿Qué?", "What?"), "curso").guide[0]
    assert [item["id"] for item in english["value"]["questions"]] == [
        item["id"] for item in value["questions"]
    ]


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        (WITH_GUIDE.replace("stress: green", "stress: blue"), 13, "stress"),
        (WITH_GUIDE.replace("paper:", "papel:"), 12, "«papel»"),
        (WITH_GUIDE.replace("  group", "  grupo"), 10, "«grupo»"),
        (WITH_GUIDE.replace('["¿Qué?", "¿Y qué?"]', '"¿Qué?"'), 14, "«questions» es una lista"),
        (WITH_GUIDE.replace("deepening: 20", "deepening: veinte"), 11, "«deepening»"),
        (WITH_GUIDE.replace("deepening: 20", "deepening: 2000"), 11, "480"),
        (WITH_GUIDE.replace('"30": "La', '"45": "La'), 16, "«45»"),
        (FRONT.replace("minutes: 12", "minutes: 12\nguide: nada"), 7, "nombre: valor"),
        ("", 1, "entre dos líneas"),
        (FRONT.replace('"Uno"', '"Uno'), 5, "no se entienden"),
        (FRONT.replace("minutes: 12", "minutes: doce"), 1, "«minutes»"),
        (FRONT.replace("required", "requerida"), 1, "«required»"),
        (FRONT.replace("required: true", "required: true\nextra: 1"), 1, "«extra»"),
        (FRONT.replace("required: true", "required: true\npass_mark: 101"), 1, "entre 1 y 100"),
        (FRONT + "suelto\n", 9, "Fuera de los bloques"),
        (FRONT + "\n::: text {id: a, step: input}\nTexto\n", 10, "no se cierra"),
        (FRONT + "::: poema {id: a, step: input}\nTexto\n:::\n", 9, "no es un tipo de bloque"),
        (FRONT + "::: text {id: a step: input}\nTexto\n:::\n", 9, "no se entienden"),
        (FRONT + "::: text {step: input}\nTexto\n:::\n", 9, "lleva id y step"),
        (FRONT + "::: text {id: a, step: baile}\nTexto\n:::\n", 9, "step"),
        (FRONT + "::: text {id: a, step: input, color: 1}\nTexto\n:::\n", 9, "«color»"),
        (FRONT + 2 * "::: text {id: a, step: input}\nTexto\n:::\n", 12, "ya lleva este id"),
        (FRONT + "::: text {id: a, step: input}\nUno\n\n## Dos\n:::\n", 12, "tres signos"),
        (FRONT + "::: text {id: a, step: input}\nUno\n\n[x](http://example.org)\n:::\n", 12, "https://"),
        (FRONT + "::: checklist {id: a, step: input, title: x}\n- uno\ndos\n:::\n", 11, "«- »"),
        (FRONT + QUESTION + "- [ ] a Uno\n:::\n", 12, "Una opción se escribe"),
        (FRONT + QUESTION + "- [x] {a} Uno\n  > Sí\n- [ ] {a} Dos\n  > No\n:::\n", 12, "la misma letra"),
        (FRONT + QUESTION + "- [x] {a} Uno\n- [ ] {b} Dos\n  > No\n:::\n", 9, "feedback"),
        (FRONT + QUESTION + "- [ ] {a} Uno\n  > Sí\n- [ ] {b} Dos\n  > No\n:::\n", 9, "una opción acertada"),
        (FRONT + "::: true_false {id: a, step: input, answer: true}\nEs.\n\n> V: sí\n:::\n", 12, "> F:"),
        (FRONT + "::: key_idea {id: a, step: input, source: x}\nEs.\n:::\n", 9, "checked_on"),
        (FRONT + "::: content_note {id: a, step: input, minutes: tres}\nEs.\n:::\n", 9, "minutes"),
    ],
)  # fmt: skip # A list is read in lines.
def test_a_fault_is_told_with_file_and_line(text, line, told):
    with pytest.raises(CourseFileError) as caught:
        read_lesson(text, "curso", "es/01-uno.md")
    assert str(caught.value).startswith(f"es/01-uno.md:{line}: ")
    assert told in str(caught.value)

"""The table of facts: each one stated in the starter courses, with what it rests on, in both languages."""

import re
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from modules.exchange.facts import as_markdown, as_tsv, heads, read_facts
from modules.exchange.loading import DIRECTORY, STARTER, course_folders

FRONT = """---
course: cesto
title: "Cesto"
neutral_title: "Curso 9"
theme: care
summary: "Uno."
hours: 1
modules:
  - {id: antes, title: "Antes"}
---

Hola.
"""
LESSON = """---
lesson: tejer
module: antes
title: "Tejer"
summary: "Dos."
minutes: 12
required: true
---

::: checklist {id: sola, step: activity, title: "Traer"}
- Mimbre.
:::

::: key_idea {step: input, id: mimbre, source: "Las abuelas", checked_on: 2026-01-02, review_by: 2027-01-02}
**El mimbre**

- Se moja & se dobla.
- Pide **calma**.
:::

::: checklist {id: debajo, step: input, title: "Mojar"}
- Un balde.
- Una | noche.
:::
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    here = tmp_path / "cesto" / "es"
    here.mkdir(parents=True)
    (here / "curso.md").write_text(FRONT)
    (here / "01-tejer.md").write_text(LESSON)
    return tmp_path


def test_a_list_leans_on_the_idea_right_above_it_and_on_no_other(folder):
    alone, idea, below = (fact.cells() for fact in read_facts("es", folder))
    assert alone == ("Traer: Mimbre.", "cesto/tejer/sola", "—", "—", "—")
    assert idea == (
        "El mimbre: • Se moja & se dobla. • Pide calma.",
        "cesto/tejer/mimbre",
        "Las abuelas",
        "2026-01-02",
        "2027-01-02",
    )
    assert below[1:] == ("cesto/tejer/debajo", "↑ Las abuelas", "2026-01-02", "2027-01-02")


def test_every_fact_of_every_course_stands_in_the_table_in_both_languages():
    places = []
    for language, _name in settings.LANGUAGES:
        rows = list(read_facts(language))
        files = [path for course in course_folders(STARTER) for path in (course / language).glob("*.md")]
        written = "".join(path.read_text("utf-8") for path in files)
        entries = [path.stem[3:] for path in (STARTER / DIRECTORY / language).glob("*.md")]
        told = [row for row in rows if row.place.startswith(f"{DIRECTORY}/")]
        assert sorted(row.place for row in told) == sorted(f"{DIRECTORY}/{name}" for name in entries)
        assert all(row.source and row.checked_on < row.review_by for row in told)
        [line] = [row.text for row in told if row.place.endswith("/access-now")]
        assert "help@accessnow.org" in line
        stated = len(re.findall(r"^::: (?:key_idea|checklist) ", written, re.MULTILINE))
        assert len(rows) == stated + len(entries)
        places.append([row.place for row in rows])
    assert places[0] == places[1]


def test_a_cell_neither_breaks_its_row_nor_becomes_a_formula():
    rows = [heads("en"), ("+353 | 1", "x", "—", "", "")]
    assert list(as_markdown(rows))[1:] == ["| --- | --- | --- | --- | --- |", "| +353 ∣ 1 | x | — |  |  |"]
    assert list(as_tsv(rows))[1].startswith("'+353 | 1\tx\t")


def test_it_is_printed_by_name_of_language():
    said = StringIO()
    call_command("facts", "en", tsv=True, stdout=said)
    assert said.getvalue().splitlines()[0].split("\t")[2] == "where it comes from"
    with pytest.raises(CommandError):
        call_command("facts", "xx")

"""The starter courses come in once, follow their files, and never take an edit away."""

import shutil
import time
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from modules.exchange.errors import CourseFileError
from modules.exchange.loading import load_starter
from modules.models import CourseIndexPage, LessonPage
from modules.outline import courses_in
from modules.querysets import place_paths

pytestmark = pytest.mark.django_db

COURSE = """---
course: cesto
title: "{title}"
neutral_title: "Curso 9"
theme: care
summary: "Uno."
hours: 1.5
modules:
  - {{id: antes, title: "Antes"}}
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

::: text {id: uno, step: activity}
Primera línea.
:::

::: single_choice {id: dos, step: deepening}
¿Cuál?

- [x] {a} Esta.
  > Sí.
- [ ] {b} Otra.
  > No.
:::
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A course of one lesson in both languages."""
    for language in ("es", "en"):
        here = tmp_path / "cesto" / language
        here.mkdir(parents=True)
        (here / "curso.md").write_text(COURSE.format(title=f"Cesto {language}"))
        (here / "01-tejer.md").write_text(LESSON)
    return tmp_path


def lesson(language="es"):
    return LessonPage.objects.get(locale__language_code=language)


def rewrite(folder, old, new, language="es"):
    path = folder / "cesto" / language / "01-tejer.md"
    path.write_text(path.read_text().replace(old, new))


def test_it_comes_in_live_and_as_translations_of_each_other(folder):
    load_starter(folder)
    es, en = lesson("es"), lesson("en")
    assert es.live
    assert es.live_revision_id
    assert es.translation_key == en.translation_key
    assert [b.id for b in es.body] == [b.id for b in en.body]
    choices = [[c.id for c in page.body[1].value["choices"].bound_blocks] for page in (es, en)]
    assert choices[0] == choices[1]
    (outline,) = courses_in(place_paths(None), "en")
    assert (outline.title, outline.neutral_title, outline.minutes) == ("Cesto en", "Curso 9", 12)


def test_a_second_time_nothing_happens_and_fast(folder, django_assert_num_queries):
    load_starter(folder)
    revisions = lesson().revisions.count()
    begun = time.perf_counter()
    with django_assert_num_queries(3):  # What is known, and the borders of a transaction.
        again = load_starter(folder)
    assert time.perf_counter() - begun < 0.3
    assert (again.new, again.changed, again.left_alone) == ([], [], [])
    assert lesson().revisions.count() == revisions
    assert CourseIndexPage.objects.filter(slug="comun").count() == 2


def test_a_changed_file_changes_its_page_alone(folder):
    load_starter(folder)
    key = lesson().body[0].id
    rewrite(folder, "Primera línea.", "Otra línea.")
    loaded = load_starter(folder)
    assert loaded.changed == ["es/tejer"]
    assert "Otra línea." in str(lesson().body[0].value["body"])
    assert lesson().body[0].id == key
    assert load_starter(folder).changed == []


@pytest.mark.parametrize("published", [True, False])
def test_an_edit_made_here_is_never_overwritten_and_said_once(folder, published):
    load_starter(folder)
    page = lesson()
    page.title = "Tejer juntas"
    revision = page.save_revision()
    if published:
        revision.publish()
    rewrite(folder, "Primera línea.", "Otra línea.")
    assert load_starter(folder).left_alone == ["es/tejer"]
    assert "Primera línea." in str(lesson().body[0].value["body"])
    assert lesson().get_latest_revision_as_object().title == "Tejer juntas"
    assert load_starter(folder).left_alone == []


@pytest.mark.parametrize("act", ["delete", "unpublish"])
def test_what_was_taken_away_here_does_not_come_back(folder, act):
    load_starter(folder)
    getattr(lesson(), act)()
    rewrite(folder, "Primera línea.", "Otra línea.")
    assert load_starter(folder).left_alone == ["es/tejer"]
    assert not LessonPage.objects.live().filter(locale__language_code="es").exists()


def test_a_lesson_added_between_two_stands_between_them(folder):
    load_starter(folder)
    for name in ("03-ultima", "02-media"):
        text = LESSON.replace("tejer", name[3:]).replace("Tejer", name)
        (folder / "cesto" / "es" / f"{name}.md").write_text(text)
        load_starter(folder)
    (outline,) = courses_in(place_paths(None), "es")
    assert [entry.title for entry in outline.lessons] == ["Tejer", "02-media", "03-ultima"]


def test_a_faulty_file_changes_nothing_and_says_where(folder):
    rewrite(folder, "- [x] {a}", "- [ ] {a}", "en")
    with pytest.raises(
        CourseFileError, match=r"cesto/en/01-tejer\.md:14: choices: Marca una opción acertada"
    ):
        load_starter(folder)
    assert not LessonPage.objects.exists()


def test_the_command_tells_the_keeper(folder, monkeypatch, capsys):
    monkeypatch.setattr(load_starter, "__defaults__", (folder,))
    call_command("load_starter")
    assert "Páginas nuevas: 6" in capsys.readouterr().out
    shutil.rmtree(folder / "cesto" / "en")
    rewrite(folder, "::: text", "::: texto")
    with pytest.raises(CommandError, match="«texto» no es un tipo de bloque"):
        call_command("load_starter")

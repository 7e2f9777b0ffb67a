"""A language more is a folder of words: no code, no migration, and Spanish where a word is missing."""

import json
import os
import subprocess
import sys

import polib
import pytest

from learning.core.catalogues import compile_words
from learning.settings import languages
from tests import pseudo
from tests.plugins.template import ROOT, copy_migrated


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """What a woman meets in a site whose keeper put half of the texts of K'iche' beside its data."""
    folder = tmp_path_factory.mktemp("another")
    pseudo.write(folder / "locale", "quc", "K'iche'", least=20)
    copy_migrated(folder / "site.sqlite3")
    own = {
        "ACUERPAR_DATA": str(folder),
        "DATABASE_URL": f"sqlite:///{folder}/site.sqlite3",
        "DJANGO_SETTINGS_MODULE": "learning.settings.test",
    }
    done = subprocess.run(
        [sys.executable, "-m", "tests.project.another_site", "quc"],
        cwd=ROOT,
        env={**os.environ, **own},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_no_migration_knows_which_languages_there_are(told):
    assert told["migrations"].strip() == "No changes detected"


def test_the_command_gives_each_network_a_place_once(told):
    first, second = told["added"]
    assert "quc: 1 new places" in first
    assert "quc: 0 new places" in second


def test_she_reads_in_it_from_the_door_to_her_certificate(told):
    assert '<html lang="es">' in told["visitor"]
    assert 'value="quc"' in told["visitor"]
    assert "K&#x27;iche&#x27;</button>" in told["visitor"]
    for name in ("door", "home", "lesson", "translated", "found", "form"):
        assert '<html lang="quc">' in told[name], name
    # Her words where there are some, Spanish where not.
    for page in ("door", "home"):
        assert pseudo.said("No borra el historial de este teléfono", pseudo.longer) in told[page]
        assert "Contactos urgentes" in told[page]
    assert '<div lang="es">' in told["lesson"]
    assert '<div lang="quc">' in told["translated"]
    assert "quc uno" in told["found"]
    assert '<option value="quc" selected>' in told["form"]
    assert told["paper_lang"] == "quc"


def test_news_the_editor_and_what_is_taken_out_know_it(told):
    assert '<h1 lang="es">En la plaza</h1>' in told["news"]
    assert '<div lang="es"><p>Hoy.</p>' in told["news"]
    assert '<html lang="quc">' in told["news_form"]
    assert "K&#x27;iche&#x27;" in told["news_form"]
    assert ">Pa kayibal</a>" in told["news_said"]
    assert "En la plaza" not in told["news_said"]
    assert set(told["editor"].values()) == {200}, told["editor"]
    assert told["facts"].startswith("| ")
    assert {"es/curso.md", "quc/curso.md"} <= set(told["package"])


def test_a_text_that_would_break_a_page_stays_in_spanish(tmp_path):
    file = tmp_path / "django.po"
    words = polib.POFile()
    words.metadata = {"Content-Type": "text/plain; charset=utf-8", "Plural-Forms": "nplurals=1; plural=0;"}
    for msgid, msgstr in (
        ("Hola, %(name)s", "Saqarik"),
        ("Hola, <b>tú</b>", "Saqarik <script>x</script>"),
        ("Hola", "Saqarik <b>at</b>"),
        # What is left open swallows the page that follows, or ends the attribute it stands in.
        ("Entrar", "Okem <b"),
        ("Salir", "Elem <!--"),
        ("Cerrar", 'Tzapij" autofocus x="'),
        # What Python would fill in, and can not.
        ("%(n)s de cada 100", "%(n)s pa 100 % de"),
        ("{n} letras", "{n} tz'ib {"),
        ("Hasta %(day)s", "%(day)s"),
    ):
        words.append(polib.POEntry(msgid=msgid, msgstr=msgstr))
    many = {"msgid": "{{ n }} hora", "msgid_plural": "%(n)s horas", "msgstr_plural": {0: "%(n)s"}}
    words.append(polib.POEntry(**many))
    words.save(str(file))
    broken = {"Hola", "Hola, %(name)s", "Hola, <b>tú</b>", "Entrar", "Salir", "Cerrar"}
    assert compile_words(file) == (2, sorted({*broken, "%(n)s de cada 100", "{n} letras"}))
    assert {each.msgid for each in polib.mofile(str(tmp_path / "django.mo"))} == {
        "Hasta %(day)s",
        "{{ n }} hora",
    }


@pytest.mark.parametrize("name", ["../x", "quc_", "español", "LC_MESSAGES", "es@vos", "demasiadolargo"])
def test_a_folder_that_is_no_language_is_passed_over(tmp_path, name):
    file = tmp_path / "locale" / name / "LC_MESSAGES" / "django.po"
    file.parent.mkdir(parents=True)
    file.write_text('msgid ""\nmsgstr ""\n"X-Name: Nadie\\n"\n')
    assert languages.languages([tmp_path / "locale"], "es") == []
    assert languages.manners([tmp_path / "locale"]) == {}


def test_a_verb_that_nobody_met_yet_has_to_be_said_with_vos_too(tmp_path):
    """By its ending, or as a command; a noun that looks like one is told too, and goes into the list of those alike."""
    texts = ("Barre la casa.", "Cuando barres, sonríe.", "Bárrela.", "Hay dos casas.", "La barriste ayer.")
    for name, said in (("es", texts), ("es_X-vos", ())):
        words = polib.POFile()
        words.metadata = {"Content-Type": "text/plain; charset=utf-8"}
        words.extend(polib.POEntry(msgid=each) for each in said)
        (tmp_path / name / "LC_MESSAGES").mkdir(parents=True)
        words.save(str(tmp_path / name / "LC_MESSAGES" / "django.po"))
    done = subprocess.run(
        [sys.executable, "script/check_manners.py", f"{tmp_path}/es_X-vos/LC_MESSAGES/django.po"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1, done.stderr
    assert [line.rpartition("): ")[2].strip() for line in done.stdout.splitlines()] == [
        "Barre la casa.",
        "Bárrela.",
        "Cuando barres, sonríe.",
        "Hay dos casas.",
    ]
    assert "lacks (casas): Hay dos casas." in done.stdout

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


def test_a_text_that_would_break_a_page_stays_in_spanish(tmp_path):
    file = tmp_path / "django.po"
    words = polib.POFile()
    words.metadata = {"Content-Type": "text/plain; charset=utf-8", "Plural-Forms": "nplurals=1; plural=0;"}
    for msgid, msgstr in (
        ("Hola, %(name)s", "Saqarik"),
        ("Hola, <b>tú</b>", "Saqarik <script>x</script>"),
        ("Hola", "Saqarik <b>at</b>"),
        ("Hasta %(day)s", "%(day)s"),
    ):
        words.append(polib.POEntry(msgid=msgid, msgstr=msgstr))
    many = {"msgid": "{{ n }} hora", "msgid_plural": "%(n)s horas", "msgstr_plural": {0: "%(n)s"}}
    words.append(polib.POEntry(**many))
    words.save(str(file))
    assert compile_words(file) == (2, ["Hola", "Hola, %(name)s", "Hola, <b>tú</b>"])
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

"""A course with every kind of block goes to another site, with another database, and is the same there."""

import os
import subprocess
import sys
from zipfile import ZipFile

import pytest

from modules.blocks import LESSON_BLOCKS
from modules.models import LessonPage
from tests.modules.everything import a_course_of_everything, everything
from tests.modules.second_site import stored
from tests.modules.test_exchange_page import taken_out
from tests.modules.test_packages import named
from tests.plugins.template import ROOT, copy_migrated

pytestmark = pytest.mark.django_db


def in_second_site(source, target, folder):
    """What was said there. The other site is one of SQLite, whatever this one is."""
    folder.mkdir()
    copy_migrated(folder / "site.sqlite3")
    own = {
        "ACUERPAR_DATA": str(folder),
        "DATABASE_URL": f"sqlite:///{folder}/site.sqlite3",
        "DJANGO_SETTINGS_MODULE": "learning.settings.test",
    }
    command = [sys.executable, "-m", "tests.modules.second_site", source, target]
    done = subprocess.run(
        command, cwd=ROOT, env={**os.environ, **own}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_in_a_second_site_it_is_the_same(client_as, trainer, ceiba, settings, tmp_path):
    settings.MEDIA_ROOT, settings.WORK_ROOT = tmp_path / "media", tmp_path / "work"
    course = a_course_of_everything(ceiba, named(everything(ceiba)))
    lesson = LessonPage.objects.get(title="Todo")
    lesson.summary, lesson.minutes, lesson.required, lesson.explains_words = "Una frase.", 11, False, False
    lesson.save_revision().publish()
    here, there = tmp_path / "here.zip", tmp_path / "there.zip"
    here.write_bytes(taken_out(client_as(trainer), course))
    with ZipFile(here) as package:
        told = package.read("es/01.md").decode()
    assert [kind for kind, _block in LESSON_BLOCKS if f"::: {kind} {{" not in told] == []
    assert in_second_site(here, there, tmp_path / "second") == "done:"
    assert there.read_bytes() == here.read_bytes()
    assert there.with_suffix(".json").read_text().splitlines() == stored(course).splitlines()

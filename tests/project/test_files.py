"""What the site writes on the disk is read by the account that runs it, and by no other."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
WRITE = """
import json, os, django
from django.conf import settings
os.umask(0o022)
django.setup()
from django.db import connection
connection.cursor().execute("CREATE TABLE one (two)")
print(json.dumps({each.name: each.stat().st_mode & 0o777 for each in settings.DATA_DIR.iterdir()}))
"""


def rights(path: Path) -> int:
    return path.stat().st_mode & 0o777


def write_in(folder: Path) -> dict[str, int]:
    """The rights of each file, while a process that would let others read has the database open."""
    env = os.environ | {"ACUERPAR_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "learning.settings.dev"}
    env.pop("DATABASE_URL", None)
    done = subprocess.run(
        [sys.executable, "-c", WRITE], cwd=ROOT, env=env, check=True, stdout=subprocess.PIPE, text=True
    )
    return json.loads(done.stdout)


def test_the_database_and_its_folder_are_private(tmp_path):
    folder = tmp_path / "data"
    assert write_in(folder) == dict.fromkeys(("db.sqlite3", "db.sqlite3-wal", "db.sqlite3-shm"), 0o600)
    assert rights(folder) == 0o700


@pytest.mark.parametrize("mode", [0o750, 0o755])
def test_a_folder_and_a_file_that_were_there_keep_their_rights(tmp_path, mode):
    folder = tmp_path / "data"
    folder.mkdir()
    folder.chmod(mode)
    file = folder / "db.sqlite3"
    file.touch()
    file.chmod(0o640)
    assert set(write_in(folder).values()) == {0o640}
    assert (rights(folder), rights(file)) == (mode, 0o640)


@pytest.mark.parametrize("script", ["server", "bootstrap"])
def test_the_scripts_make_the_folder_private_too(script):
    makes = [line for line in (ROOT / "script" / script).read_text().splitlines() if "mkdir -" in line]
    assert makes
    assert all("mkdir -m 700 -p" in line for line in makes)

"""A migrated database built once and copied for every run and worker: a second instead of eleven.

The template is kept under `var/test-templates`, named by what made it: the migrations of the project, its
settings, and the versions of all installed packages. Tests that commit (`transactional_db`, `live_server`)
get a fresh copy afterwards; Django's own way, emptying all tables, would lose what migrations have put there.
"""

import fcntl
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import cache
from hashlib import blake2b
from importlib import metadata
from pathlib import Path

import psycopg
import pytest
from django.db import connections
from django.test import TransactionTestCase

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "var" / "test-templates"
NAME = "acuerpar"
SOURCES = ("learning/settings/*.py", "*/apps.py", "*/*/apps.py", "*/migrations/*.py", "*/*/migrations/*.py")


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_blocker) -> Iterator[None]:
    """Stands in for pytest-django's fixture of this name."""
    connection = connections["default"]
    database = (PostgresCopy if connection.vendor == "postgresql" else SqliteCopy)()
    ours = pytest.MonkeyPatch()
    with django_db_blocker.unblock():
        connection.close()
        connection.settings_dict["NAME"] = database.create()
    ours.setattr(TransactionTestCase, "_fixture_teardown", lambda case: database.restore())
    yield
    ours.undo()
    with django_db_blocker.unblock():
        connections.close_all()
        database.drop()


class SqliteCopy:
    """A file, so that the threads of a live server see the same database."""

    def create(self) -> str:
        self.folder = tempfile.TemporaryDirectory(prefix="acuerpar-sqlite-")
        self.name = str(Path(self.folder.name) / "test.sqlite3")
        self.restore()
        return self.name

    def restore(self) -> None:
        connections.close_all()
        copy_migrated(self.name)

    def drop(self) -> None:
        self.folder.cleanup()


def copy_migrated(name: str | Path) -> None:
    """Make the file `name` a migrated database of SQLite, or make it so again."""
    template = kept("sqlite")
    with locked():
        if not template.exists():
            keep(template, lambda target: migrate(f"sqlite:///{target}"))
    with closing(sqlite3.connect(template)) as source, closing(sqlite3.connect(name)) as target:
        source.backup(target)


class PostgresCopy:
    """A database made from the template that stands on the server of `tests.plugins.databases`."""

    def create(self) -> str:
        self.name = f"test_{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}"
        self.restore()
        return self.name

    def restore(self) -> None:
        self.drop()
        self.run(f"CREATE DATABASE {self.name} TEMPLATE {NAME}")

    def drop(self) -> None:
        connections.close_all()
        self.run(f"DROP DATABASE IF EXISTS {self.name} WITH (FORCE)")

    def run(self, statement: str) -> None:
        settings = connections.settings["default"]
        with psycopg.connect(
            host=settings["HOST"], user=settings["USER"], dbname="postgres", autocommit=True
        ) as server:
            server.execute(statement)


def migrate(url: str) -> None:
    """Create all tables in the empty database at `url`, in a process of its own."""
    environment = os.environ | {"DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "learning.settings.test"}
    command = [sys.executable, "manage.py", "migrate", "--verbosity=0"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.exit(f"The migrations fail:\n{done.stderr}", returncode=1)


def kept(kind: str) -> Path:
    return FOLDER / f"{kind}-{fingerprint()}"


def keep(path: Path, build: Callable[[Path], None]) -> None:
    """Let `build` make what is to stand at `path`: it appears whole or not at all, older ones go."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    started = path.with_name(f"{path.name}.{os.getpid()}")
    build(started)
    for older in FOLDER.glob(f"{path.name.partition('-')[0]}-*"):
        if older != started:
            remove(older)
    started.rename(path)


def remove(path: Path) -> None:
    shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)


@contextmanager
def locked() -> Iterator[None]:
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (FOLDER / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@cache
def fingerprint() -> str:
    seen = blake2b(digest_size=8)
    for path in sorted(path for pattern in SOURCES for path in ROOT.glob(pattern)):
        seen.update(f"{path.relative_to(ROOT)}".encode() + path.read_bytes())
    seen.update(repr(sorted((each.name, each.version) for each in metadata.distributions())).encode())
    return seen.hexdigest()
